"""What a piece of a note was judged to commit somebody to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from contacts.values import Side


class Weight(Enum):
    """How much a piece commits: by itself, unless a promise answers it, or only with the deed it leads to."""

    SURE = auto()
    ASKED = auto()
    LEADS = auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """An action found in a piece: whose, the colleague named for it, its words where they are known."""

    side: Side
    assignee: str | None = None
    weight: Weight = Weight.SURE
    text: str = ""
