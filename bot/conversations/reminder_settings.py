"""`/goen reminders`: what a person wants to be told in the morning and, for admins, the team's rules."""

from __future__ import annotations

from dataclasses import asdict

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.jobs.reminder_settings import queue_renewal
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.rules import Right
from bot.views import reminder_settings as view
from storage import reminder_settings, switches, workspaces
from storage.setting_changes import changing


@goen_words.on("reminders", "お知らせ", "setup", "設定")
def word(turn: Turn, value: str) -> Answer:
    """Opens the form."""
    return _opened(turn)


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def opened(turn: Turn) -> Answer:
    """The button of the question about お盆."""
    return _opened(turn)


def _opened(turn: Turn) -> Answer:
    mine = switches.of(turn.session, turn.workspace_id, turn.actor.slack_id)
    return Answer(open=view.form(mine, _team(turn) if turn.holds(Right.ADMINISTER) else None, turn.texts))


def _team(turn: Turn) -> view.TeamForm:
    team = workspaces.settings_of(turn.session, turn.workspace_id)
    return view.TeamForm(
        reminder_settings.load(turn.session, turn.workspace_id),
        team.morning or turn.house.settings.morning,
        team.closed_days,
    )


@ROUTER.on(RequestKind.SUBMISSION, view.SETTINGS)
def sent(turn: Turn) -> Answer:
    """The form comes back; the team's part counts from admins only."""
    before = reminder_settings.load(turn.session, turn.workspace_id)
    try:
        chosen = view.sent(turn.request.view, turn.texts)
    except view.Wrong as wrong:
        return Answer(ack={"response_action": "errors", "errors": wrong.errors})
    switches.put(turn.session, turn.workspace_id, turn.actor.slack_id, chosen.switches)
    if chosen.team and turn.holds(Right.ADMINISTER):
        with changing(turn.session, turn.workspace_id, turn.actor.slack_id, turn.now):
            _keep_team(turn, chosen.team, before)
    return NOTHING


def _keep_team(turn: Turn, team: view.TeamForm, before: reminder_settings.ReminderSettings) -> None:
    workspaces.change_settings(turn.session, turn.workspace_id, morning=team.morning, closed_days=team.closed)
    after = reminder_settings.change(turn.session, turn.workspace_id, **asdict(team.reminders))
    if after.periods != before.periods:
        queue_renewal(turn.session, turn.house, turn.request.key)
