"""Publishes a person's Home tab; doing it twice does no harm."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.people import texts_of, today_of
from bot.views.home import OpenFollowUp, RecentCard, home
from storage import cards, contacts, follow_ups, users
from storage.tables import Card, FollowUp
from storage.work import job

PUBLISH = "home.publish"


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(PUBLISH)(lambda ids: publish(house, str(ids[0])))


def queue(session: Session, house: House, user_id: str, key: str) -> None:
    """Has a person's Home tab published, once for each `key`."""
    house.work.enqueue(session, PUBLISH, key=f"home:{key}", ids=[user_id])


def publish(house: House, user_id: str) -> None:
    """Shows a person their follow-ups and recent cards as they are now."""
    with house.database.read() as session:
        user = users.get(session, house.workspace_id, user_id)
        if user is None:
            return
        today, texts = today_of(user, house.clock()), texts_of(session, house, user_id)
        recent = [_card(card) for card in cards.recent_of(session, house.workspace_id, user_id)]
        promises = [_promise(one) for one in follow_ups.open_of(session, house.workspace_id, user_id)]
    settings = house.settings
    view = home(recent, promises, today, texts, settings, settings.customer_honorific)
    house.slack.client.views_publish(user_id=user_id, view=view)


def _card(card: Card) -> RecentCard:
    fields = card.fields
    name = fields.get("name") or fields.get("name_romaji") or ""
    return RecentCard(name, fields.get("company") or "", card.exchanged_on, card.state)


def _promise(one: FollowUp) -> OpenFollowUp:
    person = contacts.person(one.contact) if one.contact else None
    return OpenFollowUp(one.id, one.text, one.due_on, person)
