"""A company is opened from a look-up, and what is known of it edited."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import company
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import company as view
from storage import companies
from storage.tables import Company


def _tapped(turn: Turn) -> Company | None:
    """The company, or the one it went into since the button was posted."""
    found = companies.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    return companies.survivor(turn.session, found) if found else None


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def opened(turn: Turn) -> Answer:
    """Sends the company to the asker's direct message."""
    found = _tapped(turn)
    if found is None:
        return whispered(turn, "contact_gone")
    asker = turn.actor.slack_id
    company.show(turn.session, turn.house, found, asker, str(turn.incoming_id), turn.texts)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.EDIT)
def edit(turn: Turn) -> Answer:
    """Opens the form with every fact."""
    found = _tapped(turn)
    if found is None:
        return whispered(turn, "contact_gone")
    place = f"{turn.request.channel_id}:{turn.request.ts}"
    return Answer(open=view.form(company.company_card(turn.session, found), place, turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def edited(turn: Turn) -> Answer:
    """Keeps what was typed, or says which input cannot be taken."""
    company_id, place = view.about(turn.request.view)
    found = companies.load(turn.session, company_id, turn.workspace_id)
    if found is None:
        return whispered(turn, "contact_gone")
    found = companies.survivor(turn.session, found)
    facts, errors = view.parse(turn.request.view, turn.texts)
    if errors:
        return Answer(ack={"response_action": "errors", "errors": errors})
    companies.describe(turn.session, found, companies.Facts(**facts), turn.actor.slack_id, turn.now)
    company.refresh(turn.session, turn.house, place, f"edited:{turn.incoming_id}")
    return NOTHING
