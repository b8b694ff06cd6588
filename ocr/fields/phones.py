"""Phone numbers, typed by the label printed before them, never by their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from contacts.values import Phone, PhoneType
from ocr.fields import japanese_numbers
from ocr.fields.text import HYPHENS, folded

# The longest matching label wins; `·` separates spellings of one label.
LABELS: dict[PhoneType, tuple[str, ...]] = {
    PhoneType.TOLL_FREE: (
        "フリーダイヤル",
        "フリーコール",
        "toll free",
        "toll-free",
        "freephone",
        "freecall",
    ),
    PhoneType.FAX: ("ファックス", "ファクシミリ", "ファクス", "fax", "telefax", "facsimile", "fx"),
    PhoneType.MOBILE: (
        "携帯電話",
        "携帯",
        "けいたい",
        "mobile",
        "mob",
        "cell phone",
        "cell",
        "mobil",
        "portable",
        "móvil",
        "handy",
        "cellulare",
        "natel",
    ),
    PhoneType.DIRECT: (
        "直通",
        "ダイヤルイン",
        "direct",
        "direct line",
        "dir",
        "ddi",
        "durchwahl",
        "ligne directe",
    ),
    PhoneType.WORK: (
        "電話番号",
        "電話",
        "代表",
        "大代表",
        "tel",
        "telephone",
        "phone",
        "ph",
        "téléphone",
        "tél",
        "telefon",
        "teléfono",
        "telefono",
        "main",
        "office",
        "℡",
    ),
}
SINGLE_LETTERS = {
    "t": PhoneType.WORK,
    "p": PhoneType.WORK,
    "f": PhoneType.FAX,
    "m": PhoneType.MOBILE,
    "d": PhoneType.DIRECT,
    "c": PhoneType.MOBILE,
}
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
    line = re.sub(rf"(?<=\d)[{HYPHENS}](?=\d)", "-", japanese_numbers.plain(folded(text)))
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
    label = _label(line[start : match.start()])
    e164 = _e164(printed, country)
    if label is None and (e164 is None or not _separated(printed)):
        return None
    return Phone(_type(label, e164), printed, e164)


def _separated(printed: str) -> bool:
    return bool(re.search(r"[-().\s]", printed)) or printed.startswith("+")


def _label(before: str) -> PhoneType | None:
    """The type named by the last label before a number."""
    low = before.casefold()
    hits = [
        (low.rfind(word) + len(word), len(word), kind)
        for kind, words in LABELS.items()
        for word in words
        if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", low)
    ]
    if hits:
        return max(hits)[2]
    letter = re.search(r"(?<![a-z])([a-z])\s*[.:/|)\]]?\s*$", low)
    return SINGLE_LETTERS.get(letter.group(1)) if letter else None


def _type(label: PhoneType | None, e164: str | None) -> PhoneType:
    if label and label is not PhoneType.WORK:
        return label
    if e164 and re.match(r"\+81(120|800)", e164):
        return PhoneType.TOLL_FREE
    if label is None and e164 and re.match(r"\+81[789]0", e164):
        return PhoneType.MOBILE
    return PhoneType.WORK


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
