"""Merges of companies, from the database as their forms and messages show them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.people import name_of
from bot.texts import Texts
from bot.views import company as company_view
from bot.views import company_merging as view
from bot.views.company_merging import Choice, Pair
from bot.views.message import Message, View
from storage import company_merging
from storage.company_merging import Difference
from storage.tables import Act, Company, Outbox

MERGED = "company_merged"
LABELS = {
    **company_view.LABELS,
    "name": "field.company",
    "name_en": "field.company_en",
    "domain": "company_merge.domain",
}


def form(kept: Company, gone: Company, place: str, t: Texts) -> View:
    """The form that merges `gone` into `kept`; `place` ("channel:ts") is where it was opened."""
    pair = Pair(kept.id, kept.name, gone.id, gone.name)
    choices = [_choice(one, t) for one in company_merging.differences(kept, gone)]
    return view.form(pair, choices, place, t)


def _choice(one: Difference, t: Texts) -> Choice:
    shown = [company_view.in_words(one.field, value, t) for value in (one.kept, one.gone)]
    return Choice(one.field, t.plain(LABELS[one.field]), *shown)


def merged(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What became of a merge."""
    act = session.get(Act, row.ids["act"])
    kept, gone = (session.get(Company, row.ids[name]) for name in ("kept", "gone"))
    if act is None or kept is None or gone is None:
        return None
    by = name_of(session, house, act.actor_id)
    return view.merged(kept.name, gone.name, by, act.id, act.undone_at is not None, t)
