"""Many cards at once: save all without doubts, look at the doubtful ones in turn, one undo."""

from __future__ import annotations

from bot.conversations.known import joined
from bot.conversations.review import submission, take, whispered
from bot.conversations.routes import ROUTER
from bot.jobs import announce, log_cards
from bot.jobs.people import name_of
from bot.jobs.review_cards import doubtful, review_card, summary, sure
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import batch as batch_view
from bot.views import edit_card, problems
from bot.views.card_submission import Submission
from bot.views.edit_card import Series
from storage import acts, batches, cards
from storage.tables import Batch, Card


def _batch(turn: Turn, batch_id: int) -> Batch | Answer:
    """The batch, if it is the actor's."""
    batch = batches.load(turn.session, batch_id, turn.workspace_id)
    if batch is None:
        return whispered(turn, "file_gone")
    if turn.actor.slack_id not in (batch.user_id, batch.received_by):
        names = [name_of(turn.session, turn.house, user) for user in (batch.user_id, batch.received_by)]
        return Answer(whisper=problems.not_yours(list(dict.fromkeys(filter(None, names))), turn.texts))
    return batch


def _tapped(turn: Turn) -> Batch | Answer:
    return _batch(turn, int(turn.request.value or 0))


@ROUTER.on(RequestKind.ACTION, batch_view.SAVE_ALL)
def save_all(turn: Turn) -> Answer:
    """Saves every card without a doubt, in one act."""
    batch = _tapped(turn)
    if isinstance(batch, Answer):
        return batch
    ready = sure(turn.session, batch)
    if not ready:
        return whispered(turn, "settled_already")
    cards.save_many(turn.session, ready, turn.actor.slack_id, turn.now)
    announce.refresh_batch(turn.session, turn.house, batch)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, batch_view.UNDO)
def undo(turn: Turn) -> Answer:
    """Takes back what was last done to cards of the batch: a Save all, or one doubt's decision."""
    batch = _tapped(turn)
    if isinstance(batch, Answer):
        return batch
    act = cards.last_act_of(turn.session, batch)
    if act is None:
        return whispered(turn, "nothing_to_undo")
    result = acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    announce.refresh_batch(turn.session, turn.house, batch)
    return whispered(turn, "undo_conflict") if result.conflicts or result.kept else NOTHING


@ROUTER.on(RequestKind.ACTION, batch_view.DETAILS)
def details(turn: Turn) -> Answer:
    """Opens the form for what all cards of the batch have in common."""
    batch = _tapped(turn)
    if isinstance(batch, Answer):
        return batch
    return Answer(open=batch_view.details(summary(turn.session, turn.house, batch), turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, batch_view.DETAILS)
def details_sent(turn: Turn) -> Answer:
    """Keeps event, tags and receiver for the batch and its open cards."""
    batch = _batch(turn, batch_view.batch_id_of(turn.request.view))
    if isinstance(batch, Answer):
        return batch
    sent = batch_view.parse_details(turn.request.view["state"]["values"])
    batches.describe(turn.session, batch, sent.event_name, sent.tags, sent.received_by)
    announce.refresh_batch(turn.session, turn.house, batch)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, batch_view.DOUBTS)
def doubts(turn: Turn) -> Answer:
    """Opens the form of the first doubtful card; the others follow one after another."""
    batch = _tapped(turn)
    if isinstance(batch, Answer):
        return batch
    waiting = doubtful(turn.session, batch)
    if not waiting:
        return whispered(turn, "nothing_doubtful")
    return Answer(open=_form(turn, waiting[0], Series(batch.id, 1, len(waiting))))


def _form(turn: Turn, card: Card, series: Series) -> dict[str, object]:
    return edit_card.modal(review_card(turn.session, turn.house, card, turn.texts), turn.texts, series)


@ROUTER.on(RequestKind.SUBMISSION, edit_card.SERIES)
def answered(turn: Turn) -> Answer:
    """One doubtful card is decided: saved, discarded or left for later; the next one takes its place."""
    series = edit_card.series_of(turn.request.view)
    card = cards.load(turn.session, edit_card.card_id_of(turn.request.view), turn.workspace_id)
    batch = _batch(turn, series.batch_id) if series else None
    if series is None or card is None or not isinstance(batch, Batch):
        return NOTHING
    sent = submission(turn, card)
    if not isinstance(sent, Submission):
        return Answer(ack={"response_action": "errors", "errors": sent})
    if card.state == "pending":
        _decide(turn, card, sent)
    announce.refresh_card(turn.session, turn.house, card)
    return _next(turn, batch, card, series)


def _decide(turn: Turn, card: Card, sent: Submission) -> None:
    if sent.decision == edit_card.LATER:
        return
    if sent.decision == edit_card.DISCARD:
        cards.discard(turn.session, card, turn.actor.slack_id, turn.now)
        log_cards.settled(turn.session, turn.house, card.photo)
        return
    take(turn, card, sent)
    how, _, contact_id = sent.decision.partition(":")
    if contact_id:
        joined(turn, card, how, int(contact_id))
    else:
        cards.save(turn.session, card, turn.actor.slack_id, turn.now)


def _next(turn: Turn, batch: Batch, card: Card, series: Series) -> Answer:
    """The form of the next doubtful card after this one; closes after the last."""
    order = [other.id for other in batches.cards_of(turn.session, batch)]
    passed = set(order[: order.index(card.id) + 1]) if card.id in order else set(order)
    later = [other for other in doubtful(turn.session, batch) if other.id not in passed]
    if not later or series.position >= series.total:
        return NOTHING
    form = _form(turn, later[0], Series(series.batch_id, series.position + 1, series.total))
    return Answer(ack={"response_action": "update", "view": form})
