"""The review of a card: what was read, what is unsure, what the team knows; one tap saves.

Action ids: `review_save`, `review_edit`, `review_discard`, `review_undo`; the value is the card's id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views import doubts, known, learned, sides, successor
from bot.views import fields as lines
from bot.views.doubts import Doubts
from bot.views.known import Joined, KnownContact
from bot.views.message import Block, Message, actions, button, context, divider, picture, said, section
from bot.views.sides import OtherSide
from contacts.doubts import not_asked
from contacts.learned import Offer
from contacts.values import CardFields, Person

SAVE, EDIT, DISCARD, UNDO = "review_save", "review_edit", "review_discard", "review_undo"
MOST_CARDS = 3
# Three cards of the worst kind stay under what Slack takes in one message.
MOST_CARD_TEXT = 2_400
ORIGINS = {
    "exif": "review.exchanged_exif",
    "post": "review.exchanged_post",
    "signature": "review.from_signature",
}


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A card as its review shows it.

    `state` is pending, saved, discarded or cancelled; `undone` says that a save or discard was taken
    back. `exchanged_from` is "exif", "post", "signature" or "edit"; `received_by` and `settled_by` are Slack
    user ids, the `_name`s what Slack shows for them. `file_id` is the uploaded picture. `known` are the
    stored contacts it may be, the likeliest first; `joined` tells onto whom it was saved.
    `doubts` is what is asked about it, `learned` what its company's contacts say, `backs` its other sides.
    """

    id: int
    fields: CardFields
    exchanged_on: date
    received_by: str
    exchanged_from: str = "post"
    received_by_name: str = ""
    file_id: str | None = None
    known: tuple[KnownContact, ...] = ()
    joined: Joined | None = None
    state: str = "pending"
    settled_by_name: str = ""
    undone: bool = False
    doubts: Doubts = doubts.NONE
    learned: tuple[Offer, ...] = ()
    backs: tuple[OtherSide, ...] = ()


def message(card: ReviewCard, t: Texts) -> Message:
    """The review message for whatever state the card is in."""
    return messages([card], t)


def messages(cards: Sequence[ReviewCard], t: Texts) -> Message:
    """One message for up to three cards; only a card alone has room for the questions about its doubts.

    Raises:
        ValueError: there is no card, or more than three.
    """
    if not 0 < len(cards) <= MOST_CARDS:
        raise ValueError("a message holds one to three cards")
    blocks: list[Block] = []
    for card in cards:
        blocks += [divider()] if blocks else []
        shown = card if len(cards) == 1 else replace(card, doubts=doubts.NONE, learned=())
        blocks += _VIEWS.get(card.state, review)(shown, t).blocks
    return said(Mrkdwn("\n".join(_fallback(card, t) for card in cards)), blocks)


def review(card: ReviewCard, t: Texts) -> Message:
    """A card waiting for its Save, Edit or Discard."""
    blocks = _shown(card, t)
    if card.undone:
        blocks.insert(0, context(t("review.undone")))
    asked = doubts.blocks(card.doubts, card.id, t)
    asked += learned.blocks(card.learned, card.id, t)
    return said(_fallback(card, t), [*blocks, *asked, _choices(card, t), *sides.notes(card.backs, t)])


def _choices(card: ReviewCard, t: Texts) -> Block:
    """The likeliest tap first: join the known contact, or save."""
    edit = button(t.plain("review.edit"), EDIT, card.id)
    discard = button(t.plain("review.discard"), DISCARD, card.id)
    if not card.known:
        return actions(button(t.plain("review.save"), SAVE, card.id, "primary"), edit, discard)
    new = button(t.plain("known.new"), SAVE, card.id)
    likeliest, menu = known.first_button(card.id, card.known, t), known.menu(card.id, card.known, t)
    return actions(likeliest, new, edit, discard, menu)


def undone(card: ReviewCard, t: Texts) -> Message:
    """A card whose save or discard was taken back: under review again."""
    return review(card, t)


