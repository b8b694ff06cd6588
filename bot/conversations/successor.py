"""Somebody left a post: who follows, and where the open follow-ups go."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import posting
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import successor as view
from bot.views.log_edit import people_options
from storage import acts, contacts, successors
from storage.tables import Act, Contact

MOST_OPTIONS = 30


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def opened(turn: Turn) -> Answer:
    """Opens the form."""
    contact = contacts.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    if contact is None:
        return whispered(turn, "contact_gone")
    waiting = len(successors.open_follow_ups(turn.session, contact))
    form = view.form(contact.id, _name(turn, contact), waiting, turn.texts)
    return Answer(push=form) if turn.request.view else Answer(open=form)


@ROUTER.on(RequestKind.OPTIONS, view.PERSON)
def people(turn: Turn) -> Answer:
    """Contacts for what is being typed."""
    asker = turn.actor.slack_id
    found = contacts.search(turn.session, turn.workspace_id, turn.request.value or "", MOST_OPTIONS, asker)
    return Answer(ack=people_options([contacts.person(one) for one in found]))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """Links the two, and says so in the direct message."""
    sent = view.parse(turn.request.view)
    contact = contacts.load(turn.session, sent.contact_id, turn.workspace_id)
    successor = contacts.load(turn.session, sent.successor_id, turn.workspace_id)
    if contact is None or successor is None or contact.id == successor.id:
        wrong = {"person": turn.texts.plain("successor.other")}
        return Answer(ack={"response_action": "errors", "errors": wrong})
    act = successors.succeed(
        turn.session,
        contact,
        successor,
        with_follow_ups=sent.with_follow_ups,
        actor_id=turn.actor.slack_id,
        at=turn.now,
    )
    ids = {"user": turn.actor.slack_id, "act": act.id, "contact": contact.id, "successor": successor.id}
    key = f"successor:{act.id}"
    posting.put(turn.session, turn.house, key=key, recipient=turn.actor.slack_id, kind="successor", ids=ids)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.UNDO)
def undo(turn: Turn) -> Answer:
    """Parts the two again."""
    act = turn.session.get(Act, int(turn.request.value or 0))
    if act is None or act.workspace_id != turn.workspace_id or act.kind != successors.KIND:
        return whispered(turn, "nothing_to_undo")
    acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    posting.refresh(turn.session, turn.house, f"successor:{act.id}")
    return NOTHING


def _name(turn: Turn, contact: Contact) -> str:
    honorific = turn.house.settings.customer_honorific
    return turn.texts.plain_name(contacts.person(contact), honorific=honorific)
