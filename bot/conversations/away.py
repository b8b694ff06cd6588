"""`/goen away`: leave, until a date, with a deputy or without."""

from __future__ import annotations

import re
from datetime import date

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.jobs.follow_ups import is_colleague
from bot.jobs.morning import moment_of
from bot.jobs.people import colleague_called, name_of, today_of
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import away as view
from bot.views.message import Message, notice
from notes.dates import find_dates
from storage import away
from storage.away import COMMAND, Leave

OFF = {"off", "オフ", "back", "解除", "終了"}
_AT = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>|@(?P<name>\S+)")


@goen_words.on("away", "不在", "休暇")
def away_word(turn: Turn, value: str) -> Answer | None:
    """`/goen away until 12/5 @suzuki` keeps a leave, `off` ends it; without a date a form asks for it."""
    me, today = turn.actor.slack_id, today_of(turn.actor, turn.now)
    if value.casefold() in OFF:
        ended = away.end(turn.session, turn.workspace_id, me, COMMAND)
        return Answer(whisper=view.back(turn.texts, was_away=ended))
    named = _AT.search(value)
    moment = moment_of(turn.session, turn.house, today)
    days = [one.day for one in find_dates(_AT.sub(" ", value), moment) if one.day >= today]
    if not days:
        return Answer(open=view.form(today, away.of(turn.session, turn.workspace_id, me), turn.texts))
    start = days[0] if len(days) > 1 else today
    deputy = _deputy(turn, named) if named else None
    leave = Leave(start, days[-1], deputy)
    if leave.until_on and leave.until_on < leave.from_on:
        return Answer(open=view.form(today, None, turn.texts))
    return Answer(whisper=_keep(turn, leave, today))


def _deputy(turn: Turn, named: re.Match[str]) -> str | None:
    found = named["id"] or colleague_called(turn.session, turn.house, named["name"])
    if not found or found == turn.actor.slack_id:
        return None
    return found if is_colleague(turn.session, turn.house, found, turn.now) else None


def _keep(turn: Turn, leave: Leave, today: date) -> Message:
    me = turn.actor.slack_id
    away.put(
        turn.session,
        turn.workspace_id,
        me,
        COMMAND,
        leave.from_on,
        leave.until_on,
        leave.deputy_id,
    )
    deputy = name_of(turn.session, turn.house, leave.deputy_id)
    return view.kept(leave, deputy, today, turn.texts)


@ROUTER.on(RequestKind.SUBMISSION, view.AWAY)
def sent(turn: Turn) -> Answer:
    """The form comes back."""
    today = today_of(turn.actor, turn.now)
    leave = view.sent(turn.request.view)
    errors = view.errors(leave, today, turn.texts)
    others = leave.deputy_id and not is_colleague(turn.session, turn.house, leave.deputy_id, turn.now)
    if others:
        errors["deputy"] = turn.texts.plain("followup.error_owner")
    if errors:
        return Answer(ack={"response_action": "errors", "errors": errors})
    return Answer(ack={"response_action": "update", "view": notice(_keep(turn, leave, today))})


@ROUTER.on(RequestKind.ACTION, view.BACK)
def back(turn: Turn) -> Answer:
    """The button that ends the leave."""
    ended = away.end(turn.session, turn.workspace_id, turn.actor.slack_id, COMMAND)
    return Answer(whisper=view.back(turn.texts, was_away=ended)) if ended else NOTHING
