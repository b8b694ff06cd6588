"""Duplicates already stored: a list of suspected pairs, each compared and merged, or told apart."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import duplicates, posting
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import merging as view
from bot.views.message import notice, words
from storage import acts, contacts, merging, outbox
from storage.merging import MergeRefused
from storage.tables import Act, Contact


@ROUTER.on(RequestKind.COMMAND, "duplicates")
def duplicates_command(turn: Turn) -> Answer:
    """`/duplicates`: pairs that may be one person, sent to the asker's direct message."""
    _list(turn, 0)
    return Answer(whisper=words(turn.texts("merge.sent")))


@ROUTER.on(RequestKind.ACTION, view.MORE)
def more(turn: Turn) -> Answer:
    """The next pairs."""
    _list(turn, int(turn.request.value or 0))
    return NOTHING


def _list(turn: Turn, offset: int) -> None:
    person = turn.actor.slack_id
    ids = {"user": person, "offset": offset}
    key = f"duplicates:{turn.incoming_id}"
    posting.put(turn.session, turn.house, key=key, recipient=person, kind="duplicates", ids=ids)


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def compare(turn: Turn) -> Answer:
    """Opens the form with both contacts side by side; the older contact is the one that stays."""
    pair = _pair(turn, *view.tapped(turn.request.value))
    if pair is None:
        return whispered(turn, "contact_gone")
    place = f"{turn.request.channel_id}:{turn.request.ts}"
    return Answer(open=duplicates.form(turn.session, turn.house, *pair, turn.texts, place))


@ROUTER.on(RequestKind.ACTION, view.DIFFERENT)
def different(turn: Turn) -> Answer:
    """The two are different people, and are not suspected again."""
    pair = _pair(turn, *view.tapped(turn.request.value))
    if pair is None:
        return whispered(turn, "contact_gone")
    first, second = pair
    merging.different(turn.session, first.id, second.id, turn.actor.slack_id, turn.now)
    _refresh(turn, f"{turn.request.channel_id}:{turn.request.ts}")
    return Answer(whisper=words(turn.texts("merge.noted")))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """Merges the pair; the message about it takes it back with one tap."""
    sent = view.parse(turn.request.view)
    pair = _pair(turn, sent.kept, sent.gone)
    _refresh(turn, sent.place)
    if pair is None:
        return _too_late(turn)
    try:
        act = merging.merge(turn.session, *pair, sent.choices, turn.actor.slack_id, turn.now)
    except MergeRefused:
        return _too_late(turn)
    ids = {"user": turn.actor.slack_id, "act": act.id, "contact": sent.kept, "place": sent.place}
    key = f"merged:{act.id}"
    posting.put(turn.session, turn.house, key=key, recipient=turn.actor.slack_id, kind="merged", ids=ids)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.UNDO)
def undo(turn: Turn) -> Answer:
    """Parts the two again; what came since stays with the survivor."""
    act = turn.session.get(Act, int(turn.request.value or 0))
    if act is None or act.workspace_id != turn.workspace_id or act.kind != merging.KIND:
        return whispered(turn, "nothing_to_undo")
    result = acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    key = f"merged:{act.id}"
    posting.refresh(turn.session, turn.house, key)
    if row := outbox.by_key(turn.session, key):
        _refresh(turn, row.ids.get("place") or "")
    return whispered(turn, "undo_conflict") if result.conflicts or result.kept else NOTHING


def _pair(turn: Turn, first_id: int, second_id: int) -> tuple[Contact, Contact] | None:
    """Both contacts while neither was merged or erased."""
    first, second = (contacts.load(turn.session, one, turn.workspace_id) for one in (first_id, second_id))
    if first is None or second is None or first.merged_into_id or second.merged_into_id:
        return None
    return first, second


def _refresh(turn: Turn, place: str) -> None:
    """Shows the list that a pair was opened from as it is now."""
    channel_id, _, ts = place.partition(":")
    posting.refresh_at(turn.session, turn.house, channel_id, ts)


def _too_late(turn: Turn) -> Answer:
    command = turn.house.settings.duplicates_command
    return Answer(
        ack={
            "response_action": "update",
            "view": notice(words(turn.texts("merge.gone", command=command))),
        }
    )
