"""A note's words with the people and colleagues the database knows: what is kept, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

import structlog
from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.morning import moment_of
from bot.jobs.people import default_notes
from contacts.names import split_name
from contacts.search_terms import normal
from contacts.values import Kind, Person
from notes import Draft, Form, mentions, understand
from notes.sensitive import is_sensitive
from notes.understanding import is_private
from reminders.hours import zone_of
from storage import note_people, users
from storage.notes import Note, Promised, Question
from storage.tables import User

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Words:
    """A note as written, by whom, when (aware), and the colleagues it mentions by Slack id.

    `about` are the contacts under whom it was written: it is about them when it names nobody else.
    """

    text: str
    author: User
    at: datetime
    mentioned: tuple[str, ...] = ()
    about: tuple[int, ...] = ()

    @property
    def today(self) -> date:
        return self.at.astimezone(zone_of(self.author.tz)).date()


@dataclass(frozen=True, slots=True)
class Read:
    """What the rules make of a note, the people it may mean, and the colleagues' names by Slack id."""

    draft: Draft
    people: tuple[Person, ...]
    team: Mapping[str, str]


def understood(session: Session, house: House, said: Words) -> Note:
    """What a note says; one that cannot be understood is kept as its words, and asked about."""
    try:
        found = read(session, house, said)
    except Exception as error:  # noqa: BLE001 (whatever breaks, the words are kept)
        log.error("note not understood", why=type(error).__name__)
        found = Read(Draft(said.today), (), {})
    return note_of(session, house, said, found)


def read(session: Session, house: House, said: Words) -> Read:
    """The rules' reading of a note."""
    team = _team(session, house, said.author)
    looked_for = mentions(said.text)
    people = note_people.people_for(
        session,
        house.workspace_id,
        [one.words for one in looked_for if one.form is Form.NAME],
        [one.words for one in looked_for if one.form is Form.COMPANY],
        said.author.slack_id,
    )
    local = said.at.astimezone(zone_of(said.author.tz))
    at = moment_of(session, house, local.date())
    draft = understand(
        said.text,
        local,
        people,
        at.workdays,
        colleagues=list(team.values()),
        fiscal_start=at.fiscal_start,
        quarter_start=at.quarter_start,
    )
    return Read(draft, tuple(people), team)


def note_of(session: Session, house: House, said: Words, found: Read) -> Note:
    """A reading as it is kept, with what is asked about it."""
    return _private(session, house, said, _note(session, house, said, found.draft, found.team))


def names_others(session: Session, house: House, said: Words) -> bool:
    """Whether a note names stored people, so that cards posted just before need not be theirs."""
    draft = read(session, house, said).draft
    return bool(draft.contact_ids or draft.ambiguous) and not draft.unknown_people


def _note(session: Session, house: House, said: Words, draft: Draft, team: Mapping[str, str]) -> Note:
    chosen, open_ones = _persons(session, house, said, draft)
    people = tuple(dict.fromkeys((*draft.contact_ids, *chosen)))
    if not people and not open_ones and not draft.unknown_people:
        people = said.about
    named = filter(None, (_colleague(words, team) for words in draft.colleagues))
    ours = [*said.mentioned, *named]
    amount = draft.amount
    return Note(
        text=said.text,
        happened_on=draft.occurred_on,
        kind=draft.kind or Kind.OTHER,
        contact_ids=people,
        company_name=None if people else draft.company,
        unknown_people=tuple(asdict(one) for one in draft.unknown_people),
        colleagues=tuple(one for one in dict.fromkeys(ours) if one != said.author.slack_id),
        amount=round(amount.value) if amount else None,
        currency=amount.currency if amount else None,
        promised=tuple(_promised(draft, team)),
        questions=(*open_ones, *_open(draft, people, open_ones)),
        private=draft.private,
    )


def _persons(session: Session, house: House, said: Words, draft: Draft) -> tuple[list[int], list[Question]]:
    """Whom the author meant by a name before, and the names still to be asked about."""
    chosen: list[int] = []
    asked: list[Question] = []
    for one in draft.ambiguous:
        known = note_people.chosen_among(session, house.workspace_id, said.author.slack_id, one.said, one.ids)
        if known:
            chosen.append(known)
        else:
            asked.append({"ask": "person", "said": one.said, "ids": list(one.ids)})
    return chosen, asked


def _open(draft: Draft, people: Sequence[int], persons: Sequence[Question]) -> Iterator[Question]:
    if draft.kind is None:
        yield {"ask": "kind", "kinds": [kind.value for kind in draft.kinds]}
    if not people and not persons and not draft.unknown_people:
        yield {"ask": "people"}


def _promised(draft: Draft, team: Mapping[str, str]) -> Iterator[Promised]:
    for one in draft.actions:
        offered = _colleague(one.assignee, team) if one.assignee else None
        yield Promised(one.text, one.due, one.due_time, one.side, offer_to=offered)


def _private(session: Session, house: House, said: Words, note: Note) -> Note:
    """A note is for the team unless its author, the team's setting or its words say otherwise."""
    if note.private or is_private(said.text) or default_notes(session, house) == "private":
        return replace(note, private=True)
    if is_sensitive(said.text):
        return replace(note, private=True, questions=(*note.questions, {"ask": "private"}))
    return note


def _team(session: Session, house: House, author: User) -> dict[str, str]:
    """The colleagues' names as written, by Slack id; the author left out."""
    members = users.members(session, house.workspace_id)
    return {one.slack_id: one.real_name or one.name for one in members if one.slack_id != author.slack_id}


def _colleague(words: str, team: Mapping[str, str]) -> str | None:
    """The one colleague whom the words name, by full or family name; None where several fit."""
    said = normal(words)
    fits = [user for user, name in team.items() if any(one in said for one in _names(name))]
    return fits[0] if len(fits) == 1 else None


def _names(name: str) -> list[str]:
    parts = [split_name(name).family, *(name.split() if name.isascii() else ())]
    return [word for part in (name, *parts) if part and len(word := normal(part)) > 1]
