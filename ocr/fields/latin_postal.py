"""Postal codes of addresses in Latin letters, by the shapes that the countries' posts publish."""

from __future__ import annotations

import re

from ocr.fields.countries import named

_CITY = r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]['’.\w\-]*"
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|Hampshire|Jersey|Mexico|York|Carolina|Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming"
)
_PART_OF_BUILDING = "Unit|Room|Rm|Suite|Flat|Box|Floor|Level|Block|Apt|No|Office"
_PREFIXES = {
    "D": "DE",
    "A": "AT",
    "F": "FR",
    "I": "IT",
    "B": "BE",
    "S": "SE",
    "N": "NO",
    "E": "ES",
    "L": "LU",
}
_PREFIXED = re.compile(
    r"(?<![\w-])(DE?|AT?|CH|DK|FR?|IT?|BE?|LU?|FI|SE?|NO?|ES?|CZ|HU|SK|SI|PL)-(\d{3}\s\d{2}|\d{4,6})\b"
)
# The country that a postal code of this shape speaks for; None where several share it.
_SHAPES: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b"), "GB"),
    (re.compile(r"\b([AC-FHKNPRTV-Y]\d[\dW]\s[A-Z\d]{4})\b"), "IE"),
    (re.compile(r"\b([A-Z]\d[A-Z]\s?\d[A-Z]\d)\b"), "CA"),
    (re.compile(r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s+(\d{4})\b"), "AU"),
    (re.compile(rf"(?:(?<![A-Z])[A-Z]{{2}}|\b(?:{_STATES})),?\s+(\d{{5}}(?:-\d{{4}})?)\b"), "US"),
    (re.compile(r"(?<![\d-])(\d{5}-\d{4})(?![\d-])"), "US"),
    (re.compile(r"(?<![\d-])(\d{5}-\d{3})(?![\d-])"), "BR"),
    (re.compile(r"(?<![\d-])(\d{3}-\d{4})(?![\d-])"), "JP"),
    (re.compile(rf"(?<![\d-])(\d{{2}}-\d{{3}})(?=\s*{_CITY})"), "PL"),
    (re.compile(rf"(?<![\d-])(\d{{4}}-\d{{3}})(?=\s+{_CITY})"), "PT"),
    (re.compile(rf"(?<![\d-])(\d{{3}}\s\d{{2}})(?=\s+{_CITY})"), None),
    (re.compile(rf"(?<![\d-])(\d{{4}}\s?[A-Z]{{2}})(?=\s+{_CITY}(?:$|,|\s\())"), "NL"),
    (re.compile(r"(?i:singapore)\s+(\d{6})\b"), "SG"),
    (re.compile(rf"(?:{_CITY}\s?[-–,]?\s?)([1-8]\d{{2}}\s\d{{3}})(?=$|[,.\s])"), "IN"),
    (re.compile(r"(?<![\d#-])(\d{5,6})(?![\d-])"), None),
    (re.compile(rf"(?:^|[,|·•]\s*)(\d{{4}})(?=\s+{_CITY})"), None),
    (re.compile(rf"(?<!\w)(?!{_PART_OF_BUILDING}){_CITY}\s(\d{{4}})$"), None),
    (re.compile(r"(?:City|County|Taiwan)[,\s]\s?(\d{3})(?=$|,|\s)"), "TW"),
)  # fmt: skip
_BOX = re.compile(r"\b(?:P\.?\s?O\.?\s?Box|Postfach|Casella postale|Apartado|BP)\s*[\d\s]+", re.IGNORECASE)


def find(text: str) -> tuple[str, str | None] | None:
    """A postal code and the country its shape speaks for: the last one of the first shape that fits."""
    line = _BOX.sub("", text)
    if prefixed := _PREFIXED.search(line):
        return prefixed[2], _PREFIXES.get(prefixed[1], prefixed[1])
    for pattern, country in _SHAPES:
        found = [str(code) for part in re.split(r", |\s\|\s", line) for code in pattern.findall(part)]
        found = found or [str(code) for code in pattern.findall(line)]
        if found:
            return found[-1], country
    return None


def country_of(text: str) -> str | None:
    """The ISO code of an address's country; None when it cannot be told."""
    code = find(text)
    return named(text) or (code[1] if code else None)
