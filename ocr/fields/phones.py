"""Phone numbers, typed by the label printed before them, never by their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import phonenumbers

from contacts.values import Phone
from ocr.fields import extensions, phone_labels, phone_text
from ocr.fields.extensions import Extension
from ocr.fields.text import HYPHENS

_NUMBER = re.compile(
    rf"(?:\(?\+\s?\d{{1,3}}\)?[-\s().{HYPHENS}]*)?(?:\(0\)\s*)?[(（]?\d{{1,5}}[)）]?(?:[-\s().・{HYPHENS}]{{0,3}}\d{{1,8}}){{1,5}}"
)
# Digits of a Japanese number: with its trunk zero, or with 81 for it.
_JAPANESE = re.compile(r"0\d{9}|0[5-9]0\d{8}|0800\d{7}|81\d{9,10}")
_BRAZILIAN_POSTAL_CODE = re.compile(r"\d{5}-\d{3}")


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """A phone with how sure its digits and its type are (0..1)."""

    phone: Phone
    confidence: float


@dataclass(frozen=True, slots=True)
class _Span:
    """A number as printed and where in the line it stands."""

    printed: str
    start: int
    end: int


def find(text: str, confidence: float, country: str) -> list[FoundPhone]:
    """The phones of one row; `country` is the ISO code that numbers without a prefix belong to."""
    line, inner = extensions.parted(phone_text.ready(text, country))
    found: list[tuple[Phone, _Span]] = []
    spans = list(_spans(line, country))
    in_front = bool(spans) and phone_labels.in_brackets_before(line[: spans[0].start])
    for span in spans:
        before = line[found[-1][1].end if found else 0 : span.start]
        after = "" if in_front else line[span.end :]
        phone = _phone(span, before, after, country)
        if phone:
            found.append((phone, span))
    return [FoundPhone(phone, confidence) for phone in _with_extensions(found, inner)]


def _spans(line: str, country: str) -> Iterator[_Span]:
    """Where numbers may stand; a run that is no number by itself is searched for numbers in it."""
    for match in _NUMBER.finditer(line):
        text = match.group()
        if _has_length(text, country):
            yield _Span(text.strip(" .-・"), match.start(), match.end())
            continue
        parts = list(phonenumbers.PhoneNumberMatcher(text, country))
        if not parts:
            yield _Span(text.strip(" .-・"), match.start(), match.end())
        for part in parts:
            yield _Span(part.raw_string, match.start() + part.start, match.start() + part.end)


def _has_length(text: str, country: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if country == "JP" and "+" not in text:
        return bool(_JAPANESE.fullmatch(digits))
    return 8 <= len(digits) <= 15 and _e164(text, country) is not None


def _phone(span: _Span, before: str, after: str, country: str) -> Phone | None:
    printed = span.printed
    digits = re.sub(r"\D", "", printed)
    if not 8 <= len(digits) <= 15 or re.fullmatch(r"\d{3}-\d{4}", printed):
        return None
    if phone_labels.of_other_number(before) or (
        country == "BR" and _BRAZILIAN_POSTAL_CODE.fullmatch(printed)
    ):
        return None
    label = phone_labels.behind(after) or phone_labels.surer(phone_labels.last(before), after)
    e164 = _e164(printed, country)
    if label is None and not _stands_alone(printed, e164, country):
        return None
    return Phone(phone_labels.type_of(label, e164), printed, e164)


def _stands_alone(printed: str, e164: str | None, country: str) -> bool:
    """Whether a number is one without a label: parted as phones are, or a mobile number of the country."""
    if e164 is None:
        return False
    if re.search(r"[-().\s]", printed) or printed.startswith("+"):
        return _has_length(printed, country)
    number = phonenumbers.parse(e164)
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


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


def _with_extensions(found: Sequence[tuple[Phone, _Span]], inner: Sequence[Extension]) -> list[Phone]:
    """Each extension goes to the number right before it."""
    phones = [phone for phone, _ in found]
    for extension in inner:
        before = [place for place, (_, span) in enumerate(found) if span.end <= extension.start + 1]
        if before:
            phones[before[-1]] = replace(phones[before[-1]], ext=extension.digits)
    return phones
