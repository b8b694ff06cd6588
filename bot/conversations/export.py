"""`/goen export`: the form for an export, and the job that writes it."""

from __future__ import annotations

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.jobs.exports import EXPORT
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import export as view
from storage.exchange.values import Form


@goen_words.on("export", "書き出し", "エクスポート")
def export_word(turn: Turn, _: str) -> Answer | None:
    """Opens the form."""
    return Answer(open=view.form(turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """Queues the job; the file comes in the direct message."""
    sent = view.parse(turn.request.view)
    if sent.form is Form.JSON and sent.is_filtered:
        wrong = {"form": turn.texts.plain("export.json_is_all")}
        return Answer(ack={"response_action": "errors", "errors": wrong})
    if sent.since and sent.until and sent.until < sent.since:
        return Answer(
            ack={"response_action": "errors", "errors": {"until": turn.texts.plain("export.until_before")}}
        )
    ids: list[int | str] = [int(turn.incoming_id or 0), turn.actor.slack_id]
    turn.house.work.enqueue(turn.session, EXPORT, key=f"export:{turn.incoming_id}", ids=ids)
    return NOTHING
