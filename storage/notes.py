"""A note as it was understood: an interaction with its follow-ups in one act, corrected, taken back.

What only a person can decide waits in `Interaction.questions`, plain values of these shapes:

    {"ask": "person", "said": "田中", "ids": [3, 8]}    whom of these the note means
    {"ask": "kind"}                                     how it happened (kept as "other" until then)
    {"ask": "private"}                                  whether the team may read it (private until then)
    {"ask": "people"}                                   with whom, where nobody was understood
    {"ask": "attendees", "cards": [5, 6]}               whether the people of these cards were there
    {"ask": "assign", "follow_up": 9, "user": "U2"}     whether this colleague shall take a follow-up over
    {"ask": "correct", "incoming": 12}                  whether the note follows its edited message
    {"ask": "proposed"}                                 whether what the team's model filled in is right
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Kind, Side
from storage import acts, departures, interactions, note_cards
from storage.acts import UndoResult
from storage.history import CREATED, SYSTEM, acting, linked, unrecorded
from storage.tables import Act, Change, FollowUp, Interaction, InteractionPhoto

LOG, EDIT = "log", "log_edit"
_OWN_ACTS = (LOG, EDIT, "followup_assign")
Question = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Promised:
    """One action of a note; `id` is that of the follow-up it became, None for a new one.

    `offer_to` is the colleague to whom the note gives it, by Slack id.
    """

    text: str
    due_on: date | None = None
    due_time: time | None = None
    side: Side = Side.OURS
    id: int | None = None
    offer_to: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a note says; `contact_ids` with the main one first, `amount` in whole units of `currency`.

    `unknown_people` hold what is written of each: said, name, title, company.
    """

    text: str
    happened_on: date
    kind: Kind = Kind.OTHER
    contact_ids: tuple[int, ...] = ()
    company_name: str | None = None
    unknown_people: tuple[Mapping[str, Any], ...] = ()
    colleagues: tuple[str, ...] = ()
    amount: int | None = None
    currency: str | None = None
    promised: tuple[Promised, ...] = ()
    questions: tuple[Question, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a note was written: the request, the Slack message, the photos whose cards it is about."""

    incoming_id: int | None = None
    channel_id: str | None = None
    message_ts: str | None = None
    photo_ids: tuple[int, ...] = field(default=())


def log(
    session: Session, workspace_id: str, user_id: str, note: Note, source: Source, at: datetime
) -> Interaction:
    """Writes a note down with its follow-ups, as one act of its author."""
    row = Interaction(
        workspace_id=workspace_id,
        user_id=user_id,
        incoming_id=source.incoming_id,
        channel_id=source.channel_id,
        message_ts=source.message_ts,
        created_at=at,
    )
    with acting(session, workspace_id, user_id, LOG, "note", at):
        _fill(row, note)
        session.add(row)
        session.flush()
        _promise(session, row, note.promised, at)
        departures.mark(session, row)
        session.add_all(InteractionPhoto(interaction_id=row.id, photo_id=one) for one in source.photo_ids)
        session.flush()
        for photo in note_cards.photos_of(session, row):
            note_cards.attach(session, row, [card for card in photo.cards if card.state == "saved"])
    return row


def correct(
    session: Session, row: Interaction, note: Note, actor_id: str, at: datetime, reason: str = "edit"
) -> Act:
    """Makes an interaction and its follow-ups what `note` says; open follow-ups it leaves out are dropped."""
    with acting(session, row.workspace_id, actor_id, EDIT, reason, at) as act:
        _fill(row, note)
        session.flush()
        _promise(session, row, note.promised, at)
        departures.mark(session, row)
    return act


def change(session: Session, row: Interaction, actor_id: str, at: datetime, do: Callable[[], object]) -> Act:
    """Runs `do`, a small correction of an interaction or its follow-ups, as one act."""
    with acting(session, row.workspace_id, actor_id, EDIT, "tap", at) as act:
        do()
    return act


def meet(session: Session, row: Interaction, contact_ids: Sequence[int]) -> None:
    """Adds people to an interaction; its follow-ups without a person belong to the main one."""
    interactions.link(row, [*linked(row), *contact_ids])
    main = linked(row)[0] if row.links else None
    for one in interactions.follow_ups_of(session, row):
        one.contact_id = one.contact_id or main
    departures.mark(session, row)


def asked(row: Interaction, what: str) -> list[dict[str, Any]]:
    """The open questions of one kind."""
    return [one for one in row.questions or () if one.get("ask") == what]


def answered(row: Interaction, question: Question) -> None:
    """Takes a question off the list."""
    row.questions = [one for one in row.questions or () if one != question]


def withdraw(session: Session, row: Interaction, actor_id: str, at: datetime) -> UndoResult:
    """Takes a note back with everything its author corrected since; what others did since stays.

    The newest act goes first, so that each finds the values it left.
    """
    results = [acts.undo(session, act, actor_id, at) for act in _acts_of(session, row)]
    session.expire_all()
    return UndoResult(
        tuple(one for result in results for one in result.conflicts),
        tuple(one for result in results for one in result.kept),
    )


def continued(session: Session, row: Interaction, promised: Sequence[Promised]) -> tuple[Promised, ...]:
    """Actions of a corrected note with the ids of the follow-ups they go on: those of the same words, else
    of the same place in the note."""
    known = interactions.follow_ups_of(session, row)
    same = {one.text: one for one in known}
    taken: set[int] = set()
    found = []
    for place, one in enumerate(promised):
        at_place = (
            known[place]
            if place < len(known) and known[place].text not in {p.text for p in promised}
            else None
        )
        old = same.get(one.text) or at_place
        number = old.id if old and old.id not in taken else None
        taken.update({number} if number else ())
        found.append(replace(one, id=number))
    return tuple(found)


def is_corrected(session: Session, row: Interaction) -> bool:
    """Whether its author corrected the note since it was logged."""
    return any(act.kind == EDIT and act.actor_id != SYSTEM for act in _acts_of(session, row))


def forget(session: Session, row: Interaction) -> None:
    """Removes a note that was none of Goen's business, with every trace of it."""
    promised = interactions.follow_ups_of(session, row)
    for table, ids in ((Interaction, [row.id]), (FollowUp, [one.id for one in promised])):
        traces = delete(Change).where(Change.entity == table.__tablename__, Change.entity_id.in_(ids))
        session.execute(traces)
    with unrecorded(session):
        for one in promised:
            session.delete(one)
        session.flush()
        session.delete(row)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A note that was taken back: its words, whose it was, when it was first written."""

    text: str
    user_id: str
    at: datetime
    source: Source
    colleagues: tuple[str, ...]


def withdrawn(session: Session, interaction_id: int, workspace_id: str) -> Withdrawn | None:
    """The note as it was first logged; None when it is still there, or never was."""
    created = select(Change.new).where(
        Change.workspace_id == workspace_id,
        Change.entity == Interaction.__tablename__,
        Change.entity_id == interaction_id,
        Change.field == CREATED,
    )
    first: dict[str, Any] | None = session.scalar(created)
    if first is None or interactions.load(session, interaction_id, workspace_id):
        return None
    return Withdrawn(
        first["note"] or "",
        first["user_id"],
        datetime.fromisoformat(first["created_at"]),
        Source(first["incoming_id"], first["channel_id"], first["message_ts"]),
        tuple(first["colleagues"] or ()),
    )


def is_logged(session: Session, source: Source) -> bool:
    """Whether what was written in a request is an interaction now."""
    same = select(Interaction.id).where(Interaction.incoming_id == source.incoming_id)
    return session.scalars(same.limit(1)).first() is not None


def _acts_of(session: Session, row: Interaction) -> list[Act]:
    promised = select(FollowUp.id).where(FollowUp.interaction_id == row.id)
    mine = or_(
        (Change.entity == Interaction.__tablename__) & (Change.entity_id == row.id),
        (Change.entity == FollowUp.__tablename__) & Change.entity_id.in_(promised),
    )
    touching = select(Change.act_id).where(mine)
    found = select(Act).where(
        Act.id.in_(touching),
        Act.kind.in_(_OWN_ACTS),
        Act.actor_id.in_((row.user_id, SYSTEM)),
        Act.undone_at.is_(None),
    )
    return list(session.scalars(found.order_by(Act.id.desc())))


def _fill(row: Interaction, note: Note) -> None:
    row.note, row.happened_on, row.kind = note.text, note.happened_on, note.kind.value
    row.company_name, row.amount, row.currency = note.company_name, note.amount, note.currency
    row.unknown_people = [dict(one) for one in note.unknown_people]
    row.colleagues = list(note.colleagues)
    row.questions, row.private = [dict(one) for one in note.questions], note.private
    if linked(row) != list(note.contact_ids):
        interactions.link(row, note.contact_ids)


def _promise(session: Session, row: Interaction, promised: Sequence[Promised], at: datetime) -> None:
    known: dict[int | None, FollowUp] = {one.id: one for one in interactions.follow_ups_of(session, row)}
    main = linked(row)[0] if row.links else None
    for one in promised:
        follow_up = known.pop(one.id, None) or FollowUp(
            workspace_id=row.workspace_id,
            interaction_id=row.id,
            owner_id=row.user_id,
            state=FollowUpState.OPEN.value,
            created_at=at,
        )
        follow_up.text, follow_up.side = one.text, one.side.value
        follow_up.due_on, follow_up.due_time = one.due_on, one.due_time
        follow_up.contact_id = main
        session.add(follow_up)
        if one.offer_to:
            session.flush()
            offer = {"ask": "assign", "follow_up": follow_up.id, "user": one.offer_to}
            row.questions = [*row.questions, offer]
    for left_out in known.values():
        if left_out.state == FollowUpState.OPEN.value:
            left_out.state = FollowUpState.DROPPED.value
    session.flush()
