"""Postal addresses: prefecture apart, one normal form for 三丁目1番2号, 3-1-2 and ３−１−２."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from contacts.data import table
from contacts.normal import clean, fold_kanji, has_japanese

PREFECTURES = tuple(row[0] for row in table("prefectures"))
_POSTCODE = re.compile(r"〒?\s*(?<!\d)(\d{3})\s*-?\s*(\d{4})(?!\d)")
_DIGITS = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100}
_ONES = "[一二三四五六七八九十]"
_KANJI_NUMBER = re.compile(
    r"[〇一二三四五六七八九十百]+(?=\s*(?:丁[目日]|番(?!町)地?|号|階|地割|条|[-\d]))"
    r"|(?<=-)[〇一二三四五六七八九十]+"
    rf"|{_ONES}+(?=の{_ONES})|(?<={_ONES}の){_ONES}+"
)
_KANJI_DASH = re.compile(r"(?<=[〇一二三四五六七八九十])ー(?=[〇一二三四五六七八九十])")
# A figure before 条 or 線 belongs to the town (北2条西).
_LOT = re.compile(r"(?<!\d)\d+(?!\d|条|線)(?:-\d+)*")
_STEPS = re.compile(r"\s*(?:丁[目日]|番地の?|番(?!町)|号室|号|の(?=\d))\s*")
_FLOOR = re.compile(r"(\d+)\s*(?:階|f\b)", re.IGNORECASE)
_STREET_WORDS = {
    "st": "street", "str": "strasse", "straße": "strasse", "ave": "avenue", "av": "avenue", "rd": "road",
    "blvd": "boulevard", "dr": "drive", "ln": "lane", "pl": "place", "sq": "square", "ste": "suite",
    "fl": "floor", "bldg": "building", "hwy": "highway", "pkwy": "parkway", "ct": "court",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts; `numbers` are chome, banchi and go, `building` holds the floor."""

    prefecture: str | None
    town: str
    numbers: tuple[str, ...]
    building: str


@lru_cache(maxsize=20_000)
def parts(text: str) -> Address:
    """Take a Japanese address apart; kanji numerals, 丁目/番/号 and any dash give the same numbers.

    A foreign address has no prefecture; its leading house number is in `numbers`, the rest in `town`.
    """
    plain = normal(text)
    if not has_japanese(plain):
        numbers = tuple(re.findall(r"\d+", plain))
        return Address(None, re.sub(r"[\W\d]+", " ", plain).strip(), numbers, "")
    prefecture = next((name for name in PREFECTURES if plain.startswith(name)), None)
    rest = plain.removeprefix(prefecture or "")
    found = _LOT.search(rest)
    if not found:
        return Address(prefecture, rest.replace(" ", ""), (), "")
    numbers = tuple(found.group().split("-"))
    town, building = rest[: found.start()], rest[found.end() :]
    return Address(prefecture, town.replace(" ", ""), numbers, building.strip(" -").replace(" ", ""))


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """One form for however an address was printed: no postcode, "3-1-2", floors as "3f", folded kanji."""
    plain = _POSTCODE.sub(" ", clean(text), count=1).strip()
    if not has_japanese(plain):
        words = re.findall(r"[\w']+", plain.casefold())
        return " ".join(_STREET_WORDS.get(word, word) for word in words)
    plain = _KANJI_DASH.sub("-", fold_kanji(plain))
    plain = _KANJI_NUMBER.sub(lambda found: str(number(found.group())), plain)
    plain = re.sub(r"-(?=\D|$)", "", _STEPS.sub("-", plain))
    return re.sub(r"\s+", " ", _FLOOR.sub(r" \1f", plain)).strip(" -").casefold()


def postcode(text: str) -> str | None:
    """The seven digits of a Japanese postcode in `text`, kanji digits too; None without one."""
    plain = clean(text).translate(str.maketrans(_DIGITS, "0123456789"))
    found = _POSTCODE.search(plain)
    return found[1] + found[2] if found else None


def number(kanji: str) -> int:
    """A kanji numeral below a thousand: 二十三 -> 23, 一〇五 -> 105, 百二 -> 102."""
    if not any(unit in kanji for unit in _UNITS):
        return int("".join(str(_DIGITS.index(char)) for char in kanji))
    total, digit = 0, 0
    for char in kanji:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        else:
            digit = digit * 10 + _DIGITS.index(char)
    return total + digit
