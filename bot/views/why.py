"""なぜ?: where each value of a contact comes from, with the strip of the card that shows it.

Action id `contact_why`; the value is the contact's id. Callback id of the modal: `why`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views.doubts import sign
from bot.views.fields import LABELS, MOST_NAME
from bot.views.message import Block, View, context, divider, modal, picture, section

WHY, CALLBACK = "contact_why", "why"
MOST_VALUE = 120
# Slack takes 100 blocks a modal.
MOST_CARDS, MOST_SHEETS = 5, 6


@dataclass(frozen=True, slots=True)
class WhyField:
    """A value, the number of its strip on the sheet (None: no strip), who vouches for it and since when.

    `by` is the colleague's name as Slack shows it, "" when nobody looked at the value; `edited` says that
    the person put it in place of another.
    """

    field: str
    value: str
    number: int | None = None
    by: str = ""
    on: date | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class WhySheet:
    """Values with one picture of their strips; `file_id` is None until that is in Slack."""

    fields: tuple[WhyField, ...]
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class WhyCard:
    """What one card tells: the day it was exchanged and who received it, by name."""

    exchanged_on: date
    received_by: str
    sheets: tuple[WhySheet, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A contact's values by card, newest first; `elsewhere` are on no card. `waiting`: strips are to come."""

    name: str
    company: str
    cards: tuple[WhyCard, ...]
    elsewhere: tuple[WhyField, ...] = ()
    waiting: bool = False


def why(contact: Why, t: Texts, external_id: str) -> View:
    """The modal; `external_id` names it for the update that brings the strips."""
    lead = t("why.lead", name=escape(contact.name, MOST_NAME), company=escape(contact.company, MOST_NAME))
    blocks: list[Block] = [section([lead])]
    blocks += [context(t("why.waiting"))] if contact.waiting else []
    for card in contact.cards[:MOST_CARDS]:
        blocks += [divider(), section([_card(card, t)]), *_sheets(card, t)]
    if contact.elsewhere:
        blocks += [
            divider(),
            section([t("why.elsewhere"), *(_line(one, t, "") for one in contact.elsewhere)]),
        ]
    view = modal(CALLBACK, t.plain("why.title"), None, t.plain("modal.close"), blocks)
    return {**view, "external_id": external_id}


def _card(card: WhyCard, t: Texts) -> Mrkdwn:
    day = t.day(card.exchanged_on)
    if not card.received_by:
        return t("why.card", day=day)
    return t("why.card_by", day=day, colleague=t.colleague(card.received_by))


def _sheets(card: WhyCard, t: Texts) -> list[Block]:
    blocks: list[Block] = []
    for sheet in card.sheets[:MOST_SHEETS]:
        blocks += [picture(sheet.file_id, t.plain("why.strips"))] if sheet.file_id else []
        blocks.append(section([_line(one, t, t("why.ocr")) for one in sheet.fields]))
    return blocks


def _line(one: WhyField, t: Texts, unsaid: str) -> Mrkdwn:
    """A value, and below it who vouches for it; `unsaid` when nobody does."""
    number = sign(one.number) if one.number else ""
    head = t("why.field", field=t(LABELS[one.field]), value=escape(one.value, MOST_VALUE))
    return join("\n", (join(" ", (number, head)), said(one, t) or Mrkdwn(unsaid)))


def said(one: WhyField, t: Texts) -> Mrkdwn:
    """Who vouches for a value since when; empty when nobody does."""
    if not one.by or one.on is None:
        return Mrkdwn("")
    key = "why.edited" if one.edited else "why.confirmed"
    return t(key, colleague=t.colleague(one.by), day=t.day(one.on))
