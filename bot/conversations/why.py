"""なぜ?: where each value of a contact comes from."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs.why import begin
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views.why import WHY
from storage import contacts


@ROUTER.on(RequestKind.ACTION, WHY)
def asked(turn: Turn) -> Answer:
    """Opens the modal at once in words; its strips follow."""
    contact = contacts.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    if contact is None:
        return whispered(turn, "contact_gone")
    external_id = f"why:{turn.incoming_id}"
    return Answer(open=begin(turn.session, turn.house, contact, turn.actor.slack_id, external_id))
