"""Values of cells: dates, countries, numbers that Excel cut, addresses in parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from babel import Locale

from contacts import addresses, phones
from contacts.normal import clean, has_japanese
from contacts.values import Phone, PhoneType
from storage.exchange.values import Wish

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_ERA_DATE = re.compile(
    r"(令和|平成|昭和|[rhs])\s*\.?\s*(\d{1,2}|元)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
)
# Excel keeps 09012345678 as a number and drops what it takes for a useless zero.
_CUT_PHONE = re.compile(r"[1-9]\d{8,9}")
_SEVERAL = re.compile(r"\s*(?::::|[\n\r;；])\s*")
_LINES = re.compile(r"\s*(?::::|[\n\r])\s*")
# What a spreadsheet export put before a cell so that no formula runs; see `storage.exchange.safe`.
_DISARMED = re.compile(r"^'(?=[=+\-@\t\r])")


def plain(cell: str) -> str:
    """A cell without spaces around it and without the mark that disarms formulas."""
    return _DISARMED.sub("", cell.strip())


def several(cell: str) -> list[str]:
    """The values of a cell that holds more than one, on lines or between semicolons or ":::"."""
    return [part for one in _SEVERAL.split(cell) if (part := one.strip())]


def lines(cell: str) -> list[str]:
    """The values of a cell that may have semicolons in them (URLs), on lines or between ":::"."""
    return [part for one in _LINES.split(cell) if (part := one.strip())]


def day(cell: str) -> date | None:
    """A date as tables write it (2026-11-24, 2026/11/24 9:00, 20261124, 2026年11月24日, 令和8年11月24日).

    None when it is no date; days before months are never guessed.
    """
    text = clean(cell).casefold()
    if found := _ERA_DATE.search(text):
        number = 1 if found[2] == "元" else int(found[2])
        return _made(_ERAS[found[1]] + number, int(found[3]), int(found[4]))
    found = _DATE.search(text) or _COMPACT_DATE.fullmatch(text)
    return _made(int(found[1]), int(found[2]), int(found[3])) if found else None


_NO = {"", "0", "-", "no", "n", "false", "off", "いいえ", "無", "なし", "可", "×"}
_YES = {"1", "yes", "y", "true", "on", "x", "はい", "有", "あり", "不可", "不要", "連絡不要", "○", "〇", "✓"}


def wish(cell: str) -> Wish | None:
    """What a column 連絡不要 says of a person: a mark, a date, a reason, or a date and a reason."""
    text = clean(cell)
    if text.casefold() in _NO:
        return None
    found = _DATE.match(text)
    reason = text[found.end() :].strip() if found else text
    return Wish(day(text) if found else None, None if reason.casefold() in {"", *_YES} else reason)


def _made(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def phone(cell: str, kind: PhoneType | None, label: str = "", country: str | None = None) -> Phone | None:
    """The phone number of a cell; its type is its column's, else what `label` or its shape says.

    None when it is no number. A zero that Excel cut off a Japanese number is put back.
    """
    text = cell if cell.startswith("+") else clean(cell)
    if country in (None, "JP") and _CUT_PHONE.fullmatch(text):
        text = "0" + text
    found = phones.parse(f"{label}: {text}" if label else text, country or phones.DEFAULT_COUNTRY)
    if found is None:
        return None
    if kind is None or (kind is PhoneType.WORK and found.type is PhoneType.MOBILE):
        return found
    return Phone(kind, found.number, found.e164, found.ext)


def postal_code(cell: str) -> str | None:
    """A postal code; Japanese ones as 100-0001, with the leading zero that Excel cut off put back."""
    text = clean(cell).removeprefix("〒").strip()
    if re.fullmatch(r"\d{6}", text) and not cell.strip().startswith("〒"):
        text = "0" + text
    seven = addresses.postcode(text) if re.fullmatch(r"\d{3}-?\d{4}", text) else None
    return f"{seven[:3]}-{seven[3:]}" if seven else text or None


def address(parts: Mapping[str, str]) -> str | None:
    """One address of its parts (address, prefecture, city, street, building), joined as its country does."""
    whole = parts.get("address", "")
    pieces = [parts[name] for name in ("prefecture", "city", "street") if parts.get(name)]
    building = parts.get("building", "")
    if whole:
        # A whole address beside its parts holds them already, but for the prefecture some tables keep apart.
        lines = [one for one in re.split(r"\s*[\n\r]+\s*", whole) if one]
        missing = [one for one in pieces[:1] if has_japanese(whole) and one not in whole]
        return "".join(missing) + (" " if has_japanese(whole) else ", ").join(lines) or None
    if has_japanese("".join(pieces)):
        return f"{''.join(pieces)} {building}".strip() or None
    western = [building, parts.get("street", ""), parts.get("city", ""), parts.get("prefecture", "")]
    return ", ".join(one for one in western if one) or None


def country(cell: str) -> str | None:
    """ISO 3166 alpha-2 of a country by its code or its name in Japanese or English; None when unknown."""
    text = clean(cell)
    return text.upper() if text.upper() in _codes() else _countries().get(text.casefold())


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code))


@cache
def _countries() -> dict[str, str]:
    names = {
        clean(str(name)).casefold(): str(code)
        for language in ("en", "ja")
        for code, name in Locale(language).territories.items()
        if code in _codes()
    }
    more = {"usa": "US", "united states of america": "US", "uk": "GB", "米国": "US", "日本国": "JP"}
    return {**names, **more}
