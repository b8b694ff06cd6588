"""Roles and settings of the team, changed by admins from the Home tab."""

from __future__ import annotations

from bot.conversations.routes import ROUTER
from bot.jobs import home_tab, team_settings
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import team_settings as view


@ROUTER.on(RequestKind.ACTION, view.ROLES_OPEN)
def roles_opened(turn: Turn) -> Answer:
    """Opens the form of roles."""
    return Answer(open=team_settings.roles_form(turn.session, turn.house, turn.texts))


@ROUTER.on(RequestKind.ACTION, view.GENERAL_OPEN)
def general_opened(turn: Turn) -> Answer:
    """Opens the form of everything else."""
    return Answer(open=team_settings.general_form(turn.session, turn.house, turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.ROLES)
def roles_sent(turn: Turn) -> Answer:
    """The roles come back."""
    try:
        sent = view.sent_roles(turn.request.view, turn.texts)
    except view.Wrong as wrong:
        return Answer(ack={"response_action": "errors", "errors": wrong.errors})
    actor, key = turn.actor.slack_id, turn.request.key
    team_settings.keep_roles(turn.session, turn.house, sent, actor, turn.now, key)
    return _shown(turn)


@ROUTER.on(RequestKind.SUBMISSION, view.GENERAL)
def general_sent(turn: Turn) -> Answer:
    """The rest comes back."""
    try:
        sent = view.sent_general(turn.request.view, turn.texts)
    except view.Wrong as wrong:
        return Answer(ack={"response_action": "errors", "errors": wrong.errors})
    actor, key = turn.actor.slack_id, turn.request.key
    team_settings.keep_general(turn.session, turn.house, sent, actor, turn.now, key)
    return _shown(turn)


def _shown(turn: Turn) -> Answer:
    home_tab.queue(turn.session, turn.house, turn.actor.slack_id, turn.request.key)
    return NOTHING
