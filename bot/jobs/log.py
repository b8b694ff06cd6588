"""Notes are taken in: understood, written down, answered where they were said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.jobs.understanding import Words, understood
from storage import notes
from storage.notes import Note, Source
from storage.tables import Interaction

LOG, PRIVACY = "log", "log_privacy"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note is answered: a channel id or, for the direct message, its author's; and the thread."""

    recipient: str
    thread_ts: str | None = None

    @property
    def is_channel(self) -> bool:
        return not self.recipient.startswith(("D", "U", "W"))


def take(session: Session, house: House, said: Words, source: Source, place: Place) -> Interaction:
    """Writes a note down and queues its answer; returns the interaction."""
    note = _with_cards(session, house, said, understood(session, house, said), source)
    return keep(session, house, said.author.slack_id, note, source, place, said.at)


def keep(
    session: Session, house: House, author_id: str, note: Note, source: Source, place: Place, at: datetime
) -> Interaction:
    """Writes an understood note down and queues its answer."""
    row = notes.log(session, house.workspace_id, author_id, note, source, at)
    answer(session, house, row, place)
    return row


def _with_cards(session: Session, house: House, said: Words, note: Note, source: Source) -> Note:
    """Cards posted with the note are its people; else those posted lately are offered."""
    if source.photo_ids:
        return replace(note, questions=tuple(one for one in note.questions if one["ask"] != "people"))
    return note


def answer(session: Session, house: House, row: Interaction, place: Place) -> None:
    """Queues what is said about a note: openly, or to its author alone while it is private."""
    if row.private and place.is_channel:
        if notes.asked(row, "private"):
            _ask_privately(session, house, row, place)
        else:
            tell_author(session, house, row)
        return
    posting.put(
        session,
        house,
        key=key_of(row.id),
        recipient=place.recipient,
        thread_ts=place.thread_ts,
        kind=LOG,
        ids={"interaction": row.id, "user": row.user_id},
    )


def _ask_privately(session: Session, house: House, row: Interaction, place: Place) -> None:
    ids = {"interaction": row.id, "user": row.user_id}
    posting.put(
        session,
        house,
        key=f"log_privacy:{row.id}",
        recipient=place.recipient,
        thread_ts=place.thread_ts,
        kind=PRIVACY,
        ids=ids,
        action="ephemeral",
    )


def tell_author(session: Session, house: House, row: Interaction) -> None:
    """The answer in its author's direct message."""
    ids = {"interaction": row.id, "user": row.user_id}
    posting.put(session, house, key=own_key_of(row.id), recipient=row.user_id, kind=LOG, ids=ids)


def refresh(session: Session, house: House, interaction_id: int) -> None:
    """Has everything said about a note rendered anew from current data."""
    for key in (key_of(interaction_id), own_key_of(interaction_id)):
        posting.refresh(session, house, key)


def key_of(interaction_id: int) -> str:
    """The outbox key of a note's answer where it was said."""
    return f"log:{interaction_id}"


def own_key_of(interaction_id: int) -> str:
    """The outbox key of a note's answer in its author's direct message."""
    return f"log_own:{interaction_id}"
