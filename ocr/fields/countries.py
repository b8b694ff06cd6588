"""Countries of addresses and phone numbers: names as cards print them, and +49 before a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import phonenumbers
from babel import Locale

from ocr.fields.data import entries, rows

_LANGUAGES = ("en", "de", "fr", "it", "es", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "hu", "vi")
MOST_WORDS = 4


def named(text: str) -> str | None:
    """The ISO 3166 code of the country that a text ends with; None without one.

    Names in fifteen languages are the Common Locale Data Repository's.
    """
    plain = re.sub(r"\s+", " ", text.casefold()).strip(" .,;|")
    parts = re.split(r"[\s,|]+", plain)
    tails = (" ".join(parts[-n:]) for n in range(min(MOST_WORDS, len(parts)), 0, -1))
    known = _names()
    return known.get(plain) or next((known[tail] for tail in tails if tail in known), None)


def dialled(texts: Iterable[str]) -> str | None:
    """The country of the first +49 or (+49) in printed rows; None without one."""
    for text in texts:
        for match in re.finditer(r"\+\s?(\d[\d\s().\-/]{7,18}\d)", text):
            try:
                number = phonenumbers.parse("+" + re.sub(r"\(0\)", "", match[1]), None)
            except phonenumbers.NumberParseException:
                continue
            region = phonenumbers.region_code_for_country_code(number.country_code or 0)
            if region != "ZZ":
                return region
    return None


def by_form(texts: Iterable[str]) -> str | None:
    """The country whose firms alone carry the legal form that a row ends with: SARL, GmbH, Sp. z o.o."""
    for text in texts:
        low = text.casefold().strip()
        for code, forms in rows("form_countries"):
            if any(low.endswith(f" {form}") for form in forms):
                return code
    return None


@cache
def _names() -> dict[str, str]:
    found = {
        Locale(language).territories[code].casefold(): code
        for language in _LANGUAGES
        for code in entries("countries")
    }
    return found | {name: code for code, names in rows("country_names") for name in names}
