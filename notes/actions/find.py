"""All actions of a note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace

from contacts.values import Side
from notes.actions import japanese
from notes.actions.english import judge_english
from notes.actions.english_forms import lacks_object_english, topic_of_english, wanted_thing
from notes.actions.phrases import lacks_object, phrase_of, topic_of
from notes.actions.pieces import Piece, attributive, pieces
from notes.actions.sides import TITLE, Actor, actor_of, colleagues_in
from notes.dates import FoundDate, Moment
from notes.draft import Action

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龯]")
_PRONOUN = re.compile(r"\b(?:it|them|this|that|him|her)\b", re.IGNORECASE)
_PRONOUN_LAST = re.compile(r"\b(?:him|her)$", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b(?=[,.;]|$| (?:is|was|will|said|has)\b)")
_SUBORDINATE = re.compile(
    r"\b(?:before|until|till|once|when|if|because|unless|after|whether)$", re.IGNORECASE
)
_OF = re.compile(
    r"[おご]?(?:返|回答|結論|結果|決|承認|サイン|押印|署名|連絡|報告|判断|可否|フィードバック|コメント|納品|請求|件)"
)
_ARROW = re.compile(r"[^\s\d万億円%→⇒]\s?[→⇒]\s?$")
_ABSENT = re.compile(r"不在|留守|出ず|つなが|繋が|捕ま|会えず|席を外|外出|離席|伝言|応答なし|✕|×")


def find_actions(
    text: str, at: Moment, *, colleagues: Collection[str] = (), customers: Collection[str] = ()
) -> list[Action]:
    """The commitments a note makes for after it, in its order.

    `at` is the moment dates are resolved against, `colleagues` the names of our own people as the note may
    write them, `customers` those of the other side; who is in neither is told from the words around.
    """
    plain = unicodedata.normalize("NFKC", text)
    cut = pieces(plain, at)
    absent = bool(_ABSENT.search(plain))
    ours = {*colleagues, *colleagues_in(plain)}
    found: list[tuple[Piece, Action, bool]] = []
    for place in range(len(cut)):
        one = _action(cut, place, absent, ours, customers)
        if one is not None:
            found.append((cut[place], *one))
    kept = [
        (piece, action) for place, (piece, action, sure) in enumerate(found) if sure or _alone(found, place)
    ]
    return _merged(kept)


def _alone(found: Sequence[tuple[Piece, Action, bool]], place: int) -> bool:
    """Whether what was asked for has no promise of ours that answers it."""
    return not any(sure and action.side is Side.OURS for _, action, sure in found)


def _merged(found: Sequence[tuple[Piece, Action]]) -> list[Action]:
    """The actions, two steps to one date as one: 在庫を確認し、本日中に折り返し."""
    merged: list[tuple[Piece, Action]] = []
    for piece, action in found:
        if merged and _leads_to(*merged[-1], piece, action):
            first = merged.pop()[1]
            joint = ", " if first.text.isascii() else "、"
            action = replace(action, text=f"{first.text}{joint}{action.text}")
        merged.append((piece, action))
    return [action for _, action in merged]


def _leads_to(before: Piece, first: Action, piece: Piece, action: Action) -> bool:
    near = piece.sentence == before.sentence and piece.order - before.order == 1
    return near and first.side is action.side and first.due is None and action.due is not None


def _action(
    cut: Sequence[Piece], place: int, absent: bool, colleagues: Collection[str], customers: Collection[str]
) -> tuple[Action, bool] | None:
    piece = cut[place]
    due = _due(piece)
    if not _JAPANESE.search(piece.bare):
        before = cut[place - 1] if place and cut[place - 1].sentence == piece.sentence else None
        if before is not None and _SUBORDINATE.search(before.text):
            return None
        said = judge_english(piece, colleagues, before.text if before else "")
        if said is None or not said.text:
            return None
        headed = _headed(piece, None, colleagues, customers)
        side = headed.side if headed else said.side
        return _made(_english_phrase(said.text, cut, place), side, said.assignee, due), said.sure
    before = cut[place - 1] if place else None
    actor = _headed(piece, before, colleagues, customers) or actor_of(piece.bare, colleagues, customers)
    around = japanese.Around(
        actor,
        absent,
        piece.sentence == 0,
        bool(before and _ARROW.search(before.text) and not re.search(rf"{TITLE}\s?[→⇒]\s?$", before.text)),
    )
    judged = japanese.judge(piece, around)
    if judged is None:
        return None
    phrase = _phrase(cut, place, judged.assignee)
    return (_made(phrase, judged.side, judged.assignee, due), judged.sure) if phrase else None


def _headed(
    piece: Piece, before: Piece | None, colleagues: Collection[str], customers: Collection[str]
) -> Actor | None:
    """Who a heading or an arrow gives the piece to: 先方: …, 小野さま→…, they: …"""
    heads = [piece.label or "", before.text if before and re.search(r"[→⇒:]\s?$", before.text) else ""]
    for head in heads:
        name = re.sub(rf"{TITLE}?\s?[→⇒:]?\s?$", "", head)
        if name and (name in colleagues or name in customers):
            return Actor(Side.OURS, name) if name in colleagues else Actor(Side.THEIRS)
        if re.search(r"当方|当社|弊社|自社|うち|こちら|自分|(?i:\b(?:we|us|me|ours?)\b)", head):
            return Actor(Side.OURS)
        if re.search(
            rf"先方|客|相手|{TITLE}\s?[→⇒:]?\s?$|(?i:\b(?:they|them|theirs?|client|customer|he|she)\b)", head
        ):
            return Actor(Side.THEIRS) if not re.search(r"面談|出席|参加|担当", head) else None
    return None


def _made(text: str, side: Side, assignee: str | None, due: FoundDate | None) -> Action:
    return Action(
        text,
        side,
        assignee if side is Side.OURS else None,
        due.day if due else None,
        due.time if due else None,
        due.words if due else None,
    )


def _phrase(cut: Sequence[Piece], place: int, assignee: str | None) -> str:
    """The phrase of a piece, with the thing from the piece before where it names none."""
    phrase = phrase_of(cut[place].bare, assignee)
    if phrase.endswith("納期"):
        return f"{phrase.removesuffix('納期')}納品"
    if not lacks_object(phrase):
        return phrase
    for before in reversed(cut[max(0, place - 2) : place]):
        topic = topic_of(before.bare)
        if topic and topic not in phrase:
            return f"{topic}の{phrase}" if _OF.match(phrase) else f"{topic}を{phrase}"
    return phrase


def _english_phrase(phrase: str, cut: Sequence[Piece], place: int) -> str:
    """The phrase, with the thing from the piece before where it names none."""
    earlier = [one.bare for one in cut[max(0, place - 4) : place]]
    wanted = next((thing for one in reversed(earlier) if (thing := wanted_thing(one))), None)
    if wanted and len(phrase.split()) <= 2 and not _PRONOUN.search(phrase):
        head = phrase.split()[-1].casefold()
        if head not in wanted.casefold().split():
            return f"{phrase} ({wanted})"
        return wanted if len(phrase.split()) == 1 else f"{phrase.rsplit(' ', 1)[0]} {wanted}"
    if _PRONOUN_LAST.search(phrase):
        name = next((found[-1] for one in reversed(earlier) if (found := _NAMED.findall(one))), None)
        return f"{phrase} ({name})" if name else phrase
    if not lacks_object_english(phrase):
        return phrase
    for before in reversed(cut[max(0, place - 2) : place]):
        topic = topic_of_english(before.bare)
        if topic and topic.casefold() not in phrase.casefold():
            return (
                re.sub(r"\b(?:it|them|this|that)\b", f"the {topic}", phrase)
                if re.search(r"\b(?:it|them|this|that)\b", phrase)
                else f"{phrase} ({topic})"
            )
    return phrase


def _due(piece: Piece) -> FoundDate | None:
    """The date that belongs to the action: the one behind which まで or a limit stands, else the first."""
    dates = piece.all_dates
    plain = [one for one in dates if not _described(piece, one)]
    marked = [one for one in plain if _limits(piece, one)]
    return next(iter(marked or plain or dates), None)


def _described(piece: Piece, one: FoundDate) -> bool:
    """Whether the date belongs to a noun of the piece, or sets the scene for a nearer one (年始は5日に)."""
    if not piece.start <= one.start < piece.end:
        return False
    behind = piece.text[one.end - piece.start :]
    return attributive(" " * piece.start + piece.text, one) or bool(re.match(r"は(?=.*\d日)", behind))


def _limits(piece: Piece, one: FoundDate) -> bool:
    if not piece.start <= one.start < piece.end:
        return False
    behind = piece.text[one.end - piece.start :]
    before = piece.text[: one.start - piece.start]
    return bool(
        re.match(r"\s?(?:まで|迄|〆|締|必着)", behind)
        or re.search(r"(?i)\b(?:by|before|until|due)(?: the)? ?$", before)
    )
