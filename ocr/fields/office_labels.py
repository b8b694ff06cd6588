"""Headings of addresses: 本社, 大阪支店, 物流センター, in front of an address or on a row of their own."""

from __future__ import annotations

import re
from functools import cache

from contacts.data import table
from ocr.fields.data import entries
from ocr.fields.text import KANJI_DIGIT

PREFECTURES = tuple(row[0] for row in table("prefectures"))
MOST_LETTERS = 14
# What the sign 〒 is read as.
MARK = "〒下TFf平亍丁テデ予手千干=工Ii〶"
_ADDRESS_FOLLOWS = (
    rf"〒|[{MARK}]?\s?[\d{KANJI_DIGIT}]{{3}}|{'|'.join(PREFECTURES)}|[\u3400-\u9fff]{{1,5}}[市郡区]"
)
_GENERAL = re.compile(r"(?:住\s?所|所\s?在\s?地|Address)\s*[:：/]?\s*(?=\S)", re.IGNORECASE)


def parted(text: str) -> tuple[str | None, str]:
    """The heading in front of an address, None without one, and what follows it.

    "本社 〒100-0001 東京都…" -> "本社", "〒100-0001 東京都…"; 所在地 and 住所 head nothing in particular.
    """
    general = _GENERAL.match(text)
    if general:
        return None, text[general.end() :]
    found = _heading().match(text)
    label = re.sub(r"\s", "", found["label"]) if found else ""
    if not found or len(label) > MOST_LETTERS or re.match("|".join(PREFECTURES), label):
        return None, text
    return label, text[found.end() :]


def is_heading(text: str) -> bool:
    """Whether a row is nothing but an office's name."""
    name = re.sub(r"\s", "", bare(text))
    return len(name) <= MOST_LETTERS + 2 and name.endswith(entries("office_ends_ja"))


def bare(text: str) -> str:
    """A heading without its brackets, signs and colon: 【大阪支店】 -> 大阪支店."""
    return text.strip(" :：【】[]()（）<>〈〉《》■◆●▶")


@cache
def _heading() -> re.Pattern[str]:
    ends = "|".join(r"\s*".join(map(re.escape, end)) for end in entries("office_ends_ja"))
    return re.compile(
        rf"[【\[(（]?(?P<label>[^\d〒:：]{{0,10}}?(?:{ends}))[】\])）]?\s*[:：/／]?\s*(?={_ADDRESS_FOLLOWS})"
    )
