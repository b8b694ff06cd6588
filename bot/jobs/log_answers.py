"""Notes from the database as their answers show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.people import name_of, zone_for
from bot.texts import Texts
from bot.views import log as view
from bot.views.log import LoggedNote
from bot.views.log_actions import LoggedAction
from bot.views.log_questions import Offer, Questions, WhichPerson, private
from bot.views.message import Message, said
from contacts.values import FollowUpState, Kind, Person, Side
from storage import cards, contacts, departures, interactions, note_cards, notes
from storage.history import linked
from storage.tables import Card, Contact, FollowUp, Interaction, Outbox


def message(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """The answer to a note; in a channel nothing of one that became private."""
    interaction = interactions.load(session, row.ids["interaction"], row.workspace_id)
    if interaction is None:
        gone = notes.withdrawn(session, row.ids["interaction"], row.workspace_id)
        again = gone is None or notes.is_logged(session, gone.source)
        return view.undone(row.ids["interaction"], t, logged_again=again)
    channel = row.channel_id or row.recipient
    if interaction.private and not channel.startswith(("D", "U", "W")):
        return view.hidden(t)
    return view.logged(logged(session, house, interaction), t, house.settings.customer_honorific)


def privacy(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """The question whether the team may read a note, for its author alone."""
    interaction = interactions.load(session, row.ids["interaction"], row.workspace_id)
    if interaction is None or not notes.asked(interaction, "private"):
        return None
    shown = logged(session, house, interaction)
    head = t("log.saved", what=view.summary(shown, t, house.settings.customer_honorific))
    return said(head, private(interaction.id, t))


def logged(session: Session, house: House, row: Interaction) -> LoggedNote:
    """A note with the names of everybody in it."""
    today = house.clock().astimezone(zone_for(session, house, row.user_id)).date()
    left = departures.marked(session, row)
    return LoggedNote(
        id=row.id,
        happened_on=row.happened_on,
        today=today,
        kind=None if notes.asked(row, "kind") else Kind(row.kind),
        people=tuple(_people(session, linked(row))),
        company=row.company_name,
        unknown=tuple(one["said"] for one in row.unknown_people),
        waiting=tuple(name_on(card) for card in note_cards.waiting_cards(session, row)),
        left=tuple(contacts.person(one) for one in left),
        bounced=frozenset(one.id for one in left if departures.by_mail(row, one)),
        colleagues=tuple(filter(None, (name_of(session, house, one) for one in row.colleagues))),
        amount=row.amount,
        currency=row.currency,
        actions=tuple(action(session, house, row, one) for one in interactions.follow_ups_of(session, row)),
        private=row.private,
        by=name_of(session, house, row.user_id),
        questions=_questions(session, house, row),
        corrected=notes.is_corrected(session, row),
    )


def _people(session: Session, ids: Iterable[int]) -> Iterable[Person]:
    found = (session.get(Contact, one) for one in ids)
    return (contacts.person(one) for one in found if one)


def action(session: Session, house: House, row: Interaction, one: FollowUp) -> LoggedAction:
    """A follow-up of a note; its owner is named when it is not the note's author."""
    return follow_up(session, house, one, row.user_id)


def follow_up(session: Session, house: House, one: FollowUp, me: str) -> LoggedAction:
    """A follow-up as `me` sees it: its owner is named when that is somebody else."""
    owner = "" if one.owner_id == me else name_of(session, house, one.owner_id)
    return LoggedAction(
        id=one.id,
        text=one.text,
        due_on=one.due_on,
        due_time=one.due_time,
        side=Side(one.side),
        state=FollowUpState(one.state),
        owner=owner,
        offered=bool(one.assigned_by),
    )


def _questions(session: Session, house: House, row: Interaction) -> Questions:
    return Questions(
        persons=tuple(
            WhichPerson(one["said"], tuple(_people(session, one["ids"])))
            for one in notes.asked(row, "person")
        ),
        kind=bool(notes.asked(row, "kind")),
        people=bool(notes.asked(row, "people")),
        attendees=tuple(_names(session, house, notes.asked(row, "attendees"))),
        offers=tuple(filter(None, (_offer(session, house, one) for one in notes.asked(row, "assign")))),
        private=bool(notes.asked(row, "private")),
        edited=bool(notes.asked(row, "correct")),
        proposed=bool(notes.asked(row, "proposed")),
    )


def _names(session: Session, house: House, asked: list[dict[str, Any]]) -> Iterable[str]:
    for card_id in asked[0]["cards"] if asked else ():
        card = cards.load(session, card_id, house.workspace_id)
        if card and card.state in ("pending", "saved"):
            yield name_on(card)


def name_on(card: Card) -> str:
    """What a card is called before it is a contact."""
    fields = card.fields
    return str(fields.get("name") or fields.get("name_romaji") or fields.get("company") or "?")


def _offer(session: Session, house: House, asked: dict[str, Any]) -> Offer | None:
    one = session.get(FollowUp, asked["follow_up"])
    colleague = name_of(session, house, asked["user"])
    return Offer(one.id, one.text, colleague) if one and colleague else None
