"""The morning message's taps: done, later."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import posting
from bot.jobs.morning import workdays_of
from bot.jobs.people import today_of
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.reminder import DONE, SNOOZE, snooze_of
from reminders.morning import key_of
from reminders.snooze import until
from storage import follow_ups
from storage.tables import FollowUp


def _mine(turn: Turn, follow_up_id: int) -> FollowUp | None:
    one = follow_ups.load(turn.session, follow_up_id, turn.workspace_id)
    return one if one and one.owner_id == turn.actor.slack_id else None


@ROUTER.on(RequestKind.ACTION, DONE)
def done(turn: Turn) -> Answer:
    """The follow-up is done."""
    one = _mine(turn, int(turn.request.value or 0))
    if one is None:
        return whispered(turn, "settled_already")
    follow_ups.complete(turn.session, one, turn.actor.slack_id, turn.now)
    return _shown(turn, one)


@ROUTER.on(RequestKind.ACTION, SNOOZE)
def later(turn: Turn) -> Answer:
    """The follow-up rests until the chosen day."""
    follow_up_id, choice = snooze_of(turn.request.value or "0:")
    one = _mine(turn, follow_up_id)
    if one is None:
        return whispered(turn, "settled_already")
    day = until(choice, today_of(turn.actor, turn.now), workdays_of(turn.house))
    follow_ups.snooze(turn.session, one, day, turn.actor.slack_id, turn.now)
    return _shown(turn, one)


def _shown(turn: Turn, one: FollowUp) -> Answer:
    if one.reminded_on:
        key = key_of(turn.workspace_id, turn.actor.slack_id, one.reminded_on)
        posting.refresh(turn.session, turn.house, key)
    return NOTHING
