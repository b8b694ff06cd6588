"""Follow-ups made and changed by hand: `/followup`, buttons on contacts and interactions, the forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import home_tab, morning
from bot.jobs.follow_ups import is_colleague, understood
from bot.jobs.morning import refresh_item
from bot.jobs.people import name_of, today_of
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import follow_up as view
from bot.views.follow_up import FollowUpForm
from bot.views.message import notice
from bot.views.reminder import MORE
from contacts.values import Side
from storage import away, contacts, follow_ups, interactions
from storage.mornings import FOLLOW_UP, OFFER
from storage.tables import FollowUp


def mine(turn: Turn, follow_up_id: int) -> FollowUp | None:
    """The follow-up when the actor may settle it: its owner, who assigned it, or its owner's deputy."""
    one = follow_ups.load(turn.session, follow_up_id, turn.workspace_id)
    actor = turn.actor.slack_id
    if one is None or actor in (one.owner_id, one.assigned_by):
        return one
    leave = away.leaves(turn.session, turn.workspace_id, actor).get(one.owner_id)
    today = today_of(turn.actor, turn.now)
    return one if leave and leave.deputy_id == actor and leave.holds(today) else None


def after(turn: Turn, one: FollowUp) -> Answer:
    """Shows what was done wherever the follow-up stands: morning messages, this modal, the Home tab."""
    for kind in (FOLLOW_UP, OFFER):
        refresh_item(turn.session, turn.house, kind, one.id)
    shown = turn.request.view
    if shown.get("type") == "home":
        home_tab.queue(turn.session, turn.house, turn.actor.slack_id, turn.request.key)
    if shown.get("callback_id") == MORE:
        page = shown["private_metadata"]
        return Answer(update=morning.more(turn.session, turn.house, turn.actor.slack_id, page))
    return NOTHING


@ROUTER.on(RequestKind.COMMAND, "followup")
def command(turn: Turn) -> Answer:
    """`/followup TEXT`: kept at once when it names a date, else the form asks for what is missing."""
    shown = understood(turn.session, turn.house, turn.actor, turn.request.value or "", turn.now)
    if not shown.text or shown.due_on is None:
        return Answer(open=_form(turn, shown))
    row = _create(turn, shown)
    return Answer(whisper=view.kept(row.id, shown, "", _today(turn), turn.texts, _honorific(turn)))


@ROUTER.on(RequestKind.ACTION, view.OF_CONTACT)
def of_contact(turn: Turn) -> Answer:
    """The button on a contact."""
    return _asked(turn, FollowUpForm(contact_id=int(turn.request.value or 0)))


@ROUTER.on(RequestKind.ACTION, view.OF_INTERACTION)
def of_interaction(turn: Turn) -> Answer:
    """The button on an interaction: the follow-up is about the first person it was with."""
    one = interactions.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    if one is None:
        return whispered(turn, "settled_already")
    first = min(one.links, key=lambda link: link.position, default=None)
    return _asked(turn, FollowUpForm(contact_id=first.contact_id if first else None, interaction_id=one.id))


def _asked(turn: Turn, shown: FollowUpForm) -> Answer:
    contact = contacts.load(turn.session, shown.contact_id or 0, turn.workspace_id)
    if contact is None and shown.interaction_id is None:
        return whispered(turn, "contact_gone")
    person = contacts.person(contact) if contact else None
    return Answer(open=_form(turn, replace(shown, person=person, owner_id=turn.actor.slack_id)))


@ROUTER.on(RequestKind.SUBMISSION, view.NEW)
def created(turn: Turn) -> Answer:
    """The form comes back: kept, and told in its place."""
    shown = view.sent(turn.request.view)
    if error := _error(turn, shown):
        return error
    contact = contacts.load(turn.session, shown.contact_id or 0, turn.workspace_id)
    shown = replace(shown, person=contacts.person(contact) if contact else None)
    row = _create(turn, shown)
    others = shown.owner_id != turn.actor.slack_id
    owner = name_of(turn.session, turn.house, shown.owner_id) or shown.owner_id if others else ""
    told = view.kept(row.id, shown, owner, _today(turn), turn.texts, _honorific(turn))
    return Answer(ack={"response_action": "update", "view": notice(told)})


def _create(turn: Turn, shown: FollowUpForm) -> FollowUp:
    actor = turn.actor.slack_id
    return follow_ups.create(
        turn.session,
        workspace_id=turn.workspace_id,
        owner_id=shown.owner_id,
        actor_id=actor,
        assigned_by=actor if shown.owner_id != actor else None,
        text=shown.text,
        due_on=shown.due_on,
        at=turn.now,
        side=shown.side,
        contact_id=shown.contact_id,
        interaction_id=shown.interaction_id,
    )


def edit_modal(turn: Turn, one: FollowUp) -> Answer:
    """Opens the form of a known follow-up."""
    person = contacts.person(one.contact) if one.contact else None
    shown = FollowUpForm(
        text=one.text,
        due_on=one.due_on,
        side=Side(one.side),
        owner_id=one.owner_id,
        contact_id=one.contact_id,
        interaction_id=one.interaction_id,
        follow_up_id=one.id,
        person=person,
    )
    return Answer(open=_form(turn, shown))


@ROUTER.on(RequestKind.SUBMISSION, view.EDITED)
def edited(turn: Turn) -> Answer:
    """The form of a known follow-up comes back: corrected, and handed over when another owner was chosen."""
    shown = view.sent(turn.request.view)
    one = mine(turn, shown.follow_up_id or 0)
    if one is None:
        return NOTHING
    if error := _error(turn, shown):
        return error
    actor, now = turn.actor.slack_id, turn.now
    if (shown.text, shown.due_on, shown.side.value) != (one.text, one.due_on, one.side):
        follow_ups.edit(turn.session, one, shown.text, shown.due_on, shown.side, actor, now)
    if shown.owner_id != one.owner_id:
        follow_ups.assign(turn.session, one, shown.owner_id, actor, now)
    after(turn, one)
    return NOTHING


def date_modal(turn: Turn, one: FollowUp) -> Answer:
    """Asks until when a follow-up rests."""
    return Answer(open=view.date_form(one.id, _today(turn) + timedelta(days=7), turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.DATED)
def dated(turn: Turn) -> Answer:
    """The date comes back."""
    follow_up_id, day = view.sent_date(turn.request.view)
    one = mine(turn, follow_up_id)
    if one is None:
        return NOTHING
    if day <= _today(turn):
        errors = {"until": turn.texts.plain("followup.error_past")}
        return Answer(ack={"response_action": "errors", "errors": errors})
    follow_ups.snooze(turn.session, one, day, turn.actor.slack_id, turn.now)
    after(turn, one)
    return NOTHING


def _error(turn: Turn, shown: FollowUpForm) -> Answer | None:
    errors = {}
    if not shown.text:
        errors["text"] = turn.texts.plain("followup.error_text")
    if not is_colleague(turn.session, turn.house, shown.owner_id, turn.now):
        errors["owner"] = turn.texts.plain("followup.error_owner")
    return Answer(ack={"response_action": "errors", "errors": errors}) if errors else None


def _form(turn: Turn, shown: FollowUpForm) -> dict[str, object]:
    filled = replace(shown, owner_id=shown.owner_id or turn.actor.slack_id)
    return view.form(filled, turn.texts, _honorific(turn))


def _honorific(turn: Turn) -> str:
    return turn.house.settings.customer_honorific


def _today(turn: Turn) -> date:
    return today_of(turn.actor, turn.now)
