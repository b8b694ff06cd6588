"""A stored contact as a card: what is known now, the career its cards tell, the last interactions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views import erasing, no_contact
from bot.views import fields as lines
from bot.views.log_actions import LoggedAction, action_line
from bot.views.message import (
    Block,
    Message,
    actions,
    button,
    context,
    option,
    picture,
    said,
    section,
)
from bot.views.no_contact import NoContact
from bot.views.why import WHY
from contacts.values import CardFields, FollowUpState, Kind

SHARE = "contact_share"
LOG, FOLLOW_UP, MENU = "contact.log", "contact.follow_up", "contact.menu"
VCARD, MAP = "contact.vcard", "contact.map"
IN_MENU = {
    "contact.edit": "review.edit",
    "contact.history": "contact.history",
    VCARD: "contact.vcard",
    no_contact.NOTE: "no_contact.note",
    no_contact.AGAIN: "no_contact.again",
    erasing.OPEN: "erasing.open",
}
# A search for an address, opened by who taps it (developers.google.com/maps/documentation/urls).
MAP_SEARCH, MOST_ADDRESS = "https://www.google.com/maps/search/?api=1&query=", 200
_STATES = {"left": "contact.left", "archived": "contact.archived"}
MOST_CAREER, MOST_INTERACTIONS, MOST_MET, MOST_PROMISED = 5, 5, 5, 3
PROMISED = {
    FollowUpState.OPEN: "contact.promised",
    FollowUpState.DONE: "contact.promise_done",
    FollowUpState.DROPPED: "contact.promise_dropped",
}
KINDS = {
    Kind.EXCHANGE: "kind.exchange",
    Kind.MEETING: "kind.meeting",
    Kind.VISIT: "kind.visit",
    Kind.CALL: "kind.call",
    Kind.EMAIL: "kind.email",
    Kind.ONLINE: "kind.online",
    Kind.EVENT: "kind.event",
    Kind.MEAL: "kind.meal",
    Kind.OTHER: "kind.other",
}


@dataclass(frozen=True, slots=True)
class CareerStep:
    """What one card said: since when, where, as what."""

    on: date
    company: str | None
    department: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Touch:
    """One interaction: when, how, who of ours (the name Slack shows), the note, what was promised in it.

    `private` marks one that its author alone sees.
    """

    on: date
    kind: Kind
    by: str = ""
    note: str = ""
    promised: tuple[LoggedAction, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A contact as it is shown; career and interactions newest first, `met_by` and `owner` by name.

    `no_contact` is there for a person who is not to be contacted; `erasable` offers the reader to erase them.
    """

    id: int
    fields: CardFields
    owner: str = ""
    met_by: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    career: tuple[CareerStep, ...] = ()
    interactions: tuple[Touch, ...] = ()
    file_id: str | None = None
    state: str = "active"
    today: date | None = field(default=None)
    no_contact: NoContact | None = None
    erasable: bool = False


def contact(card: ContactCard, t: Texts, *, shareable: bool = False, brief: Sequence[Block] = ()) -> Message:
    """The contact with everything a rep wants to know first; Share posts it into the channel.

    `brief` is what the reader should know before a meeting.
    """
    blocks: list[Block] = []
    if card.file_id:
        blocks.append(picture(card.file_id, t.plain("card.picture")))
    blocks.append(section([lines.headline(card.fields, t), *_state(card, t), *lines.body(card.fields, t)]))
    blocks += [context(line) for line in (_people(card, t),) if line]
    blocks += brief
    if len(card.career) > 1:
        blocks.append(section([t("contact.career"), *(_step(one, card, t) for one in _steps(card))]))
    if card.interactions:
        touches = [line for one in card.interactions[:MOST_INTERACTIONS] for line in _touch(one, card, t)]
        blocks.append(section([t("contact.interactions"), *touches]))
    blocks.append(buttons(card, t, shareable=shareable, alone=True))
    return said(t("contact.title", name=lines.shown_name(card.fields, t)), blocks)


def buttons(card: ContactCard, t: Texts, *, shareable: bool, alone: bool = False) -> Block:
    """What a rep does next with a contact; phone and mail are links in its lines.

    A contact shown alone has more buttons, one of a list has the rest in the menu.
    """
    share = [button(t.plain("contact.share"), SHARE, card.id)] if shareable else []
    left_out = {no_contact.NOTE if card.no_contact else no_contact.AGAIN, VCARD if alone else ""}
    left_out.add("" if card.erasable else erasing.OPEN)
    names = [name for name in IN_MENU if name not in left_out]
    choices = [option(t.plain(IN_MENU[name]), f"{name}:{card.id}") for name in names]
    return actions(
        button(t.plain("contact.log"), LOG, card.id),
        button(t.plain("contact.follow_up"), FOLLOW_UP, card.id),
        *share,
        *(_taken_along(card, t) if alone else ()),
        button(t.plain("contact.why"), WHY, card.id),
        {"type": "overflow", "action_id": MENU, "options": choices},
    )


def _taken_along(card: ContactCard, t: Texts) -> list[Block]:
    """The file for the phone's address book, and the way there."""
    file = button(t.plain("contact.vcard"), VCARD, card.id)
    where = card.fields.address or card.fields.address_en
    if not where:
        return [file]
    link = f"{MAP_SEARCH}{quote(where[:MOST_ADDRESS])}"
    return [file, {**button(t.plain("contact.map"), MAP, card.id), "url": link}]


def summary(card: ContactCard, t: Texts) -> list[Mrkdwn]:
    """The contact in three lines, for a list."""
    lead = lines.headline(card.fields, t)
    reach = join("  ", (lines.phones(card.fields, t), lines.emails(card.fields, t)))
    return [lead, *_state(card, t), lines.post(card.fields), reach, _people(card, t)]


def _state(card: ContactCard, t: Texts) -> list[Mrkdwn]:
    flag = [no_contact.line(card.no_contact, card.today, t)] if card.no_contact else []
    if card.state in _STATES:
        flag.append(t(_STATES[card.state]))
    return flag


def _people(card: ContactCard, t: Texts) -> Mrkdwn:
    met = lines.listed([t.colleague(name) for name in card.met_by], MOST_MET, t)
    parts = (
        t("contact.owner", colleague=t.colleague(card.owner)) if card.owner else "",
        t("contact.met_by", names=met) if met else "",
        join(" ", [f"#{tag}" for tag in card.tags[:10]]),
    )
    return join("  ", parts)


def _steps(card: ContactCard) -> tuple[CareerStep, ...]:
    return card.career[:MOST_CAREER]


def _step(step: CareerStep, card: ContactCard, t: Texts) -> Mrkdwn:
    what = join(" ", (step.company, step.department, step.title))
    return t("contact.step", day=t.day(step.on, card.today), what=what)


def _touch(touch: Touch, card: ContactCard, t: Texts) -> list[Mrkdwn]:
    who = t.colleague(touch.by) if touch.by else ""
    what = join(t("list.comma"), (t(KINDS[touch.kind]), who))
    line = t("contact.step", day=t.day(touch.on, card.today), what=what)
    sign = Mrkdwn("🔒") if touch.private else ""
    told = join("  ", (line, sign, escape(touch.note, 120) if touch.note else ""))
    return [told, *(_promised(one, card, t) for one in touch.promised[:MOST_PROMISED])]


def _promised(one: LoggedAction, card: ContactCard, t: Texts) -> Mrkdwn:
    line = action_line(one, card.today or one.due_on or date.min, t)
    return t(PROMISED[one.state], line=line)
