"""Composes a person's Home tab from its sections and publishes it; doing it twice does no harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import found, refusals
from bot.jobs.people import texts_of, today_of
from bot.jobs.words import query_of
from bot.texts import Texts
from bot.views import home, search, team_settings
from bot.views.home import OpenFollowUp, RecentCard
from bot.views.message import Block
from storage import cards, contacts, follow_ups, roles, users
from storage.roles import Role
from storage.tables import Card, FollowUp, User
from storage.work import job

PUBLISH = "home.publish"


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(PUBLISH)(lambda ids: publish(house, str(ids[0]), Look(*(int(one) for one in ids[1:]))))


@dataclass(frozen=True, slots=True)
class Look:
    """Which request's words are looked up in the Home tab (0: none), and how many results to skip."""

    incoming_id: int = 0
    first: int = 0


def queue(session: Session, house: House, user_id: str, key: str, look: Look | None = None) -> None:
    """Has a person's Home tab published, once for each `key`; with what they look up, if they do."""
    ids: list[int | str] = [user_id, look.incoming_id, look.first] if look else [user_id]
    house.work.enqueue(session, PUBLISH, key=f"home:{key}", ids=ids)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose Home tab is composed, what they may do, and their date."""

    session: Session
    house: House
    user: User
    role: Role
    today: date
    texts: Texts
    look: Look = Look()


Section = Callable[[Reader], list[Block]]


def publish(house: House, user_id: str, look: Look | None = None) -> None:
    """Shows a person their sections as they are now; who has no role is told whom to ask."""
    with house.database.read() as session:
        user = users.get(session, house.workspace_id, user_id)
        if user is None:
            return
        today, texts = today_of(user, house.clock()), texts_of(session, house, user_id)
        reader = Reader(session, house, user, roles.of(session, user), today, texts, look or Look())
        sections = SECTIONS if reader.role is not Role.NONE else (_no_role,)
        view = home.home(section(reader) for section in sections)
    house.slack.client.views_publish(user_id=user_id, view=view)


def _no_role(reader: Reader) -> list[Block]:
    return list(refusals.message(reader.session, reader.house, "no_role", reader.texts).blocks)


def _add_card(reader: Reader) -> list[Block]:
    return home.add_card(reader.texts) if reader.role.rank >= Role.MEMBER.rank else []


def _search(reader: Reader) -> list[Block]:
    look = reader.look
    query = query_of(reader.session, reader.house, look.incoming_id) if look.incoming_id else None
    if not query:
        return [search.box(reader.texts)]
    page, who = (look.incoming_id, look.first), reader.user.slack_id
    results = found.message(reader.session, reader.house, query, page, who, reader.texts)
    return [search.box(reader.texts, query), *results.blocks, search.closing(reader.texts)]


def _follow_ups(reader: Reader) -> list[Block]:
    mine = follow_ups.open_of(reader.session, reader.house.workspace_id, reader.user.slack_id)
    honorific = reader.house.settings.customer_honorific
    return home.follow_ups([_promise(one) for one in mine], reader.today, reader.texts, honorific)


def _recent_cards(reader: Reader) -> list[Block]:
    mine = cards.recent_of(reader.session, reader.house.workspace_id, reader.user.slack_id)
    return home.recent_cards([_card(card) for card in mine], reader.today, reader.texts)


def _team(reader: Reader) -> list[Block]:
    if reader.role is not Role.ADMIN:
        return []
    access = roles.settings_of(reader.session, reader.house.workspace_id)
    return team_settings.home_section(access, reader.texts)


def _help(reader: Reader) -> list[Block]:
    return home.help_line(reader.texts, reader.house.settings)


def _card(card: Card) -> RecentCard:
    fields = card.fields
    name = fields.get("name") or fields.get("name_romaji") or ""
    return RecentCard(name, fields.get("company") or "", card.exchanged_on, card.state)


def _promise(one: FollowUp) -> OpenFollowUp:
    person = contacts.person(one.contact) if one.contact else None
    return OpenFollowUp(one.id, one.text, one.due_on, person)


SECTIONS: tuple[Section, ...] = (_add_card, _search, _follow_ups, _recent_cards, _team, _help)
"""What the Home tab holds, from the top; a section without blocks is not there for its reader."""
