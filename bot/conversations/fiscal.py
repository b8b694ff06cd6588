"""`/goen fiscal`: the month the team's fiscal year begins in, by which 年度末, 上期 and Q1 are understood."""

from __future__ import annotations

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views import fiscal as view
from bot.views.message import notice
from storage import workspaces
from storage.setting_changes import changing


@goen_words.on("fiscal", "会計年度")
def fiscal_word(turn: Turn, value: str) -> Answer:
    """Opens the form; admins only."""
    team = workspaces.settings_of(turn.session, turn.workspace_id)
    return Answer(open=view.form(team.fiscal_start, team.fiscal_quarters, turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.FISCAL)
def sent(turn: Turn) -> Answer:
    """The form comes back."""
    start, own_quarters = view.sent(turn.request.view)
    with changing(turn.session, turn.workspace_id, turn.actor.slack_id, turn.now):
        workspaces.change_settings(
            turn.session, turn.workspace_id, fiscal_start=start, fiscal_quarters=own_quarters
        )
    return Answer(
        ack={
            "response_action": "update",
            "view": notice(view.kept(start, own_quarters, turn.texts)),
        }
    )
