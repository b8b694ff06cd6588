"""Web addresses: with http or www, behind a label, or by a top-level domain that exists."""

from __future__ import annotations

import re
from functools import cache

import phonenumbers

from ocr.fields.data import entries
from ocr.fields.text import folded, mail_and_site_apart

_PATH = r"(?::\d+)?(?:/[\w./?%&=~#+\-]*)?"
_HOST = r"[A-Za-z0-9][\w.\-]*\.[A-Za-z]{2,}"
# Shorts in front of a dot that make no host: tel.no, org.nr, dipl.ing.
_NO_HOST = (
    r"(?!(?:[a-z]|tel|fax|reg|org|vat|no|nr|art|lic|est|acc|ref|dipl|ing|med|mag|dr|prof|co|inc|st|ver|vol)"
    r"\.[a-z]{2,4}(?![a-z]|\.[a-z]))"
)
_LABEL = re.compile(
    r"(?<![A-Za-z0-9@./\-])(?:"
    # web. and w. may also begin a host's name, url. hardly ever
    r"(?:url|home\s?page|ホームページ|ウェブ(?:サイト)?)\s*[.:：]\s*(?=https?:|[\w\-]+\.[\w\-]+)"
    r"|(?-i:Web|WEB|Hp|HP|W|U|H)\s*\.\s*(?=[a-z0-9\-]+\.[a-z])"
    r"|(?:web(?:\s?site)?|hp|w|u)\s*(?:[.:：]\s*(?=https?:|www\.)|[:：]\s*(?=[\w\-]+\.[\w\-]+)))",
    re.IGNORECASE,
)


def find(text: str) -> list[str]:
    """The web addresses of one row; e-mail addresses are none."""
    line = _LABEL.sub(" ", mail_and_site_apart(folded(text)))
    line = re.sub(r"\s*([:/.])\s*(?=[A-Za-z0-9/])", r"\1", _mended(line))
    line = re.sub(r"\S+@\S+", " ", line)
    return [
        match.group().rstrip(".") for match in _url().finditer(line) if re.search(r"[A-Za-z]", match.group())
    ]


def _mended(line: str) -> str:
    """http//, https:/ and "www," put right."""
    line = re.sub(r"\b(https?)\s*(?::\s*/|/\s*/|:\s*/\s*/|;\s*/\s*/)\s*/?\s*(?=[\w])", r"\1://", line)
    return re.sub(r"\bwww\s*[,.·・]\s*(?=[a-z0-9])|\bwww\s(?=[a-z0-9\-]+\.[a-z])", "www.", line)


@cache
def _url() -> re.Pattern[str]:
    countries = (region.lower() for region in phonenumbers.SUPPORTED_REGIONS)
    tops = "|".join(sorted({*entries("top_domains"), *countries}, key=len, reverse=True))
    return re.compile(
        rf"(?:https?\s*:\s*/\s*/\s*|(?<![A-Za-z0-9@.])www\.){_HOST}{_PATH}"
        rf"|(?<![A-Za-z0-9@.\-])(?-i:{_NO_HOST}(?=[a-z0-9\-.]*[a-z][a-z0-9\-]*\.[a-z])"
        rf"(?:[a-z0-9][a-z0-9\-]*\.)+(?:{tops}))(?![\w@]){_PATH}",
        re.IGNORECASE,
    )
