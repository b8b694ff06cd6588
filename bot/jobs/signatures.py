"""A pasted mail signature gets the review that a card gets."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import announce, sides
from bot.jobs.announce import Place
from bot.jobs.people import today_of
from ocr.signature import read_signature
from storage import cards, doubts
from storage.sides import role_of
from storage.tables import Card, User

SOURCE = "signature"


def take(session: Session, house: House, author: User, text: str, place: Place) -> Card | None:
    """Keeps a signature as a card under review and queues the review; None when it is none after all:
    it names nobody, or no way to reach them.

    The day of the exchange is the author's day.
    """
    read = read_signature(text)
    if not (read.name or read.name_romaji or read.company) or not (
        read.emails or read.phones or read.address
    ):
        return None
    fields = doubts.offered(session, house.workspace_id, read)
    now = house.clock()
    day = today_of(author, now)
    card = cards.add_typed(session, house.workspace_id, author.slack_id, fields, day, SOURCE, now)
    card.role = role_of(fields, sides.own_domains(session, house))
    announce.typed(session, house, card, place)
    return card
