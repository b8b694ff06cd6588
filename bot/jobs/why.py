"""なぜ?: a contact's values with where they come from; the strips follow once Slack has them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import strips
from bot.jobs.people import name_of, texts_of, zone_for
from bot.views.message import View
from bot.views.why import Why, WhyCard, WhyField, WhySheet, said, why
from contacts.doubts import field_of, items, value_of
from storage import cards, contacts
from storage.origins import FIELDS, Origin, origins, said_of
from storage.tables import Card, Contact
from storage.work import job

log = structlog.get_logger()

SHOW = "why.show"
ON_A_SHEET = 4
WAIT_SECONDS, LOOK_SECONDS = 20.0, 0.3


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Up to four values of one card; the first strip's number, the strips' keys, the key of their upload."""

    card: Card
    values: tuple[Origin, ...]
    first: int

    @property
    def keys(self) -> list[str]:
        return [one.printed for one in self.values if one.printed]


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(SHOW)(lambda ids: show(house, int(ids[0]), str(ids[1]), str(ids[2])))


def begin(session: Session, house: House, contact: Contact, user_id: str, external_id: str) -> View:
    """The modal in words; queues the strips that Slack lacks, and the job that shows them in the modal."""
    for sheet in _sheets(origins(session, contact)):
        if sheet.keys:
            strips.queue(session, house, sheet.card, sheet.keys, sheet.first, user_id)
    house.work.enqueue(session, SHOW, key=external_id, ids=[contact.id, user_id, external_id])
    return why(
        _why(session, house, contact, user_id, waiting=True), texts_of(session, house, user_id), external_id
    )


def vouched(session: Session, house: House, card: Card, user_id: str) -> dict[str, str]:
    """By field of a card who confirmed or entered it last, in the words of the user's language."""
    t, fields = texts_of(session, house, user_id), cards.fields_of(card)
    words = said_of(session, card)
    found = {}
    for name in FIELDS:
        mine = [
            words[name, value]
            for key in items(fields, name)
            if (name, value := value_of(fields, key)) in words
        ]
        if mine:
            last = max(mine, key=lambda one: one.at)
            words_of = said(_field(session, house, Origin(name, "", said=last), user_id, None), t)
            found[name] = unescape(words_of.strip())
    return found


def show(house: House, contact_id: int, user_id: str, external_id: str) -> None:
    """Shows the strips in the open modal, as many as Slack has within some seconds."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not _ready(house, contact_id) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    for pictures in (True, False):
        view = _view(house, contact_id, user_id, external_id, pictures)
        if view is None or _update(house, external_id, view, deadline):
            return


def _ready(house: House, contact_id: int) -> bool:
    with house.database.read() as session:
        contact = contacts.load(session, contact_id, house.workspace_id)
        sheets = _sheets(origins(session, contact)) if contact else ()
        return all(strips.is_settled(session, sheet.card, sheet.keys, sheet.first) for sheet in sheets)


def _view(house: House, contact_id: int, user_id: str, external_id: str, pictures: bool) -> View | None:
    with house.database.read() as session:
        contact = contacts.load(session, contact_id, house.workspace_id)
        if contact is None:
            return None
        shown = _why(session, house, contact, user_id, pictures=pictures)
        return why(shown, texts_of(session, house, user_id), external_id)


def _update(house: House, external_id: str, view: View, deadline: float) -> bool:
    """False when Slack will not show one of the pictures; True when shown, or when the modal was closed."""
    while True:
        try:
            house.slack.client.views_update(external_id=external_id, view=view)
        except SlackApiError as error:
            code = error.response.get("error")
            if code == "not_found" and time.monotonic() < deadline:
                time.sleep(LOOK_SECONDS)
                continue
            log.info("strips not shown", error=code)
            return bool(code != "invalid_blocks")
        return True


def _sheets(every: list[Origin]) -> Iterator[_Sheet]:
    """The values that stand on cards, four at a time, the strips of a card numbered through."""
    for card in dict.fromkeys(one.card for one in every if one.card):
        own = [one for one in every if one.card is card]
        number = 1
        for start in range(0, len(own), ON_A_SHEET):
            sheet = _Sheet(card, tuple(own[start : start + ON_A_SHEET]), number)
            number += len(sheet.keys)
            yield sheet


def _why(
    session: Session,
    house: House,
    contact: Contact,
    user_id: str,
    *,
    waiting: bool = False,
    pictures: bool = False,
) -> Why:
    every = origins(session, contact)
    sheets = list(_sheets(every))
    who = contacts.person(contact)
    cards = [
        WhyCard(
            card.exchanged_on,
            name_of(session, house, card.received_by),
            tuple(_sheet(session, house, one, user_id, pictures) for one in sheets if one.card is card),
        )
        for card in sorted(
            dict.fromkeys(one.card for one in sheets), key=lambda one: one.exchanged_on, reverse=True
        )
    ]
    elsewhere = tuple(_field(session, house, one, user_id, None) for one in every if one.card is None)
    return Why(
        who.name, who.company or "", tuple(cards), elsewhere, waiting and any(one.keys for one in sheets)
    )


def _sheet(session: Session, house: House, sheet: _Sheet, user_id: str, pictures: bool) -> WhySheet:
    file_id = strips.file_of(session, sheet.card, sheet.keys, sheet.first) if pictures else None
    numbers = {key: sheet.first + place for place, key in enumerate(sheet.keys)}
    fields = [
        _field(session, house, one, user_id, numbers.get(one.printed or "") if file_id else None)
        for one in sheet.values
    ]
    return WhySheet(tuple(fields), file_id)


def _field(session: Session, house: House, one: Origin, user_id: str, number: int | None) -> WhyField:
    name = field_of(one.key)
    if one.said is None:
        return WhyField(name, one.value, number)
    day = one.said.at.astimezone(zone_for(session, house, user_id)).date()
    by = name_of(session, house, one.said.by) or one.said.by
    return WhyField(name, one.value, number, by, day, one.said.edited)
