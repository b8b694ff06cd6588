"""The doubts of a card in its review: a picture of the strips, and a row of buttons for each.

Action ids: `doubt_1_1` (first doubt, first button) to `doubt_3_3`, `doubt_1_edit` …; the value of a candidate
is `answer_value`, that of an edit button the card's id.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.texts import Mrkdwn, Texts, escape
from bot.texts.escaping import one_line
from bot.views.fields import LABELS
from bot.views.message import Block, actions, button, context, picture, section
from contacts.doubts import MOST_AT_ONCE, MOST_CANDIDATES, Doubt

_NUMBERS = range(1, MOST_AT_ONCE + 1)
PICKS = tuple(f"doubt_{row}_{place}" for row in _NUMBERS for place in range(1, MOST_CANDIDATES + 1))
EDITS = tuple(f"doubt_{row}_edit" for row in _NUMBERS)
SIGNS = "①②③④⑤⑥⑦⑧⑨⑩"
# A phone shows about so many half-width letters on a button before it cuts them off.
MOST_ON_BUTTON = 34
# What is longer is not told apart at a glance.
MOST_SHOWN = 120
_LETTERS = "ABC"


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a review asks: the doubts, the uploaded picture of their strips, candidates the team knows."""

    asked: tuple[Doubt, ...] = ()
    file_id: str | None = None
    registered: frozenset[str] = field(default_factory=frozenset)


NONE = Doubts()


class Pick(NamedTuple):
    """A tapped button: which value of which card, and what it is; None confirms what is there."""

    card_id: int
    key: str
    value: str | None


def blocks(doubts: Doubts, card_id: int, t: Texts) -> list[Block]:
    """The questions of a review; none when nothing is asked."""
    if not doubts.asked:
        return []
    shown: list[Block] = [context(t("doubt.lead"))]
    if doubts.file_id:
        shown.append(picture(doubts.file_id, t.plain("doubt.strips")))
    for doubt in doubts.asked:
        shown += _question(doubt, doubts.registered, card_id, t)
    return shown


def pick_of(value: str | None) -> Pick | None:
    """What a candidate's button holds; None for what is none of ours."""
    try:
        match json.loads(value or ""):
            case [int(card_id), str(key), str() | None as picked]:
                return Pick(card_id, key, picked)
    except ValueError:
        pass
    return None


def pick_value(pick: Pick) -> str:
    """The value of a candidate's button."""
    return json.dumps(list(pick), ensure_ascii=False, separators=(",", ":"))


def sign(number: int) -> str:
    """The number of a strip as it stands before its text: ①."""
    return SIGNS[number - 1] if 0 < number <= len(SIGNS) else f"({number})"


def differences(texts: Sequence[str]) -> dict[str, str]:
    """The kind of sign by which each text differs from the others of its length, by text: "l" -> lower.

    Only where one sign differs and the kinds are not the same: what looks alike cannot be told by looking.
    """
    found: dict[str, str] = {}
    for text in texts:
        for other in texts:
            wrong = [(a, b) for a, b in zip(text, other, strict=False) if a != b]
            if len(text) == len(other) and len(wrong) == 1 and _kind(wrong[0][0]) != _kind(wrong[0][1]):
                found[text] = wrong[0][0]
    return found


def _question(doubt: Doubt, registered: frozenset[str], card_id: int, t: Texts) -> list[Block]:
    """The field and what is read now, above the buttons; long candidates are told by letters."""
    offered = doubt.candidates
    if len(offered) < 2 or any(len(one) > MOST_SHOWN for one in offered):
        edit = button(t.plain("review.edit"), EDITS[doubt.number - 1], card_id)
        confirm = _pick(doubt, 1, None, t.plain("doubt.right"), card_id)
        mark = t("doubt.registered") if doubt.value in registered else Mrkdwn("")
        return [
            section([Mrkdwn(f"{_head(doubt, t)}  {escape(doubt.value, MOST_SHOWN)}{mark}")]),
            actions(confirm, edit),
        ]
    edit = button(t.plain("doubt.edit"), EDITS[doubt.number - 1], card_id)
    names = _names(offered, registered, t)
    lettered = any(_width(name) > MOST_ON_BUTTON for name in names)
    lines = [
        Mrkdwn(f"{letter}: {escape(name, MOST_SHOWN)}") for letter, name in zip(_LETTERS, names, strict=False)
    ]
    faces = list(_LETTERS) if lettered else names
    picks = [_pick(doubt, place, value, faces[place - 1], card_id) for place, value in enumerate(offered, 1)]
    return [section([_head(doubt, t), *(lines if lettered else ())]), actions(*picks, edit)]


def faces(doubt: Doubt, registered: frozenset[str], t: Texts) -> list[str]:
    """The candidates of a doubt as a person reads them: look-alike signs named, known ones marked."""
    return _names(doubt.candidates, registered, t)


def _names(offered: Sequence[str], registered: frozenset[str], t: Texts) -> list[str]:
    told = differences(offered)
    return [
        one
        + (
            t.plain("doubt.sign", sign=told[one], kind=t.plain(_KINDS[_kind(told[one])]))
            if one in told
            else ""
        )
        + (t.plain("doubt.registered") if one in registered else "")
        for one in offered
    ]


def _pick(doubt: Doubt, place: int, value: str | None, face: str, card_id: int) -> Block:
    action_id = f"doubt_{doubt.number}_{place}"
    shown = button(one_line(face), action_id, pick_value(Pick(card_id, doubt.key, value)))
    return {**shown, "text": {**shown["text"], "emoji": False}}


def _head(doubt: Doubt, t: Texts) -> Mrkdwn:
    return t("doubt.field", sign=sign(doubt.number), field=t(LABELS[doubt.field]))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _kind(char: str) -> str:
    """The script or case of a sign: digit, upper, lower, kanji, katakana, hiragana or mark."""
    category = unicodedata.category(char)
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    name = unicodedata.name(char, "")
    return next((kind for start, kind in _SCRIPTS.items() if name.startswith(start)), "mark")


_CATEGORIES = {"Nd": "digit", "Lu": "upper", "Ll": "lower"}
_SCRIPTS = {"CJK": "kanji", "KATAKANA": "katakana", "HIRAGANA": "hiragana"}
_KINDS = {
    "digit": "doubt.digit",
    "upper": "doubt.upper",
    "lower": "doubt.lower",
    "kanji": "doubt.kanji",
    "katakana": "doubt.katakana",
    "hiragana": "doubt.hiragana",
    "mark": "doubt.mark",
}
