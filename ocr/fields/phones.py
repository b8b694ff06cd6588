"""Phone numbers, typed by the label printed before them, never by their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from contacts.values import Phone
from ocr.fields import japanese_numbers, phone_labels
from ocr.fields.text import HYPHENS, folded

_NUMBER = re.compile(
    rf"(?:\(?\+\s?\d{{1,3}}\)?[-\s().{HYPHENS}]*)?(?:\(0\)\s*)?[(（]?\d{{1,5}}[)）]?(?:[-\s().・{HYPHENS}]{{0,3}}\d{{1,8}}){{1,5}}"
)
_EXTENSION = re.compile(r"(?:内線|ext\.?|extension|(?<=\s)x)\s*[:.：]?\s*(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """A phone with how sure its digits and its type are (0..1)."""

    phone: Phone
    confidence: float


def find(text: str, confidence: float, country: str) -> list[FoundPhone]:
    """The phones of one row; `country` is the ISO code that numbers without a prefix belong to."""
    line = folded(text)
    if country == "JP":
        line = japanese_numbers.plain(line)
    line = re.sub(rf"(?<=\d)[{HYPHENS}](?=\d)", "-", line)
    extension = _EXTENSION.search(line)
    if extension:
        line = (
            line[: extension.start()] + " " * (extension.end() - extension.start()) + line[extension.end() :]
        )
    found = []
    end_before = 0
    for match in _NUMBER.finditer(line):
        phone = _phone(line, match, end_before, country)
        if phone:
            found.append((phone, match))
            end_before = match.end()
    return [
        FoundPhone(_with_extension(phone, extension, number == len(found) - 1), confidence)
        for number, (phone, _) in enumerate(found)
    ]


def _phone(line: str, match: re.Match[str], start: int, country: str) -> Phone | None:
    printed = match.group().strip(" .-・")
    digits = re.sub(r"\D", "", printed)
    if not 8 <= len(digits) <= 15 or re.fullmatch(r"\d{3}-\d{4}", printed):
        return None
    label = phone_labels.behind(line[match.end() :]) or phone_labels.last(line[start : match.start()])
    e164 = _e164(printed, country)
    if label is None and (e164 is None or not _separated(printed)):
        return None
    return Phone(phone_labels.type_of(label, e164), printed, e164)


def _separated(printed: str) -> bool:
    return bool(re.search(r"[-().\s]", printed)) or printed.startswith("+")


def _e164(printed: str, country: str) -> str | None:
    text = re.sub(r"\(0\)", "", printed) if printed.lstrip("( ").startswith("+") else printed
    text = re.sub(r"^\(\+(\d+)\)", r"+\1 ", text)
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _with_extension(phone: Phone, extension: re.Match[str] | None, last: bool) -> Phone:
    if extension is None or not last:
        return phone
    return Phone(phone.type, phone.number, phone.e164, extension.group(1))
