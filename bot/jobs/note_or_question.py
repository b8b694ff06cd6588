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
_ENDS = (
    r"[?？]",
    r"(?:教えて|見せて|探して|さがして|調べて|出して)(?:ください|くれ|ほしい|下さい)?",
    r"(?:です|ます|でした|ました|ません|でしょう|だった)か",
    r"(?:いつ|誰|だれ|どなた|どこ|何|なに|いくつ|いくら|どれ|どちら|何時|何日|何件|何名)(?:です|だ|でし)?(?:た|っけ)?",
    r"っけ",
)
# A short phrase that ends so names what is looked for.
_THINGS = (
    r"人|方|案件|顧客|取引先|会社|連絡先|担当者?|一覧|リスト|検索|件数|予定|(?:電話)?番号|住所|(?:メール)?アドレス",
    r"(?:e-?mail|phone|mobile|fax|number|address|contacts?|cards?|follow-ups?|deals?|list)",
)
_BEGINS = (
    r"(?:who|whom|whose|what|when|where|which|why|how|is|are|do|does|did|can|could|should|show|list|find"
    r"|search|look up|tell me|give me|any|anyone|anything)",
    r"(?:has|have|had|was|were|will) (?:any\w*|some\w*|we|you|he|she|they|i|it|there)",
)
_ASKING = re.compile(rf"(?:{'|'.join(_ENDS)})[。.!]*$|^(?:{'|'.join(_BEGINS)})\b", re.IGNORECASE)
_LOOKING = re.compile(rf"(?:{'|'.join(_THINGS)})$", re.IGNORECASE)
# Set phrases of courtesy, alone, tell nothing that happened.
_COURTESY = re.compile(
    r"(?:(?:こんにちは|こんばんは|おはよう(?:ございます)?|はじめまして|お世話になって(?:い|おり)ます|お疲れ様(?:です|でした)?"
    r"|(?:今後とも|これから|どうぞ|何卒)|(?:よろ|宜)しく(?:お願い(?:(?:いた|致)?します|申し上げます)?)?|ありがとう(?:ございます|ございました)?"
    r"|了解(?:です|しました)?|承知(?:しました|いたしました)?)[、。!！\s]*)+"
)
_SENTENCES = re.compile(r"[。.!\n]+\s*(?=\S)")
SHORT = 25


def is_question(text: str) -> bool:
    """Whether the words ask for something: a question, a word of asking, a thing that is looked for."""
    said = unicodedata.normalize("NFKC", text).strip()
    return bool(_ASKING.search(said)) or (len(said) <= SHORT and bool(_LOOKING.search(said)))


def is_note(text: str, at: datetime) -> bool:
    """Whether the words tell what happened: no question, and something of a note was found in them."""
    if is_question(text) or _COURTESY.fullmatch(unicodedata.normalize("NFKC", text).strip()):
        return False
    draft = understand(text, at.astimezone(zone_of(DEFAULT_ZONE)), [], Workdays())
    about_people = bool(draft.unknown_people or draft.company) and bool(_SENTENCES.search(text))
    return tells(draft, at) or about_people or len(text) >= LONG


def tells(draft: Draft, at: datetime) -> bool:
    """Whether a draft holds more than people: a way of meeting, an action, an amount, another day."""
    other_day = draft.occurred_on != at.astimezone(zone_of(DEFAULT_ZONE)).date()
    known_kind = draft.kind not in (None, Kind.OTHER)
    return draft.private or known_kind or bool(draft.actions) or draft.amount is not None or other_day
