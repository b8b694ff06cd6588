"""What stands around a Japanese piece, and whose its deed is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contacts.values import Side
from notes.actions.judged import Judged
from notes.actions.sides import Actor


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a piece: its actor, whether nobody was met, whether it begins the note."""

    actor: Actor | None = None
    absent: bool = False
    first: bool = False
    arrow: bool = False
    stated_before: bool = False


def of(side: Side, around: Around) -> Judged:
    """That side, unless an actor is named."""
    if around.actor is not None:
        return Judged(around.actor.side, around.actor.name)
    return Judged(side)


def named(words: str) -> str:
    """What a piece is about: the words before its first は or が, or before を."""
    found = re.match(r"(?P<topic>[^はが、]{1,20}?)(?:は|が)", words) or re.match(
        r"(?P<topic>[^を、]{1,20}?)を", words
    )
    return found["topic"] if found else ""


def theirs(around: Around) -> bool:
    """Whether the other side is named as doing it."""
    return around.actor is not None and around.actor.side is Side.THEIRS
