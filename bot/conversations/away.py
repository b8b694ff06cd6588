"""`/goen away`: leave, until a date, with a deputy or without."""

from __future__ import annotations

import re
from datetime import date

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.jobs.absence import absence
from bot.jobs.follow_ups import is_colleague
from bot.jobs.morning import moment_of
from bot.jobs.people import colleague_called, name_of, today_of
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import away as view
from bot.views.message import Message, notice
from storage import away
from storage.away import COMMAND, STATUS, Leave

OFF = {"off", "オフ", "back", "解除", "終了"}
_AT = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>|@(?P<name>\S+)")


@goen_words.on("away", "不在", "休暇")
def away_word(turn: Turn, value: str) -> Answer | None:
    """`/goen away until 12/5 @suzuki` keeps a leave, `off` ends it; what is not clear a form asks for."""
    me, today = turn.actor.slack_id, today_of(turn.actor, turn.now)
    if value.casefold() in OFF:
        return Answer(whisper=view.back(turn.texts, was_away=_end(turn)))
    named = _AT.search(value)
    told = absence(_AT.sub(" ", value), moment_of(turn.session, turn.house, today))
    if told is None:
        return Answer(open=view.form(today, away.of(turn.session, turn.workspace_id, me), turn.texts))
    deputy = _deputy(turn, named) if named else None
    leave = Leave(told.start, told.end, deputy)
    if told.unclear or (named and deputy is None):
        return Answer(open=view.form(today, leave, turn.texts))
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
    return Answer(whisper=view.back(turn.texts, was_away=True)) if _end(turn) else NOTHING


def _end(turn: Turn) -> bool:
    """The person's own word ends what their Slack status says as well."""
    me = turn.actor.slack_id
    ended = [away.end(turn.session, turn.workspace_id, me, source) for source in (COMMAND, STATUS)]
    return any(ended)
