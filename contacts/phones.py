"""Phone numbers: printed text to a number, its type and its one normal form (E.164)."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from contacts.normal import clean
from contacts.values import Phone, PhoneType

DEFAULT_COUNTRY = "JP"

_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_EXTENSION = re.compile(
    r"[(\[,、/;]?\s*(?:内線|ext(?:ension)?\.?|extn\.?|(?<![a-z])x(?=\s*\d))\s*(?:番号)?\s*[:.:：#]?\s*(?P<ext>\d{1,8})\s*[)\]]?",
    re.IGNORECASE,
)
# 代 and (代) mark the switchboard; they name no type of their own.
_LABELS: tuple[tuple[PhoneType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in [
        (PhoneType.FAX, r"fax|ファックス|ファクス|ファクシミリ|℻|(?<![a-z])f(?=\s*[.:+\d(])"),
        (PhoneType.TOLL_FREE, r"フリーダイ[ヤア]ル|フリーコール|無料|toll.?free|freephone|free\s?dial"),
        (PhoneType.MOBILE, r"携帯|mobile|cell|モバイル|ケータイ|handy|(?<![a-z])[mc](?=\s*[.:+\d(])"),
        (PhoneType.DIRECT, r"直通|direct|ダイヤルイン|(?<![a-z])d(?:id)?(?=\s*[.:+\d(])"),
        (PhoneType.WORK, r"tel|phone|電話|代表|office|main|switchboard|(?<![a-z])[tp](?=\s*[.:+\d(])"),
    ]
)
_NUMBER = re.compile(r"\+?\(?\d[\d\s().-]{4,24}\d")
# Mobile ranges of national numbering plans (ITU), for numbers that libphonenumber does not know: ranges given
# out lately, reserved ones, one digit misread.
_MOBILE_RANGE = re.compile(
    r"\+(?:33[67]|34[67]|3538|393|417[5-9]|447[1-57-9]|467|491[567]|614|642|65[89]|66[689]|8210|84[35789]"
    r"|852[569]|861[3-9]|8869|91[6-9])"
)


def parse(text: str, country: str = DEFAULT_COUNTRY) -> Phone | None:
    """The phone number in `text` ("TEL: 03-1234-5678（代表） 内線 12", "携帯 〇九〇…"); None without one.

    `country` (ISO 3166 alpha-2) is assumed where no + says another. The type is the label's, else what the
    number's shape says. `number` is as printed, `e164` is None where it cannot exist.
    """
    plain = _plain_digits(text)
    extension = _EXTENSION.search(plain)
    bare = plain[: extension.start()] + " " + plain[extension.end() :] if extension else plain
    found = _NUMBER.search(bare)
    if not found:
        return None
    number, normal = found.group().strip(" .-"), e164(found.group(), country)
    kind = label_type(bare[: found.start()]) or label_type(bare[found.end() :]) or shape_type(normal)
    return Phone(kind, number, normal, extension["ext"] if extension else None)


@lru_cache(maxsize=50_000)
def e164(text: str, country: str = DEFAULT_COUNTRY) -> str | None:
    """The number in `text` as E.164 ("+81312345678"); None when no such number can exist.

    A trunk zero after the country code, "+81 (0)3-…", is understood.
    """
    digits = re.sub(r"\(0\)", "", _EXTENSION.sub("", _plain_digits(text)))
    try:
        number = phonenumbers.parse(digits, country)
    except NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def label_type(label: str) -> PhoneType | None:
    """What a printed label (TEL, FAX, 携帯, 直通, M:) says the number is; None when it says nothing."""
    plain = clean(label) + ":"
    return next((kind for kind, pattern in _LABELS if pattern.search(plain)), None)


@lru_cache(maxsize=50_000)
def shape_type(normal: str | None) -> PhoneType:
    """The type by the number alone: Japanese 070/080/090 (not 0800) are mobile, 0120/0800 toll-free.

    WORK otherwise, and where a country does not tell mobiles from landlines (+1).
    """
    if normal is None:
        return PhoneType.WORK
    if re.match(r"\+81[789]0[1-9]\d{7}$", normal):
        return PhoneType.MOBILE
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(normal))
    except NumberParseException:
        return PhoneType.WORK
    unknown = kind == PhoneNumberType.UNKNOWN
    if kind == PhoneNumberType.MOBILE or (unknown and _MOBILE_RANGE.match(normal)):
        return PhoneType.MOBILE
    return PhoneType.TOLL_FREE if kind == PhoneNumberType.TOLL_FREE else PhoneType.WORK


@lru_cache(maxsize=50_000)
def may_be_either(normal: str) -> bool:
    """Whether a number (E.164) may be a mobile or a landline, for all its country says of it (+1, +52)."""
    try:
        number = phonenumbers.parse(normal)
    except NumberParseException:
        return False
    kind = phonenumbers.number_type(number)
    return number.country_code == 1 or kind == PhoneNumberType.FIXED_LINE_OR_MOBILE


@lru_cache(maxsize=20_000)
def display(phone: Phone, country: str = DEFAULT_COUNTRY) -> str:
    """How a number is shown: as the home country writes it (03-1234-5678, ext. after it), others with +."""
    shown = phone.number
    parsed = _parsed(phone.e164)
    if parsed:
        at_home = phonenumbers.region_code_for_number(parsed) == country
        # A number that libphonenumber cannot group keeps the grouping it was printed with.
        if phonenumbers.is_valid_number(parsed):
            style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
            shown = str(phonenumbers.format_number(parsed, style))
    return f"{shown} ({phone.ext})" if phone.ext else shown


def _parsed(e164: str | None) -> phonenumbers.PhoneNumber | None:
    """The number of an E.164 text; None for what is none, such as a file's own idea of it."""
    try:
        return phonenumbers.parse(e164) if e164 else None
    except phonenumbers.NumberParseException:
        return None


def _plain_digits(text: str) -> str:
    """NFKC, kanji digits as figures, dashes and long marks between figures as hyphens."""
    plain = clean(text).translate(_KANJI_DIGITS)
    return re.sub(r"(?<=\d)\s*[ー・]\s*(?=\d)", "-", plain)
