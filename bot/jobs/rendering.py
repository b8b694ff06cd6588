"""What outbox rows look like, from current data at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from bot.delivery import Renderer
from bot.house import House
from bot.jobs import (
    announce,
    company,
    company_merging,
    contact_cards,
    daily,
    digest,
    duplicates,
    erasing,
    exports,
    found,
    handover,
    log,
    log_answers,
    log_cards,
    morning,
    refusals,
    review_cards,
    sides,
)
from bot.jobs.audience import person_behind
from bot.jobs.people import texts_in, texts_of
from bot.jobs.words import query_of
from bot.texts import Texts
from bot.views import batch as batch_view
from bot.views import problems, review
from bot.views.contact import contact
from bot.views.help import help_message
from bot.views.message import Message, words
from bot.views.successor import linked
from storage import batches, contacts, photos
from storage.tables import Act, Card, Outbox

Render = Callable[[Session, House, Outbox, Texts], Message | None]


def renderers(house: House) -> Mapping[str, Renderer]:
    """A renderer for each kind of message this house sends."""
    return {kind: _bound(house, render) for kind, render in _RENDERS.items()}


def _bound(house: House, render: Render) -> Renderer:
    return lambda session, row: render(session, house, row, _texts(session, house, row))


def _texts(session: Session, house: House, row: Outbox) -> Texts:
    """In a direct message or whispered, the reader's language; in a channel, the channel's."""
    channel = row.channel_id or row.recipient
    alone = channel.startswith(("U", "W", "D")) or row.action == "ephemeral"
    return (
        texts_of(session, house, person_behind(session, row)) if alone else texts_in(session, house, channel)
    )


def _review(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    card = session.get(Card, row.ids["card"])
    if card is None:
        return None
    if side := sides.message(session, card, t):
        return side
    if card.batch and card.state == "pending" and announce.is_shown(session, card.batch):
        return words(t("batch.moved"))
    shown = review.message(review_cards.review_card(session, house, card, t), t)
    return log_cards.with_notes(session, house, row, [card], shown, t)


def _batch(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    batch = batches.load(session, row.ids["batch"], row.workspace_id)
    if batch is None:
        return None
    shown = batch_view.batch(review_cards.summary(session, house, batch), t)
    return log_cards.with_notes(session, house, row, batches.cards_of(session, batch), shown, t)


def _problem(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    return problems.problem(photos.load(session, row.ids["photo"]).problem or "other", t)


def _neutral(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    return problems.problem("channel_shared", t)


def _help(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    return help_message(t, house.settings)


def _successor(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    people = [contacts.load(session, row.ids[name], row.workspace_id) for name in ("contact", "successor")]
    act, (person, follower) = session.get(Act, row.ids["act"]), people
    if act is None or person is None or follower is None:
        return None
    names = [t.plain_name(contacts.person(one)) for one in (person, follower)]
    return linked(names[0], names[1], act.id, act.undone_at is not None, t)


def _found(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    query = query_of(session, house, row.ids["incoming"])
    if query is None:
        return None
    page = (row.ids["incoming"], row.ids.get("first", 0))
    shareable = row.action == "ephemeral"
    return found.message(session, house, query, page, row.ids["user"], t, shareable=shareable)


def _contact(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    person = contacts.load(session, row.ids["contact"], row.workspace_id)
    return contact(contact_cards.contact_card(session, house, person), t) if person else None


def _morning(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    return morning.rendered(session, house, row, t)


_RENDERS: Mapping[str, Render] = {
    "review": _review,
    "batch": _batch,
    "problem": _problem,
    "neutral": _neutral,
    "help": _help,
    "found": _found,
    "contact": _contact,
    "morning": _morning,
    "duplicates": duplicates.suspected,
    "merged": duplicates.merged,
    "leaver": handover.leaver,
    "company": company.message,
    company_merging.MERGED: company_merging.merged,
    "successor": _successor,
    refusals.KIND: refusals.render,
    "handover": handover.done,
    "taken_over": handover.taken_over,
    erasing.DONE: erasing.done,
    exports.TOLD: exports.told,
    exports.NOTHING: exports.nothing,
    daily.REPORT: daily.shared,
    "digest": digest.render_digest,
    "digest_details": digest.render_details,
    "digest_told": digest.render_told,
    "report": digest.render_report,
    log.LOG: log_answers.message,
    log.PRIVACY: log_answers.privacy,
}
