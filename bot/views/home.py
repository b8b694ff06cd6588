"""The Home tab, section by section: my follow-ups, my recent cards, and what other modules add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views.help import Commands
from bot.views.message import Block, View, actions, button, context, header, section
from bot.views.reminder import DONE
from bot.views.review import person_with_company
from contacts.values import Person

ADD_CARD = "home_add_card"
MOST_CARDS, MOST_FOLLOW_UPS, MOST_BLOCKS = 10, 15, 100
STATES = {"pending": "home.pending", "saved": "home.saved"}


@dataclass(frozen=True, slots=True)
class RecentCard:
    """A card of mine: as printed, when it was exchanged, and its state."""

    name: str
    company: str
    exchanged_on: date
    state: str


@dataclass(frozen=True, slots=True)
class OpenFollowUp:
    """A promise of mine that is still open."""

    id: int
    text: str
    due_on: date | None
    person: Person | None = None


def home(sections: Iterable[Sequence[Block]]) -> View:
    """The Home tab of one person, from the blocks of its sections."""
    blocks = [block for section_blocks in sections for block in section_blocks]
    return {"type": "home", "blocks": blocks[:MOST_BLOCKS]}


def add_card(t: Texts) -> list[Block]:
    """The button for photos. Action: `home_add_card`."""
    return [actions(button(t.plain("home.add_card"), ADD_CARD, "1", "primary"))]


def follow_ups(promises: Sequence[OpenFollowUp], today: date, t: Texts, honorific: str = "様") -> list[Block]:
    """My promises; `today` is the reader's date. Action: `followup_done`."""
    shown = [_follow_up(one, today, t, honorific) for one in promises[:MOST_FOLLOW_UPS]]
    return [header(t.plain("home.follow_ups")), *(shown or [section([t("home.no_follow_ups")])])]


def recent_cards(cards: Sequence[RecentCard], today: date, t: Texts) -> list[Block]:
    """My latest cards."""
    lines = [_card(card, today, t) for card in cards[:MOST_CARDS]]
    return [header(t.plain("home.cards")), section(lines or [t("home.no_cards")])]


def help_line(t: Texts, commands: Commands) -> list[Block]:
    """Where to find more."""
    return [context(t("home.help", command=commands.goen_command))]


def _follow_up(one: OpenFollowUp, today: date, t: Texts, honorific: str) -> Block:
    who = person_with_company(one.person, t, honorific) if one.person else ""
    due = t("home.due", day=t.day(one.due_on, today)) if one.due_on else ""
    late = "⚠ " if one.due_on and one.due_on < today else ""
    text = join(t("list.comma"), (escape(one.text, 150), who, due))
    return section([Mrkdwn(f"{late}{text}")], button(t.plain("reminder.tap_done"), DONE, one.id))


def _card(card: RecentCard, today: date, t: Texts) -> Mrkdwn:
    what = join(" ", (escape(card.name, 60), escape(card.company, 60)))
    line = t("contact.step", day=t.day(card.exchanged_on, today), what=what)
    state = STATES.get(card.state)
    return join("  ", (line, t(state) if state else ""))
