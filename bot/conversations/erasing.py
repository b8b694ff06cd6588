"""An admin erases a person: the form with the dry run, then the job."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import erasing
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views import erasing as view
from bot.views.message import notice
from storage import contacts


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def opened(turn: Turn) -> Answer:
    """Shows what would be erased; nothing is changed yet."""
    found = contacts.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    if found is None or found.merged_into_id:
        return whispered(turn, "contact_gone")
    return Answer(open=erasing.form(turn.session, turn.house, found, turn.actor.slack_id, turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def confirmed(turn: Turn) -> Answer:
    """Queues the job; what was removed is told in the direct message."""
    ids: list[int | str] = [int(turn.incoming_id or 0), turn.actor.slack_id]
    turn.house.work.enqueue(turn.session, erasing.ERASE, key=f"erase:{turn.incoming_id}", ids=ids)
    return Answer(ack={"response_action": "update", "view": notice(view.begun(turn.texts))})
