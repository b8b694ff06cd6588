"""Whether what was read is a business card: somebody and ways to reach them, not a receipt or a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from contacts.readings import name_kinds
from contacts.values import CardFields
from ocr.fields.data import entries
from ocr.fields.text import folded, is_japanese
from ocr.values import Line

LEAST_EVIDENCE = 2
# So many prices make a receipt or a menu; so many rows of its own kind make any other page.
MOST_PRICES, MOST_OTHERS = 3, 4
# Without a mail address fewer rows are enough.
MOST_OTHERS_WITHOUT_MAIL = 2
_PRICE = re.compile(
    r"^[*＊]?[¥￥\\$€]\s?[\d,.]+\D?$|[\d,]+\s?円|^(?:合計|小計|税込|お釣り?|お預り|領収|レシート|TOTAL|SUBTOTAL)"
)


def is_card(fields: CardFields, lines: Sequence[Line]) -> bool:
    """Whether fields speak for a business card, and the lines against nothing else.

    A name and a way to reach the person or a post, or a company and two ways. Rows of prices, and rows that
    labels, posters and inboxes have (原材料名, 会場, 9:12) speak against one.
    """
    texts = [folded(line.text) for line in lines]
    if sum(bool(_PRICE.search(text)) for text in texts) >= MOST_PRICES:
        return False
    others = sum(bool(_other_pages().search(text)) for text in texts)
    if others >= (MOST_OTHERS if fields.emails else MOST_OTHERS_WITHOUT_MAIL):
        return False
    named = _is_somebody(fields)
    reach = bool(fields.emails) + bool(fields.phones) + bool(fields.address) + bool(fields.urls)
    what = bool(fields.title) + bool(fields.department)
    return (named and reach + what >= 1) or (named + bool(fields.company) >= 1 and reach >= LEAST_EVIDENCE)


def _is_somebody(fields: CardFields) -> bool:
    """Whether the name is one: the dictionary knows a part of it, or a mail or reading stands by."""
    if not fields.name:
        return False
    if not is_japanese(fields.name) or fields.emails or fields.name_kana:
        return True
    return name_kinds(fields.family_name or "")[0] or name_kinds(fields.given_name or "")[1]


@cache
def _other_pages() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in entries("other_pages")))
