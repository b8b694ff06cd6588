"""The morning message's taps on follow-ups: done, later, undo, accept, return, edit, drop, and the rest."""

from __future__ import annotations

from dataclasses import replace

from bot.conversations import review
from bot.conversations.follow_up import after, date_modal, edit_modal, mine
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import morning
from bot.jobs.morning import team_days
from bot.jobs.people import today_of
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views import reminder
from bot.views.unsaved import DISCARD, SAVE, unsaved
from reminders.snooze import until
from storage import acts, cards, follow_ups, mornings
from storage.tables import Act, FollowUp


def _tapped(turn: Turn) -> FollowUp | None:
    return mine(turn, int(turn.request.value or 0))


@ROUTER.on(RequestKind.ACTION, reminder.DONE)
def done(turn: Turn) -> Answer:
    """The follow-up is done."""
    one = _tapped(turn)
    if one is None:
        return whispered(turn, "settled_already")
    follow_ups.complete(turn.session, one, turn.actor.slack_id, turn.now)
    return after(turn, one)


@ROUTER.on(RequestKind.ACTION, reminder.SNOOZE)
def later(turn: Turn) -> Answer:
    """The follow-up rests until the chosen day, or a date is asked for."""
    follow_up_id, choice = reminder.choice_of(turn.request.value or "0:")
    one = mine(turn, follow_up_id)
    if one is None:
        return whispered(turn, "settled_already")
    if choice == reminder.DATE:
        return date_modal(turn, one)
    today = today_of(turn.actor, turn.now)
    day = until(choice, today, team_days(turn.session, turn.house, today))
    follow_ups.snooze(turn.session, one, day, turn.actor.slack_id, turn.now)
    return after(turn, one)


@ROUTER.on(RequestKind.ACTION, reminder.UNDO)
def undo(turn: Turn) -> Answer:
    """Takes back what was last done to the follow-up."""
    one = _tapped(turn)
    act = follow_ups.last_act(turn.session, one) if one else None
    if one is None or act is None or not _may_undo(turn, one, act):
        return whispered(turn, "nothing_to_undo")
    acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    return after(turn, one)


def _may_undo(turn: Turn, one: FollowUp, act: Act) -> bool:
    """Who gave it away takes back that alone, not what its new owner did since."""
    me = turn.actor.slack_id
    return one.assigned_by != me or one.owner_id == me or act.actor_id == me


@ROUTER.on(RequestKind.ACTION, reminder.ACCEPT)
def accept(turn: Turn) -> Answer:
    """The reader takes what a colleague assigned."""
    one = _tapped(turn)
    if one is None or not one.assigned_by:
        return whispered(turn, "settled_already")
    follow_ups.accept(turn.session, one, turn.actor.slack_id, turn.now)
    return after(turn, one)


@ROUTER.on(RequestKind.ACTION, reminder.RETURN)
def give_back(turn: Turn) -> Answer:
    """The reader returns what a colleague assigned."""
    one = _tapped(turn)
    if one is None or not one.assigned_by:
        return whispered(turn, "settled_already")
    follow_ups.give_back(turn.session, one, turn.actor.slack_id, turn.now)
    return after(turn, one)


@ROUTER.on(RequestKind.ACTION, reminder.MORE_OF_ONE)
def more_of_one(turn: Turn) -> Answer:
    """Edit, reassign or drop."""
    follow_up_id, choice = reminder.choice_of(turn.request.value or "0:")
    one = mine(turn, follow_up_id)
    if one is None:
        return whispered(turn, "settled_already")
    if choice == reminder.EDIT:
        return edit_modal(turn, one)
    follow_ups.drop(turn.session, one, turn.actor.slack_id, turn.now)
    return after(turn, one)


@ROUTER.on(RequestKind.ACTION, reminder.MORE)
def rest(turn: Turn) -> Answer:
    """他 n 件: the items that the message has no room for."""
    view = morning.more(turn.session, turn.house, turn.actor.slack_id, turn.request.value or "")
    return Answer(open=view)


@ROUTER.on(RequestKind.ACTION, f"{reminder.MORE}_next", f"{reminder.MORE}_back")
def turned(turn: Turn) -> Answer:
    """Another page of them."""
    view = morning.more(turn.session, turn.house, turn.actor.slack_id, turn.request.value or "")
    return Answer(update=view)


@ROUTER.on(RequestKind.ACTION, reminder.CARDS)
def unsaved_cards(turn: Turn) -> Answer:
    """The cards that wait for a Save."""
    return Answer(open=_unsaved(turn))


@ROUTER.on(RequestKind.ACTION, SAVE)
def save(turn: Turn) -> Answer:
    """One of them is saved, as in its review."""
    return replace(review.save(turn), update=_unsaved(turn))


@ROUTER.on(RequestKind.ACTION, DISCARD)
def discard(turn: Turn) -> Answer:
    """One of them is put away, as in its review."""
    return replace(review.discard(turn), update=_unsaved(turn))


def _unsaved(turn: Turn) -> dict[str, object]:
    waiting = mornings.unsaved_of(turn.session, turn.workspace_id, turn.actor.slack_id)
    return unsaved([(card.id, cards.fields_of(card), card.exchanged_on) for card in waiting], turn.texts)
