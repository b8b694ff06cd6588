"""Backs, fronts and colleagues' cards: paired when a photo was read, and shown where they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import announce
from bot.texts import Texts
from bot.views import sides as view
from bot.views.message import Message
from bot.views.sides import OtherSide
from storage import cards, sides, workspaces
from storage.tables import Batch, Card


def own_domains(session: Session, house: House) -> tuple[str, ...]:
    """The team's own mail domains: those set in Slack, else the installation's."""
    own = workspaces.settings_of(session, house.workspace_id).own_domains
    return house.settings.own_domains if own is None else own


def pair(session: Session, house: House, batch: Batch | None) -> None:
    """Joins what belongs together in the batch, and asks for the fronts that are missing."""
    if batch is None:
        return
    found = sides.pair(session, batch, house.clock())
    for card in found.changed:
        announce.refresh_card(session, house, card)
    for card in found.alone:
        announce.review_alone(session, house, card)
    if found.changed or found.alone:
        announce.refresh_batch(session, house, batch)


def part(session: Session, house: House, card: Card, actor_id: str, at: datetime) -> None:
    """A side becomes a card of its own, as a person said."""
    _, front = sides.part(session, card, actor_id, at)
    if front:
        announce.refresh_card(session, house, front)
    if not (card.batch and announce.is_shown(session, card.batch)):
        announce.review_alone(session, house, card)
    announce.refresh_card(session, house, card)


def other_sides(session: Session, card: Card) -> tuple[OtherSide, ...]:
    """The backs of a card as its review shows them."""
    return tuple(OtherSide(back.id, back.slack_file_id) for back in sides.backs_of(session, card))


def message(session: Session, card: Card, t: Texts) -> Message | None:
    """What is said of a side that is no card of its own; None for every other card."""
    if card.state != "pending" or cards.is_own(card):
        return None
    front = sides.front_of(session, card)
    if front:
        return view.joined(card.id, cards.fields_of(front), t)
    if card.role == sides.COLLEAGUE:
        return view.colleague(card.id, card.slack_file_id, t)
    return view.alone(card.id, card.slack_file_id, t)
