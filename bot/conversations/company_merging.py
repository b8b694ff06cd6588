"""Two companies that are one are merged, from the company's message, and parted again."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import company, company_merging, posting
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import company_merging as view
from bot.views.message import notice, words
from storage import acts, companies, outbox
from storage import company_merging as merging
from storage.company_merging import MergeRefused
from storage.tables import Act, Company

MOST_OPTIONS = 30


@ROUTER.on(RequestKind.ACTION, view.ASK)
def asked(turn: Turn) -> Answer:
    """Asks which other company is the same."""
    company = companies.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    if company is None or company.merged_into_id:
        return whispered(turn, "contact_gone")
    return Answer(open=view.pick(company.id, company.name, _place(turn), turn.texts))


@ROUTER.on(RequestKind.OPTIONS, view.OTHER)
def offered(turn: Turn) -> Answer:
    """Companies for what is being typed."""
    about = view.asked_about(turn.request.view)
    company = companies.load(turn.session, about, turn.workspace_id)
    typed = turn.request.value or ""
    found = merging.starting(turn.session, company, typed, MOST_OPTIONS) if company else []
    return Answer(ack=view.options([(one.id, one.name) for one in found]))


@ROUTER.on(RequestKind.SUBMISSION, view.PICK)
def picked(turn: Turn) -> Answer:
    """Goes on with both side by side."""
    kept, gone, place = view.picked(turn.request.view)
    pair = _pair(turn, kept, gone)
    if pair is None:
        return _too_late(turn)
    form = company_merging.form(*pair, place, turn.texts)
    return Answer(ack={"response_action": "update", "view": form})


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def opened(turn: Turn) -> Answer:
    """Opens the form for a pair that looks like one company."""
    pair = _pair(turn, *view.tapped(turn.request.value))
    if pair is None:
        return whispered(turn, "contact_gone")
    return Answer(open=company_merging.form(*pair, _place(turn), turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """Merges the pair; the message about it takes it back with one tap."""
    sent, actor = view.parse(turn.request.view), turn.actor.slack_id
    pair = _pair(turn, sent.kept, sent.gone)
    if pair is None:
        return _too_late(turn)
    try:
        act = merging.merge(turn.session, *pair, sent.choices, actor, turn.now)
    except MergeRefused:
        return _too_late(turn)
    ids = {"user": actor, "act": act.id, "kept": sent.kept, "gone": sent.gone, "place": sent.place}
    key, kind = _key(act), company_merging.MERGED
    posting.put(turn.session, turn.house, key=key, recipient=actor, kind=kind, ids=ids)
    company.refresh(turn.session, turn.house, sent.place, key)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.UNDO)
def undo(turn: Turn) -> Answer:
    """Parts the two again; what came since stays with the survivor."""
    act = turn.session.get(Act, int(turn.request.value or 0))
    if act is None or act.workspace_id != turn.workspace_id or act.kind != merging.KIND:
        return whispered(turn, "nothing_to_undo")
    result = acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    key = _key(act)
    posting.refresh(turn.session, turn.house, key)
    if row := outbox.by_key(turn.session, key):
        company.refresh(turn.session, turn.house, row.ids.get("place") or "", f"{key}:undone")
    return whispered(turn, "undo_conflict") if result.conflicts or result.kept else NOTHING


def _key(act: Act) -> str:
    return f"company_merged:{act.id}"


def _place(turn: Turn) -> str:
    return f"{turn.request.channel_id}:{turn.request.ts}"


def _pair(turn: Turn, kept_id: int, gone_id: int) -> tuple[Company, Company] | None:
    """Both companies while neither went into another."""
    kept, gone = (companies.load(turn.session, one, turn.workspace_id) for one in (kept_id, gone_id))
    if kept is None or gone is None or kept is gone or kept.merged_into_id or gone.merged_into_id:
        return None
    return kept, gone


def _too_late(turn: Turn) -> Answer:
    said = notice(words(turn.texts("company_merge.gone")))
    return Answer(ack={"response_action": "update", "view": said})
