"""Looking contacts up: answers go to the asker alone, who may share them."""

from __future__ import annotations

from bot import authority
from bot.concerns import is_direct
from bot.conversations.routes import ROUTER
from bot.jobs import found, home_tab, posting
from bot.jobs.words import query_of
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import search
from bot.views.contact import SHARE
from bot.views.message import words
from bot.views.search import usage


@ROUTER.on(RequestKind.COMMAND, "contact")
def contact_command(turn: Turn) -> Answer:
    """`/contact QUERY`: matching contacts, shown to the asker only."""
    if not (turn.request.value or "").strip():
        return Answer(whisper=usage(turn.texts, turn.house.settings))
    look_up(turn)
    return NOTHING


def look_up(turn: Turn) -> None:
    """Answers the words of this request: openly in a direct message, to the asker alone in a channel."""
    _answer(turn, turn.incoming_id or 0, 0)


def _answer(turn: Turn, incoming_id: int, first: int) -> None:
    """Queues what the words of a request find, from the `first` contact on."""
    request = turn.request
    _audit(turn, incoming_id, first)
    posting.put(
        turn.session,
        turn.house,
        key=f"found:{turn.incoming_id}",
        recipient=str(request.channel_id),
        thread_ts=request.thread_ts,
        kind="found",
        ids={"incoming": incoming_id, "user": turn.actor.slack_id, "first": first},
        action="post" if is_direct(request) else "ephemeral",
    )


@ROUTER.on(RequestKind.ACTION, search.MORE)
def more(turn: Turn) -> Answer:
    """The next contacts of a look-up; its words are kept for some days only."""
    incoming_id, first = search.asked_more(turn.request.value)
    if not incoming_id or query_of(turn.session, turn.house, incoming_id) is None:
        return Answer(whisper=words(turn.texts("search.expired")))
    if turn.request.view:
        _show_at_home(turn, incoming_id, first)
    else:
        _answer(turn, incoming_id, first)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, search.BOX)
def from_home(turn: Turn) -> Answer:
    """The search box of the Home tab: what it finds is shown below it."""
    asked = bool((turn.request.value or "").strip())
    _show_at_home(turn, (turn.incoming_id or 0) if asked else 0, 0)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, search.CLEAR)
def clear(turn: Turn) -> Answer:
    """Puts the results in the Home tab away."""
    _show_at_home(turn, 0, 0)
    return NOTHING


def _show_at_home(turn: Turn, incoming_id: int, first: int) -> None:
    actor, key = turn.actor.slack_id, turn.request.key
    if incoming_id:
        _audit(turn, incoming_id, first)
    home_tab.queue(turn.session, turn.house, actor, key, home_tab.Look(incoming_id, first))


def _audit(turn: Turn, incoming_id: int, first: int) -> None:
    query = query_of(turn.session, turn.house, incoming_id) or ""
    actor = turn.actor.slack_id
    shown = found.page(turn.session, turn.workspace_id, query, first, actor)[1] if query else []
    authority.audit_search(turn.session, turn.actor, [one.id for one in shown], turn.now)


@ROUTER.on(RequestKind.ACTION, SHARE)
def share(turn: Turn) -> Answer:
    """Posts a found contact into the channel where it was asked for."""
    request = turn.request
    posting.put(
        turn.session,
        turn.house,
        key=f"share:{turn.incoming_id}",
        recipient=str(request.channel_id),
        thread_ts=request.thread_ts,
        kind="contact",
        ids={"contact": int(request.value or 0), "user": turn.actor.slack_id},
    )
    return NOTHING
