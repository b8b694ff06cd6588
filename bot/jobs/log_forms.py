"""A note as its form shows it, and the corrected note that comes back."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.morning import workdays_of
from bot.views.log_edit import EditedAction, EditedNote, Sent
from contacts.values import FollowUpState, Kind, Side
from notes import Amount, understand
from reminders.hours import DEFAULT_ZONE, zone_of
from storage import contacts, interactions, notes
from storage.history import linked
from storage.notes import Note, Promised
from storage.tables import Contact, Interaction


def edited(session: Session, house: House, row: Interaction) -> EditedNote:
    """What the form of a note shows; a kind that is asked about is left open."""
    people = (session.get(Contact, one) for one in linked(row))
    return EditedNote(
        id=row.id,
        text=row.note or "",
        happened_on=row.happened_on,
        kind=None if notes.asked(row, "kind") else Kind(row.kind),
        people=tuple(contacts.person(one) for one in people if one),
        amount=_written(row),
        private=row.private,
        actions=tuple(
            EditedAction(one.id, one.text, one.due_on, Side(one.side))
            for one in interactions.follow_ups_of(session, row)
            if one.state == FollowUpState.OPEN.value
        ),
    )


def corrected(session: Session, house: House, row: Interaction, sent: Sent, at: datetime) -> Note | None:
    """The note as its form came back, its questions answered by it; None when the amount is none."""
    amount = _amount(house, sent.amount, row, at)
    if sent.amount and amount is None:
        return None
    times: dict[int | None, time | None] = {
        one.id: one.due_time for one in interactions.follow_ups_of(session, row)
    }
    return Note(
        text=sent.text,
        happened_on=sent.happened_on,
        kind=sent.kind,
        contact_ids=tuple(one for one in sent.contact_ids if contacts.load(session, one, row.workspace_id)),
        company_name=row.company_name,
        unknown_people=tuple(row.unknown_people),
        colleagues=tuple(row.colleagues),
        amount=round(amount.value) if amount else None,
        currency=amount.currency if amount else None,
        promised=tuple(
            Promised(one.text, one.due_on, times.get(one.id), one.side, one.id) for one in sent.actions
        ),
        questions=tuple(one for one in row.questions if _still_open(one, sent)),
        private=sent.private,
    )


def _still_open(question: dict[str, object], sent: Sent) -> bool:
    """A form answers how it happened and who may read it; with people chosen, also with whom."""
    if question["ask"] in ("people", "person", "attendees"):
        return not sent.contact_ids
    return question["ask"] not in ("kind", "private", "proposed")


def _written(row: Interaction) -> str:
    if row.amount is None:
        return ""
    return f"{row.amount:,}円" if row.currency == "JPY" else f"{row.currency} {row.amount:,}"


def _amount(house: House, text: str, row: Interaction, at: datetime) -> Amount | None:
    if not text:
        return None
    if text == _written(row) and row.amount is not None:
        return Amount(row.amount, row.currency or "JPY")
    words = f"{text}円" if text.replace(",", "").isdecimal() else text
    return understand(words, at.astimezone(zone_of(DEFAULT_ZONE)), [], workdays_of(house)).amount
