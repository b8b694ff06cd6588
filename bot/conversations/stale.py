"""Answers to questions about stale records, and `/goen dormant`."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversations import goen_words
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import morning
from bot.jobs.morning import refresh_item, team_days
from bot.jobs.people import today_of
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import dormant as lists
from bot.views import reminder, stale_form, successor
from bot.views import stale as view
from bot.views.message import actions, button, notice, said, section
from reminders.snooze import until
from storage import acts, contacts, stale_due
from storage import stale_answers as stale
from storage.mornings import STALE
from storage.tables import Contact

PERIOD = "contact.period"


def _about(turn: Turn, contact_id: int, act: Callable[[Contact], object]) -> Answer:
    """Runs `act` on the contact and shows what became of the question."""
    contact = contacts.load(turn.session, contact_id, turn.workspace_id)
    if contact is None:
        return whispered(turn, "contact_gone")
    act(contact)
    return _after(turn, contact_id)


def _after(turn: Turn, contact_id: int) -> Answer:
    refresh_item(turn.session, turn.house, STALE, contact_id)
    shown = turn.request.view
    if shown.get("callback_id") == reminder.MORE:
        page = shown["private_metadata"]
        return Answer(update=morning.more(turn.session, turn.house, turn.actor.slack_id, page))
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.CORRECT)
def correct(turn: Turn) -> Answer:
    """変わりなし: the clock starts anew."""
    actor, now = turn.actor.slack_id, turn.now
    return _about(turn, _tapped(turn), lambda contact: stale.still_correct(turn.session, contact, actor, now))


@ROUTER.on(RequestKind.ACTION, view.LATER)
def later(turn: Turn) -> Answer:
    """Asks again later, never, or puts the contact into the archive."""
    contact_id, choice = reminder.choice_of(turn.request.value or "0:")
    actor, now = turn.actor.slack_id, turn.now
    if choice == "never":
        return _about(turn, contact_id, lambda one: stale.never_ask(turn.session, one, actor, now))
    if choice == "archive":
        return _about(turn, contact_id, lambda one: stale.archive(turn.session, one, actor, now))
    today = today_of(turn.actor, now)
    day = until(choice, today, team_days(turn.session, turn.house, today))
    return _about(turn, contact_id, lambda one: stale.snooze(turn.session, one, day, actor, now))


@ROUTER.on(RequestKind.ACTION, view.UNDO)
def undo(turn: Turn) -> Answer:
    """Takes the last answer about the contact back."""
    contact = contacts.load(turn.session, _tapped(turn), turn.workspace_id)
    act = stale.last_answer(turn.session, contact) if contact else None
    if contact is None or act is None:
        return whispered(turn, "nothing_to_undo")
    result = acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    answer = _after(turn, contact.id)
    return whispered(turn, "undo_conflict") if result.conflicts else answer


@ROUTER.on(RequestKind.ACTION, view.UPDATE, PERIOD)
def update(turn: Turn) -> Answer:
    """更新: the form of what most often changes, with rank and period."""
    contact = contacts.load(turn.session, _tapped(turn), turn.workspace_id)
    if contact is None:
        return whispered(turn, "contact_gone")
    fields, person = contacts.fields_of(contact), contacts.person(contact)
    form = stale_form.update_form(contact.id, person, fields, contact.rank, contact.stale_days, turn.texts)
    return Answer(open=form)


@ROUTER.on(RequestKind.SUBMISSION, stale_form.UPDATE)
def updated(turn: Turn) -> Answer:
    """The form comes back: the contact is what it says, and counts as checked."""
    contact = contacts.load(turn.session, stale_form.contact_id_of(turn.request.view), turn.workspace_id)
    if contact is None:
        return NOTHING
    sent = stale_form.sent_update(turn.request.view, contacts.fields_of(contact), turn.texts)
    if isinstance(sent, dict):
        return Answer(ack={"response_action": "errors", "errors": sent})
    stale.update(turn.session, contact, sent.fields, sent.rank, sent.days, turn.actor.slack_id, turn.now)
    _after(turn, contact.id)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.MOVED)
def moved(turn: Turn) -> Answer:
    """異動・転職・退職: the form that asks what happened."""
    contact = contacts.load(turn.session, _tapped(turn), turn.workspace_id)
    if contact is None:
        return whispered(turn, "contact_gone")
    fields, person = contacts.fields_of(contact), contacts.person(contact)
    return Answer(open=stale_form.moved_form(contact.id, person, fields, turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, stale_form.MOVED)
def went(turn: Turn) -> Answer:
    """The form comes back: another post, another company, or gone; who left is asked a successor for."""
    contact = contacts.load(turn.session, stale_form.contact_id_of(turn.request.view), turn.workspace_id)
    if contact is None:
        return NOTHING
    sent = stale_form.sent_move(turn.request.view, contacts.fields_of(contact), turn.texts)
    if isinstance(sent, dict):
        return Answer(ack={"response_action": "errors", "errors": sent})
    kind, fields = sent
    actor, now = turn.actor.slack_id, turn.now
    if kind != stale_form.LEFT:
        stale.moved(turn.session, contact, fields, actor, now)
        _after(turn, contact.id)
        return NOTHING
    stale.left(turn.session, contact, actor, now)
    _after(turn, contact.id)
    text = turn.texts("stale.successor", person=turn.texts.name(contacts.person(contact)))
    pick = button(turn.texts.plain("successor.open"), successor.OPEN, contact.id)
    asked = said(text, [section([text]), actions(pick)])
    return Answer(ack={"response_action": "update", "view": notice(asked)})


@goen_words.on("dormant", "休眠")
def dormant(turn: Turn, value: str) -> Answer:
    """`/goen dormant`: contacts of old talks as chances, and those never talked to again."""
    return _listed(turn, _asleep(turn, 0), _never(turn, 0))


@ROUTER.on(RequestKind.ACTION, lists.DORMANT_MORE)
def more_dormant(turn: Turn) -> Answer:
    """The next of the first list."""
    return _listed(turn, _asleep(turn, _tapped(turn)), lists.Listing())


@ROUTER.on(RequestKind.ACTION, lists.UNTOUCHED_MORE)
def more_untouched(turn: Turn) -> Answer:
    """The next of the second list."""
    return _listed(turn, lists.Listing(), _never(turn, _tapped(turn)))


def _listed(turn: Turn, asleep: lists.Listing, never: lists.Listing) -> Answer:
    today, honorific = today_of(turn.actor, turn.now), turn.house.settings.customer_honorific
    return Answer(whisper=lists.dormant(asleep, never, today, turn.texts, honorific))


def _asleep(turn: Turn, first: int) -> lists.Listing:
    today, me = today_of(turn.actor, turn.now), turn.actor.slack_id
    found = stale_due.dormant(turn.session, turn.workspace_id, me, today, lists.MOST_DORMANT, first)
    last = stale_due.last_touches(turn.session, [one.id for one in found.contacts])
    people = [lists.Listed(one.id, contacts.person(one), last.get(one.id)) for one in found.contacts]
    return lists.Listing(tuple(people), first, found.number)


def _never(turn: Turn, first: int) -> lists.Listing:
    me = turn.actor.slack_id
    found = stale_due.untouched(turn.session, turn.workspace_id, me, lists.MOST_UNTOUCHED, first)
    people = [lists.Listed(one.id, contacts.person(one)) for one in found.contacts]
    return lists.Listing(tuple(people), first, found.number)


def _tapped(turn: Turn) -> int:
    return int(turn.request.value or 0)
