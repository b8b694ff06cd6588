"""What a note was understood to say: values that the bot shows, asks about and stores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from contacts.values import Kind, Side


class Ask(StrEnum):
    """What only a person can decide."""

    PERSON = "person"
    PEOPLE = "people"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Stored people (`ids`) between whom the note does not decide; `said` are the words that fit them all."""

    said: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A customer-side person who is not stored: `said` as written with the title, and the name alone."""

    said: str
    name: str
    title: str | None = None
    company: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do after the note.

    `side` is whose promise it is, `assignee` the words that name a colleague for one of ours (None for the
    author), `due` a local day, `due_time` a local time when one was said, `due_words` what both came from.
    """

    text: str
    side: Side = Side.OURS
    assignee: str | None = None
    due: date | None = None
    due_time: time | None = None
    due_words: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in whole units of an ISO 4217 currency, fractions where they were written."""

    value: int | float
    currency: str = "JPY"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note understood.

    `contact_ids` holds the stored people with the main one first, `company` the main one's company (as
    stored, else as written), `colleagues` our own people as written, `kind` None when unsure and then `kinds`
    what it may be, the likeliest first; `private` is said by the note's first word.
    """

    occurred_on: date
    contact_ids: tuple[int, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    unknown_people: tuple[Unknown, ...] = ()
    colleagues: tuple[str, ...] = ()
    company: str | None = None
    kind: Kind | None = None
    kinds: tuple[Kind, ...] = ()
    actions: tuple[Action, ...] = ()
    amount: Amount | None = None
    private: bool = False

    @property
    def ask(self) -> tuple[Ask, ...]:
        """What is open, the most important first."""
        nobody = not (self.contact_ids or self.ambiguous or self.unknown_people)
        open_ones = ((Ask.PERSON, bool(self.ambiguous)), (Ask.PEOPLE, nobody), (Ask.KIND, self.kind is None))
        return tuple(what for what, is_open in open_ones if is_open)
