"""One card under review: save, edit, discard, undo."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.conversations.routes import ROUTER
from bot.house import House
from bot.jobs import announce, log_cards
from bot.jobs.people import name_of, settlers, today_of
from bot.jobs.review_cards import review_card
from bot.jobs.why import vouched
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import edit_card, problems
from bot.views.card_submission import Submission, parse_submission
from bot.views.review import DISCARD, EDIT, SAVE, UNDO
from storage import acts, cards
from storage.tables import Card

Act = Callable[[Turn, Card], Answer]


def on_card(turn: Turn, card_id: int, act: Act, *states: str) -> Answer:
    """Runs `act` when the actor may settle the card and it is still in one of `states`; says why not."""
    card = cards.load(turn.session, card_id, turn.workspace_id)
    if card is None:
        return whispered(turn, "file_gone")
    if turn.actor.slack_id not in settlers(card):
        return Answer(whisper=problems.not_yours(_names(turn.session, turn.house, card), turn.texts))
    if card.state not in states:
        announce.refresh_card(turn.session, turn.house, card)
        return whispered(turn, "settled_already")
    return act(turn, card)


def whispered(turn: Turn, code: str) -> Answer:
    """A sentence for the actor alone."""
    return Answer(whisper=problems.problem(code, turn.texts))


def _names(session: Session, house: House, card: Card) -> list[str]:
    return [name for user in settlers(card) if (name := name_of(session, house, user))]


def _tapped(turn: Turn) -> int:
    return int(turn.request.value or 0)


@ROUTER.on(RequestKind.ACTION, SAVE)
def save(turn: Turn) -> Answer:
    """One tap: the card becomes a contact."""
    return on_card(turn, _tapped(turn), _save, "pending")


def _save(turn: Turn, card: Card) -> Answer:
    cards.save(turn.session, card, turn.actor.slack_id, turn.now)
    return refreshed(turn, card)


@ROUTER.on(RequestKind.ACTION, DISCARD)
def discard(turn: Turn) -> Answer:
    """The card is put away; one tap brings it back."""
    return on_card(turn, _tapped(turn), _discard, "pending")


def _discard(turn: Turn, card: Card) -> Answer:
    cards.discard(turn.session, card, turn.actor.slack_id, turn.now)
    log_cards.settled(turn.session, turn.house, card.photo)
    return refreshed(turn, card)


@ROUTER.on(RequestKind.ACTION, UNDO)
def undo(turn: Turn) -> Answer:
    """Takes the last save or discard of the card back."""
    return on_card(turn, _tapped(turn), _undo, "saved", "discarded")


def _undo(turn: Turn, card: Card) -> Answer:
    act = cards.last_act(turn.session, card)
    if act is None:
        return whispered(turn, "nothing_to_undo")
    result = acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    refreshed(turn, card)
    return whispered(turn, "undo_conflict") if result.conflicts or result.kept else NOTHING


@ROUTER.on(RequestKind.ACTION, EDIT)
def edit(turn: Turn) -> Answer:
    """Opens the form with every field beside the picture."""
    return on_card(turn, _tapped(turn), _edit, "pending", "saved")


def _edit(turn: Turn, card: Card) -> Answer:
    shown = review_card(turn.session, turn.house, card, turn.texts)
    said = vouched(turn.session, turn.house, card, turn.actor.slack_id)
    return Answer(open=edit_card.modal(shown, turn.texts, said=said))


@ROUTER.on(RequestKind.SUBMISSION, edit_card.ONE)
def edited(turn: Turn) -> Answer:
    """The form comes back: the corrections are kept, a saved contact follows them."""
    return on_card(turn, edit_card.card_id_of(turn.request.view), _edited, "pending", "saved")


def _edited(turn: Turn, card: Card) -> Answer:
    sent = submission(turn, card)
    if not isinstance(sent, Submission):
        return Answer(ack={"response_action": "errors", "errors": sent})
    take(turn, card, sent)
    return refreshed(turn, card)


def submission(turn: Turn, card: Card) -> Submission | dict[str, str]:
    """The submitted form of a card, or its errors by block id; a form that is out of date is an error."""
    values = turn.request.view["state"]["values"]
    if edit_card.shown_version(turn.request.view) != edit_card.version_of(cards.fields_of(card)):
        return {edit_card.block_id("name", card.id): turn.texts.plain("edit.error_changed")}
    return parse_submission(values, cards.fields_of(card), turn.texts, today_of(turn.actor, turn.now))


def take(turn: Turn, card: Card, sent: Submission) -> None:
    """Keeps what was sent with a card's form."""
    actor, now = turn.actor.slack_id, turn.now
    cards.edit(turn.session, card, sent.fields, sent.exchanged_on, sent.received_by, actor, now)


def refreshed(turn: Turn, card: Card) -> Answer:
    """Everything posted about the card is shown anew."""
    announce.refresh_card(turn.session, turn.house, card)
    return NOTHING
