"""What `/goen dormant` lists: contacts of old talks as chances, and those never talked to again.

Action ids: `dormant_more` and `untouched_more` (value: how many were shown), on each chance that of a new
follow-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.texts import Mrkdwn, Texts, join
from bot.views.follow_up import OF_CONTACT
from bot.views.message import Block, Message, actions, button, said, section
from bot.views.review import person_with_company
from contacts.values import Person

MOST_DORMANT, MOST_UNTOUCHED = 10, 20
DORMANT_MORE, UNTOUCHED_MORE = "dormant_more", "untouched_more"


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact of a list, with the day of its last touch if there was one."""

    contact_id: int
    person: Person
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Part of a list: these contacts after the `first` ones, of `number` in all."""

    people: tuple[Listed, ...] = ()
    first: int = 0
    number: int = 0


def dormant(asleep: Listing, untouched: Listing, today: date, t: Texts, honorific: str = "様") -> Message:
    """休眠: contacts of old talks as chances, and apart from them those never talked to again."""
    if not asleep.people and not untouched.people:
        return said(t("stale.no_dormant"), [section([t("stale.no_dormant")])])
    blocks: list[Block] = []
    if asleep.people:
        blocks = [section([t("stale.dormant", n=asleep.number)]), *_chances(asleep, today, t, honorific)]
        blocks += _next(asleep, DORMANT_MORE, t)
    if untouched.people:
        lines = [Mrkdwn(f"• {_line(one, today, t, honorific)}") for one in untouched.people]
        blocks.append(section([t("stale.untouched", n=untouched.number), *lines]))
        blocks += _next(untouched, UNTOUCHED_MORE, t)
    head = t("stale.dormant", n=asleep.number) if asleep.people else t("stale.untouched", n=untouched.number)
    return said(head, blocks)


def _chances(asleep: Listing, today: date, t: Texts, honorific: str) -> list[Block]:
    """Each with the tap that plans the next word to them."""
    return [
        section(
            [Mrkdwn(f"{number}. {_line(one, today, t, honorific)}")],
            button(t.plain("contact.follow_up"), OF_CONTACT, one.contact_id),
        )
        for number, one in enumerate(asleep.people, asleep.first + 1)
    ]


def _next(some: Listing, action_id: str, t: Texts) -> list[Block]:
    shown = some.first + len(some.people)
    rest = some.number - shown
    return [actions(button(t.plain("reminder.rest", n=rest), action_id, shown))] if rest > 0 else []


def _line(one: Listed, today: date, t: Texts, honorific: str) -> Mrkdwn:
    last = t("stale.last", day=t.day(one.last_on, today)) if one.last_on else ""
    return join(t("list.comma"), (person_with_company(one.person, t, honorific), last))
