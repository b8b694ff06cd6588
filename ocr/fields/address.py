"""Postal codes and addresses, over as many rows as they are printed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.fields.text import HYPHENS, KANJI_DIGITS, folded, is_japanese
from ocr.layout import Row

PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 "
    "山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
).split()
_MARK = r"[〒下TＦF平亍丁]"
_DASH = f"[-{HYPHENS}一・]"
_POSTAL = re.compile(rf"{_MARK}?\s*(?<!\d)(\d{{3}})\s*{_DASH}\s*(\d{{4}})(?![\d-])")
_POSTAL_MARKED = re.compile(r"〒\s*(\d{3})\s*-?\s*(\d{4})(?!\d)")
_POSTAL_KANJI = re.compile(
    rf"{_MARK}?\s*([〇一二三四五六七八九]{{3}})\s*[-{HYPHENS}・1|]\s*([〇一二三四五六七八九]{{4}})(?![〇一二三四五六七八九])"
)
_START = re.compile(
    "|".join(PREFECTURES)
    + r"|[\u3400-\u9fff]{1,5}(?:市|郡)[\u3400-\u9fffヶケ]{1,6}(?:区|町|村|市)?|[\u3400-\u9fff]{1,4}区[\u3400-\u9fff]"
)
_NUMBERED = re.compile(r"\d|[〇一二三四五六七八九十]+(?:丁目|番|号|階)")
_BUILDING = re.compile(
    r"(?:ビル|ビルディング|タワー|マンション|ハイツ|プラザ|センター|スクエア|館|棟|階|F|号室|号|コート|会館|フロア|ヒルズ|荘|パーク|ハウス)"
)
_STREET = re.compile(
    r"\b(?:street|st\.?|avenue|ave\.?|road|rd\.?|lane|ln\.?|drive|dr\.?|boulevard|blvd\.?|suite|floor|fl\.?|square|court|way|"
    r"plaza|building|bldg\.?|chome|ku|shi|cho|machi|tokyo|osaka|japan|straße|strasse|str\.|platz|weg|allee|rue|place|via|viale|piazza|"
    r"calle|avenida|plaza|quai|cours|chaussée|terrace|close|park|house|quay|row|hill|box)\b|straße|strasse|str\.",
    re.IGNORECASE,
)
_FOREIGN_POSTAL = (
    (re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"), "GB"),
    (re.compile(r"\b([A-Z]\d[A-Z]\s?\d[A-Z]\d)\b"), "CA"),
    (re.compile(r"\b([A-Z]{2}\s+\d{5}(?:-\d{4})?)\b"), "US"),
    (re.compile(r"(?<!\d)(\d{5}-\d{4})(?!\d)"), "US"),
    (re.compile(r"(?<!\d)(\d{5})(?!\d)"), None),
    (re.compile(r"(?<!\d)(\d{3}-\d{4})(?!\d)"), "JP"),
    (re.compile(r"(?<![\d-])(\d{4}\s?[A-Z]{2})\b"), "NL"),
    (re.compile(r"(?<![\d-])(\d{4})(?=\s+[A-ZÄÖÜÉ][a-zäöüéè]+)"), None),
)
COUNTRIES = {
    "japan": "JP",
    "usa": "US",
    "u.s.a.": "US",
    "united states": "US",
    "uk": "GB",
    "united kingdom": "GB",
    "england": "GB",
    "scotland": "GB",
    "germany": "DE",
    "deutschland": "DE",
    "france": "FR",
    "italy": "IT",
    "italia": "IT",
    "spain": "ES",
    "españa": "ES",
    "ireland": "IE",
    "netherlands": "NL",
    "nederland": "NL",
    "switzerland": "CH",
    "schweiz": "CH",
    "austria": "AT",
    "österreich": "AT",
    "canada": "CA",
    "australia": "AU",
    "new zealand": "NZ",
    "sweden": "SE",
    "denmark": "DK",
    "danmark": "DK",
    "poland": "PL",
    "polska": "PL",
    "hungary": "HU",
    "brazil": "BR",
    "brasil": "BR",
    "vietnam": "VN",
    "viet nam": "VN",
    "korea": "KR",
    "china": "CN",
    "singapore": "SG",
    "taiwan": "TW",
    "belgium": "BE",
    "norway": "NO",
    "finland": "FI",
    "portugal": "PT",
    "mexico": "MX",
    "india": "IN",
    "thailand": "TH",
}


@dataclass(frozen=True, slots=True)
class Address:
    """An address, its postal code, and the rows it stood on."""

    postal_code: str | None
    text: str | None
    confidence: float
    rows: tuple[Row, ...]


def postal_code(text: str) -> tuple[str, int, int] | None:
    """A Japanese postal code as 123-4567, and where in the folded text it stands."""
    for pattern in (_POSTAL_MARKED, _POSTAL, _POSTAL_KANJI):
        if match := pattern.search(text):
            first, second = (part.translate(KANJI_DIGITS) for part in match.groups())
            return f"{first}-{second}", match.start(), match.end()
    return None


def starts_address(text: str) -> bool:
    """Whether a Japanese text begins an address: prefecture or town, and a number or a postal code."""
    return bool(_START.search(text)) and bool(_NUMBERED.search(text))


def japanese(rows: Sequence[Row]) -> list[Address]:
    """The Japanese addresses of a card in the order they are printed."""
    found: list[Address] = []
    number = 0
    while number < len(rows):
        taken = _japanese_at(rows, number)
        if taken is None:
            number += 1
            continue
        found.append(taken)
        number += max(1, len(taken.rows))
    return found


def _japanese_at(rows: Sequence[Row], number: int) -> Address | None:
    text = folded(rows[number].text)
    code = postal_code(text)
    if code is None and not (starts_address(text) and _clean(text)):
        return None
    if code and re.search(r"(?i)tel|fax|電話|携帯|mobile", text[: code[1]]):
        return None
    own = (text[: code[1]] + " " + text[code[2] :]).strip() if code else text
    own = re.sub(rf"^(?:本社|住所|所在地|{_MARK}(?=\s*$))\s*[:：]?\s*", "", own).strip()
    if own and not (_START.search(own) or is_japanese(own)):
        return None
    parts, used = ([own] if own else []), [rows[number]]
    for row in rows[number + 1 : number + 4]:
        following = folded(row.text)
        if not _goes_on(following, used[-1], row, bool(parts)):
            break
        parts.append(following)
        used.append(row)
    joined = " ".join(parts)
    if not _START.search(joined) and code is None:
        return None
    return Address(
        code[0] if code else None, joined or None, min(row.confidence for row in used), tuple(used)
    )


def _clean(text: str) -> bool:
    return not re.search(r"@|(?i:tel|fax|mobile|https?|www)|株式会社|有限会社", text)


def _goes_on(text: str, before: Row, row: Row, begun: bool) -> bool:
    if not _clean(text) or postal_code(text) or abs(row.size - before.size) > 0.6 * before.size:
        return False
    near = row.top - before.bottom < 1.6 * before.size or row.vertical
    if not begun:
        return bool(_START.search(text)) and near
    has_phone = re.search(r"\d{2,4}-\d{2,4}-\d{4}", text)
    return (
        near
        and not has_phone
        and is_japanese(text + "階")
        and bool(_BUILDING.search(text))
        and len(text) <= 40
    )


def foreign(rows: Sequence[Row]) -> Address | None:
    """An address in Latin letters: neighbouring rows with street words, postal codes or countries."""
    marks = [_foreign_row(row.text) for row in rows]
    if not any(mark >= 2 for mark in marks):
        return None
    core = max(range(len(rows)), key=lambda n: marks[n])
    first = last = core
    while first > 0 and marks[first - 1] >= 1 and _neighbours(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and marks[last + 1] >= 1 and _neighbours(rows[last], rows[last + 1]):
        last += 1
    used = tuple(rows[first : last + 1])
    text = ", ".join(row.text.strip().rstrip(",") for row in used)
    return Address(_foreign_postal(text), text, min(row.confidence for row in used), used)


def _neighbours(one: Row, other: Row) -> bool:
    return abs(other.top - one.bottom) < 1.8 * max(one.size, other.size)


def _foreign_row(text: str) -> int:
    """How much a row looks like part of an address: 0 not at all, 3 certainly."""
    if is_japanese(text) or re.search(r"@|https?:|www\.", text):
        return 0
    if re.search(r"(?i)\b(?:tel|fax|phone|mobile|cell|direct|mob)\b|\+\d", text):
        return 0
    digits = bool(re.search(r"\d", text))
    street = bool(_STREET.search(text))
    code = any(pattern.search(text) for pattern, _ in _FOREIGN_POSTAL)
    country = text.strip(" .,").casefold() in COUNTRIES or any(
        re.search(rf"(?i)[,\s]{re.escape(name)}\.?$", text) for name in COUNTRIES
    )
    return int(digits and street) + int(code and digits) + int(street or country) + int(country)


def _foreign_postal(text: str) -> str | None:
    for pattern, country in _FOREIGN_POSTAL:
        found = pattern.findall(text)
        if found:
            code: str = found[-1]
            return re.sub(r"^[A-Z]{2}\s+", "", code) if country == "US" else code
    return None


def country_of(text: str | None, japanese_address: bool) -> str | None:
    """The ISO code of an address's country; None when it cannot be told."""
    if japanese_address:
        return "JP"
    low = (text or "").casefold().rstrip(" .,")
    for name, code in COUNTRIES.items():
        if low.endswith(name):
            return code
    for pattern, code in _FOREIGN_POSTAL:
        if code and pattern.search(text or ""):
            return code
    return None
