"""A colleague's contacts go to others: `/goen handover`, or the message about a leaver."""

from __future__ import annotations

from bot.conversations import goen_words
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import handover
from bot.jobs.follow_ups import is_colleague
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
    place = f"{turn.request.channel_id}:{turn.request.ts}"
    return Answer(open=handover.form(turn.session, turn.house, str(turn.request.value), turn.texts, place))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """Hands over in one act, and says so to who did it and who takes over."""
    sent = view.parse(turn.request.view)
    if not set(sent.to_users) - {sent.from_user}:
        return _wrong(turn, "to_users", "handover.nobody")
    chosen = [*(("to_users", one) for one in sent.to_users), *view.blocks_of(sent.by_company)]
    for block, user in chosen:
        if not is_colleague(turn.session, turn.house, user, turn.now):
            return _wrong(turn, block, "handover.stranger")
    act = owners.hand_over(
        turn.session,
        turn.workspace_id,
        sent.from_user,
        sent.to_users,
        sent.by_company,
        turn.actor.slack_id,
        turn.now,
    )
    handover.tell(turn.session, turn.house, act, sent)
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
    handover.refresh(turn.session, turn.house, act)
    return whispered(turn, "undo_conflict") if result.conflicts else NOTHING


def _wrong(turn: Turn, block: str, key: str) -> Answer:
    return Answer(ack={"response_action": "errors", "errors": {block: turn.texts.plain(key)}})
