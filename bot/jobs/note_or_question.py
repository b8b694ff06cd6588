"""Whether plain words tell what happened, or ask for something."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from contacts.values import Kind
from contacts.workdays import Workdays
from notes import Draft, understand
from reminders.hours import DEFAULT_ZONE, zone_of

# A sentence of this many characters tells something even where nothing in it was recognised.
LONG = 40
_ASKING = re.compile(
    r"[?？]\s*$"
    r"|(教えて|見せて|探して|さがして|調べて|出して|一覧|検索)(ください|くれ|ほしい|下さい)?[。.!!]?\s*$"
    r"|(です|ます|でした|ました|ません|でしょう|だっけ|たっけ|だった)か[。.]?\s*$"
    r"|^(who|whom|whose|what|when|where|which|why|how|is|are|do|does|did|can|could|should|show|list|find|search"
    r"|look up|tell me|give me|any|anyone|anything)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether the words ask for something: a question mark, a word of asking, an asking verb."""
    return bool(_ASKING.search(unicodedata.normalize("NFKC", text).strip()))


def is_note(text: str, at: datetime) -> bool:
    """Whether the words tell what happened: no question, and something of a note was found in them."""
    if is_question(text):
        return False
    draft = understand(text, at.astimezone(zone_of(DEFAULT_ZONE)), [], Workdays())
    return tells(draft, at) or len(text) >= LONG


def tells(draft: Draft, at: datetime) -> bool:
    """Whether a draft holds more than people: a way of meeting, an action, an amount, another day."""
    other_day = draft.occurred_on != at.astimezone(zone_of(DEFAULT_ZONE)).date()
    known_kind = draft.kind not in (None, Kind.OTHER)
    return draft.private or known_kind or bool(draft.actions) or draft.amount is not None or other_day
