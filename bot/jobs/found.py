"""Whom a look-up finds: by what contacts hold, then by the notes about them; and how that is shown."""

from __future__ import annotations

from itertools import islice

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import briefs, contact_cards
from bot.jobs.people import today_of
from bot.texts import Texts
from bot.views import search
from bot.views.company import opener
from bot.views.message import Block, Message
from bot.views.search import Page
from contacts.search_terms import loosened
from storage import companies, contacts, users, visibility
from storage.search import find_in_notes
from storage.tables import Contact

UNSHOWN, MOST_TOLD = ("merged", "archived"), 200


def people(session: Session, workspace_id: str, query: str, limit: int, reader_id: str) -> list[Contact]:
    """At most `limit` contacts, the reader's own first; notes are searched only where room is left.

    Where nobody holds the words as typed, they are taken as said: 山田商事の田中さん.
    """
    found = contacts.search(session, workspace_id, query, limit, reader_id)
    if len(found) < limit:
        found += _told_of(session, workspace_id, query, limit - len(found), reader_id, found)
    said = loosened(query)
    return found or (contacts.search(session, workspace_id, said, limit, reader_id) if said else [])


def _told_of(
    session: Session, workspace_id: str, query: str, limit: int, reader_id: str, known: list[Contact]
) -> list[Contact]:
    """Contacts in whose notes the words stand, beside those found already."""
    ids = find_in_notes(session, workspace_id, query, MOST_TOLD, reader_id)
    others = (contacts.load(session, one, workspace_id) for one in ids)
    told = (one for one in others if one and one not in known and _is_shown(session, one, reader_id))
    return list(islice(told, limit))


def _is_shown(session: Session, one: Contact, reader_id: str) -> bool:
    return one.state not in UNSHOWN and visibility.sees(session, one, reader_id)


def page(
    session: Session, workspace_id: str, query: str, first: int, reader_id: str
) -> tuple[list[Contact], list[Contact]]:
    """All that is counted, and what is shown of it from the `first` on."""
    every = people(session, workspace_id, query, search.MOST_COUNTED + 1, reader_id)
    return every, every[first : first + search.MOST_RESULTS]


def message(
    session: Session,
    house: House,
    query: str,
    at: tuple[int, int],
    reader_id: str,
    t: Texts,
    *,
    shareable: bool = False,
) -> Message:
    """A page of what a query finds, for one reader; `at` is the request that asked, and how many to skip.

    One contact alone is shown in full, with what to know before a meeting; a company of that name is
    offered below.
    """
    incoming_id, first = at
    every, shown = page(session, house.workspace_id, query, first, reader_id)
    cards = [contact_cards.contact_card(session, house, one, reader_id) for one in shown]
    brief = _brief(session, house, every[0].id, reader_id, t) if len(every) == 1 else []
    place = Page(incoming_id, first, len(every))
    found = search.found(query, cards, t, shareable=shareable, page=place, brief=brief)
    firm = companies.named(session, house.workspace_id, query)
    return Message(found.text, (*found.blocks, opener(firm.id, firm.name, t))) if firm else found


def _brief(session: Session, house: House, contact_id: int, reader_id: str, t: Texts) -> list[Block]:
    reader = users.get(session, house.workspace_id, reader_id)
    today = today_of(reader, house.clock()) if reader else house.clock().date()
    return briefs.blocks(session, house, contact_id, reader_id, today, t)
