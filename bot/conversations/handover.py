"""A colleague's contacts go to others: `/goen handover`, or the message about a leaver."""

from __future__ import annotations

from bot.conversations import goen_words
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import handover, posting
from bot.jobs.people import name_of
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.rules import Right
from bot.views import handover as view
from bot.views.problems import not_yours
from storage import acts, owners
from storage.tables import Act


@goen_words.on("handover", "引き継ぎ", "引継ぎ", "引継")
def handover_word(turn: Turn, _: str) -> Answer | None:
    """Opens the form for one's own contacts; an admin may choose anybody's."""
    return Answer(open=handover.form(turn.session, turn.house, turn.actor.slack_id, turn.texts))


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def opened(turn: Turn) -> Answer:
    """Opens the form for a leaver's contacts."""
    return Answer(open=handover.form(turn.session, turn.house, str(turn.request.value), turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """Hands over in one act, and says so to who did it."""
    sent = view.parse(turn.request.view)
    if not set(sent.to_users) - {sent.from_user}:
        return _wrong(turn, "to_users", "handover.nobody")
    act = owners.hand_over(
        turn.session,
        turn.workspace_id,
        sent.from_user,
        sent.to_users,
        sent.by_company,
        turn.actor.slack_id,
        turn.now,
    )
    takers = list(dict.fromkeys([*sent.to_users, *sent.by_company.values()]))
    ids = {"user": turn.actor.slack_id, "act": act.id, "from": sent.from_user, "takers": takers}
    key = f"handover:{act.id}"
    posting.put(turn.session, turn.house, key=key, recipient=turn.actor.slack_id, kind="handover", ids=ids)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.UNDO)
def undo(turn: Turn) -> Answer:
    """Gives everything back that was not given on since."""
    act = turn.session.get(Act, int(turn.request.value or 0))
    if act is None or act.workspace_id != turn.workspace_id or act.kind != owners.KIND:
        return whispered(turn, "nothing_to_undo")
    if turn.actor.slack_id != act.actor_id and not turn.holds(Right.LEAD):
        return Answer(whisper=not_yours([name_of(turn.session, turn.house, act.actor_id)], turn.texts))
    result = acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    posting.refresh(turn.session, turn.house, f"handover:{act.id}")
    return whispered(turn, "undo_conflict") if result.conflicts else NOTHING


def _wrong(turn: Turn, block: str, key: str) -> Answer:
    return Answer(ack={"response_action": "errors", "errors": {block: turn.texts.plain(key)}})