def saved(card: ReviewCard, t: Texts) -> Message:
    """A card that became a contact: who saved it, Undo and Edit."""
    by = _joined(card.joined, card, t) if card.joined else _by("review.saved_by", "review.saved", card, t)
    edit, undo = button(t.plain("review.edit"), EDIT, card.id), button(t.plain("review.undo"), UNDO, card.id)
    asked = []
    if card.joined and card.joined.how == known.MOVED:
        asked.append(button(t.plain("successor.open"), successor.OPEN, card.joined.contact_id))
    buttons = actions(*asked, edit, undo)
    return said(_fallback(card, t), [*_shown(card, t), context(by), buttons, *sides.notes(card.backs, t)])


def discarded(card: ReviewCard, t: Texts) -> Message:
    """A card that was thrown away; one tap brings it back."""
    by = _by("review.discarded_by", "review.discarded", card, t)
    return said(_fallback(card, t), [section([by]), actions(button(t.plain("review.undo"), UNDO, card.id))])


def cancelled(card: ReviewCard, t: Texts) -> Message:
    """A review whose photo was deleted: nothing of the card is shown any more."""
    return said(_fallback(card, t), [context(t("review.cancelled"))])


def known_sentence(
    person: Person, t: Texts, *, saved_by: str = "", saved_on: date | None = None, moved: bool = False
) -> Mrkdwn:
    """What the team already knows: who is stored, by whom and since when, or that the company changed.

    `saved_by` is the colleague's name as Slack shows it.
    """
    who = person_with_company(person, t)
    if moved:
        return t("review.known_moved", who=who)
    if saved_by and saved_on:
        return t("review.known_by", who=who, colleague=t.colleague(saved_by), day=t.day(saved_on))
    return t("review.known", who=who)


def person_with_company(person: Person, t: Texts, honorific: str = "様") -> Mrkdwn:
    """田中 一郎様(山田商事)."""
    name = t.name(person, honorific=honorific)
    company = escape(person.company or "", lines.MOST_NAME)
    return t("person.with_company", name=name, company=company) if company else name


def _shown(card: ReviewCard, t: Texts) -> list[Block]:
    texts = [lines.headline(card.fields, t), *lines.body(card.fields, t), _exchange(card, t)]
    if card.state == "pending":
        others = replace(card.fields, unsure=not_asked(card.fields, card.doubts.asked))
        texts += [lines.unsure(others, t), *(Mrkdwn(f"👥 {escape(one.sentence)}") for one in card.known[:3])]
    block = section(texts, most=MOST_CARD_TEXT)
    front = [picture(card.file_id, t.plain("card.picture"))] if card.file_id else []
    return [*front, *sides.pictures(card.backs, t), block]


def _exchange(card: ReviewCard, t: Texts) -> Mrkdwn:
    origin = ORIGINS.get(card.exchanged_from, "review.exchanged")
    day = t(origin, day=t.day(card.exchanged_on))
    by = (
        t("review.received_by", colleague=t.colleague(card.received_by_name)) if card.received_by_name else ""
    )
    return join(t("list.comma"), (day, by))


def _by(key: str, without: str, card: ReviewCard, t: Texts) -> Mrkdwn:
    name = escape(lines.shown_name(card.fields, t), lines.MOST_NAME)
    if not card.settled_by_name:
        return t(without, name=name)
    return t(key, colleague=t.colleague(card.settled_by_name), name=name)


def _joined(joined: Joined, card: ReviewCard, t: Texts) -> Mrkdwn:
    return t(_JOINED[joined.how], colleague=t.colleague(card.settled_by_name or "Goen"), name=joined.name)


def _fallback(card: ReviewCard, t: Texts) -> Mrkdwn:
    if card.state == "cancelled":
        return t("review.cancelled")
    name = escape(lines.shown_name(card.fields, t), lines.MOST_NAME)
    return t(_FALLBACKS.get(card.state, "review.title"), name=name)


_JOINED = {
    known.ADD: "known.joined_add",
    known.MOVED: "known.joined_moved",
    known.BOTH: "known.joined_both",
}
_FALLBACKS = {"saved": "review.saved", "discarded": "review.discarded"}
_VIEWS = {"pending": review, "saved": saved, "discarded": discarded, "cancelled": cancelled}
