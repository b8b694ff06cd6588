"""All actions of a note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from contacts.values import Side
from notes.actions import japanese
from notes.actions.due import due_of
from notes.actions.english import judge_english
from notes.actions.english_forms import clean
from notes.actions.japanese_around import Around
from notes.actions.judged import Judged, Weight
from notes.actions.pieces import Piece, pieces
from notes.actions.sides import TITLE, actor_of, colleagues_in, headed_actor
from notes.actions.things import english_phrase, japanese_phrase
from notes.dates import Moment
from notes.draft import Action

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龯]")
_SUBORDINATE = re.compile(
    r"\b(?:before|until|till|once|when|if|because|unless|after|whether)$", re.IGNORECASE
)
_ARROW = re.compile(r"[^\s\d万億円%→⇒]\s?[→⇒]\s?$")
_PERSON_ARROW = re.compile(rf"{TITLE}\s?[→⇒]\s?$")
_ABSENT = re.compile(r"不在|留守|出ず|つなが|繋が|捕ま|会えず|席を外|外出|離席|伝言|応答なし|✕|×")


@dataclass(frozen=True, slots=True)
class _Note:
    """What is known of the whole note: its pieces, whether nobody was reached, the names of both sides."""

    pieces: Sequence[Piece]
    absent: bool
    colleagues: Collection[str]
    customers: Collection[str]


@dataclass(frozen=True, slots=True)
class _Found:
    piece: Piece
    action: Action
    weight: Weight


def find_actions(
    text: str,
    at: Moment,
    *,
    colleagues: Collection[str] = (),
    customers: Collection[str] = (),
    told: int | None = None,
) -> list[Action]:
    """The commitments a note makes for after it, in its order.

    `at` is the moment dates are resolved against, `colleagues` the names of our own people as the note may
    write them, `customers` those of the other side; who is in neither is told from the words around.
    `told` is where the words stand for the day of the talk itself, on which nothing is due.
    """
    plain = unicodedata.normalize("NFKC", text)
    ours = {*colleagues, *colleagues_in(plain)}
    note = _Note(pieces(plain, at, told), bool(_ABSENT.search(plain)), ours, customers)
    found = _joined(list(_all(note)))
    return [one.action for one in found if one.weight is Weight.SURE or not _answered(one, found)]


def _answered(asked: _Found, found: Sequence[_Found]) -> bool:
    """Whether a promise of ours stands behind a request, or in its sentence: it answers that."""
    return any(
        one.weight is Weight.SURE
        and one.action.side is Side.OURS
        and (one.piece.order > asked.piece.order or one.piece.sentence == asked.piece.sentence)
        for one in found
    )


def _all(note: _Note) -> Iterator[_Found]:
    for place, piece in enumerate(note.pieces):
        lone = len(piece.bare.split()) == 1 and _JAPANESE.search(piece.text)
        judge = _japanese if lone or _JAPANESE.search(piece.bare) else _english
        judged = judge(note, place)
        if judged is not None and judged.text:
            yield _Found(piece, _action(piece, judged), judged.weight)


def _japanese(note: _Note, place: int) -> Judged | None:
    piece = note.pieces[place]
    before = note.pieces[place - 1].text if place else ""
    actor = headed_actor(piece.label, before, note.colleagues, note.customers) or actor_of(
        piece.bare, note.colleagues, note.customers
    )
    arrow = bool(_ARROW.search(before)) and not _PERSON_ARROW.search(before)
    judged = japanese.judge(piece, Around(actor, note.absent, piece.sentence == 0, arrow))
    if judged is None:
        return None
    return replace(judged, text=japanese_phrase(note.pieces, place, judged.assignee))


def _english(note: _Note, place: int) -> Judged | None:
    piece = note.pieces[place]
    before = note.pieces[place - 1] if place else None
    same = before.text if before is not None and before.sentence == piece.sentence else ""
    if _SUBORDINATE.search(same):
        return None
    judged = judge_english(piece, note.colleagues, same)
    headed = headed_actor(piece.label, "", note.colleagues, note.customers)
    if judged is None and headed and piece.all_dates:
        judged = Judged(headed.side, text=clean(piece.bare))
    if judged is None:
        return None
    side = headed.side if headed else judged.side
    return replace(judged, side=side, text=english_phrase(judged.text, note.pieces, place))


def _action(piece: Piece, judged: Judged) -> Action:
    due = due_of(piece)
    return Action(
        judged.text,
        judged.side,
        judged.assignee if judged.side is Side.OURS else None,
        due.day if due else None,
        due.time if due else None,
        due.words if due else None,
    )


def _joined(found: Sequence[_Found]) -> list[_Found]:
    """The actions, two steps to one date as one: 在庫を確認し、本日中に折り返し."""
    joined: list[_Found] = []
    for one in found:
        if joined and _leads_to(joined[-1], one):
            first = joined.pop().action.text
            joint = ", " if first.isascii() else "、"
            one = replace(one, action=replace(one.action, text=f"{first}{joint}{one.action.text}"))
        joined.append(one)
    kept = [_promised(one, joined) for one in joined]
    return [one for one in kept if one.weight is not Weight.LEADS]


def _promised(one: _Found, joined: Sequence[_Found]) -> _Found:
    """A deed on the way to the other side's (交換品を送り、不良品は返してもらう) is one of its own."""
    behind = next((other for other in joined if other.piece.order == one.piece.order + 1), None)
    own = behind and behind.piece.sentence == one.piece.sentence and behind.action.side is not one.action.side
    return replace(one, weight=Weight.SURE) if one.weight is Weight.LEADS and own else one


def _leads_to(first: _Found, one: _Found) -> bool:
    near = one.piece.sentence == first.piece.sentence and one.piece.order - first.piece.order == 1
    same = first.action.side is one.action.side and first.weight is not Weight.ASKED
    return near and same and first.action.due is None and one.action.due is not None
