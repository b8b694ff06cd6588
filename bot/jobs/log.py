"""Notes are taken in: understood, written down, answered where they were said."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.jobs.slack_text import plain_words
from bot.jobs.understanding import Words, understood
from storage import incoming, note_cards, notes
from storage.notes import Note, Source
from storage.tables import Interaction, User

LOG, PRIVACY, CONSULT = "log", "log_privacy", "log.consult"
NOTED_EMOJI = "memo"
_NUMBERS = {
    **{kanji: n for n, kanji in enumerate("二三四五六七八九十", 2)},
    **{word: n for n, word in enumerate(("two", "three", "four", "five", "six"), 2)},
}
_WORDS = "|".join(_NUMBERS)
_COUNT = re.compile(
    rf"(?:(?P<digits>\d{{1,2}})|(?P<word>{_WORDS}))\s*(?:名|人|people|persons|guests|attendees)(?!目|分|前)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note is answered: a channel id or, for the direct message, its author's; and the thread."""

    recipient: str
    thread_ts: str | None = None

    @property
    def is_channel(self) -> bool:
        return not self.recipient.startswith(("D", "U", "W"))


def take(session: Session, house: House, said: Words, source: Source, place: Place) -> Interaction:
    """Writes a note down and queues its answer; returns the interaction.

    A note beside cards that are still to be read or settled is shown in their reviews.
    """
    note = _with_cards(session, house, said, understood(session, house, said), source)
    row = notes.log(session, house.workspace_id, said.author.slack_id, note, source, said.at)
    alone = not note_cards.is_open(session, row) or (row.private and place.is_channel)
    if alone:
        answer(session, house, row, place)
    elif source.channel_id and source.message_ts:
        _noted(session, house, source.channel_id, source.message_ts)
    if house.settings.model_url and not source.photo_ids:
        house.work.enqueue(session, CONSULT, key=f"consult:{row.id}", ids=[row.id])
    return row


def _noted(session: Session, house: House, channel_id: str, ts: str) -> None:
    """Shows by a reaction that the words were taken in: their answer is the review of the card."""
    key, ids = f"noted:{channel_id}:{ts}", {"ts": ts}
    posting.put(session, house, key=key, recipient=channel_id, kind=NOTED_EMOJI, ids=ids, action="react")


def _with_cards(session: Session, house: House, said: Words, note: Note, source: Source) -> Note:
    """Cards posted with the note are its people; else those posted lately are offered as attendees."""
    others = tuple(one for one in note.questions if one["ask"] != "people")
    if source.photo_ids:
        return replace(note, questions=others)
    nobody = len(others) < len(note.questions)
    if not nobody and not counts_more(said.text, len(note.contact_ids)):
        return note
    lately = note_cards.cards_lately(session, house.workspace_id, said.author.slack_id, said.at)
    offered = [card.id for card in lately if card.contact_id not in note.contact_ids]
    if not offered:
        return note
    return replace(note, questions=(*others, {"ask": "attendees", "cards": offered}))


def counts_more(text: str, named: int) -> bool:
    """Whether a note counts more people (3名, 三人, "3 people") than it names."""
    found = _COUNT.search(unicodedata.normalize("NFKC", text).casefold())
    if found is None:
        return False
    number = found["digits"] or found["word"]
    return (int(number) if number.isdecimal() else _NUMBERS[number]) > named


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


def ask_to_correct(session: Session, house: House, row: Interaction, incoming_id: int) -> None:
    """Offers in the note's answer that it follows its edited message."""
    others = [one for one in row.questions if one["ask"] != "correct"]
    row.questions = [*others, {"ask": "correct", "incoming": incoming_id}]
    refresh(session, house, row.id)


def follow(session: Session, house: House, row: Interaction, author: User, at: datetime) -> None:
    """Makes a note what its edited message says; what the author decided before stays decided.

    Nothing changes when the edited words are not kept any more.
    """
    words = _edited_words(session, house, row)
    if not words:
        return
    said = Words(words, author, row.created_at, tuple(row.colleagues))
    note = understood(session, house, said)
    promised = notes.continued(session, row, note.promised)
    kept = replace(note, promised=promised, private=note.private or row.private)
    notes.correct(session, row, kept, author.slack_id, at)


def _edited_words(session: Session, house: House, row: Interaction) -> str:
    question = notes.asked(row, "correct")
    kept = incoming.load(session, question[0]["incoming"]) if question else None
    event = ((kept.payload if kept else None) or {}).get("event") or {}
    return plain_words(session, house, str((event.get("message") or {}).get("text") or ""))


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
