"""Companies from the database as they are shown, with their org chart."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.jobs.people import name_of, today_of
from bot.texts import Texts
from bot.views import company as view
from bot.views.company import CompanyCard, CompanyTouch
from bot.views.message import Message
from contacts.org_chart import departments
from contacts.values import Kind
from storage import companies, company_merging, contacts, interactions, outbox, users, visibility
from storage.tables import Company, Contact, Interaction, Outbox

MOST_TOUCHES, MOST_LOOKED_AT = 8, 40


def show(session: Session, house: House, company: Company, asker: str, key: str, t: Texts) -> None:
    """Queues the company for the asker's direct message, behind the upload of its org chart."""
    chart = f"chart:{key}"
    ids = {"company": company.id, "user": asker}
    nameless = t.plain("company.no_department")
    posting.put(
        session,
        house,
        key=chart,
        recipient=asker,
        kind="org_chart",
        ids={**ids, "nameless": nameless},
        action="upload",
    )
    posting.put(
        session,
        house,
        key=f"company:{key}",
        recipient=asker,
        kind="company",
        ids={**ids, "chart": chart},
        parent_key=chart,
    )


def refresh(session: Session, house: House, place: str, key: str) -> None:
    """Shows the company's message at `place` ("channel:ts") anew, its chart once that is uploaded.

    `key` names the occasion.
    """
    channel_id, _, ts = place.partition(":")
    row = outbox.at_place(session, channel_id, ts) if ts else None
    if row is None or row.kind != "company":
        return
    posting.refresh(session, house, row.key)
    former = outbox.by_key(session, str(row.ids["chart"]))
    ids = {"company": row.ids["company"], "user": row.ids["user"], "shown_in": row.key}
    posting.put(
        session,
        house,
        key=f"chart:{key}:{row.key}",
        recipient=row.recipient,
        kind="org_chart",
        ids={**ids, "nameless": former.ids["nameless"] if former else ""},
        action="upload",
    )


def company_card(
    session: Session, company: Company, file_id: str | None = None, reader_id: str = ""
) -> CompanyCard:
    """A company with its people by department and rank, as far as `reader_id` sees them."""
    people = [contacts.person(one) for one in companies.people_of(session, company, reader_id)]
    facts = {name: getattr(company, name) for name in view.LABELS}
    return CompanyCard(company.id, company.name, facts, tuple(departments(people)), file_id)


def message(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """The company's message; the chart shows once it is in Slack."""
    company = companies.load(session, row.ids["company"], row.workspace_id)
    if company is None:
        return None
    company = companies.survivor(session, company)
    chart = outbox.by_key(session, str(row.ids["chart"]))
    first = chart.ids.get("file") if chart and chart.state == outbox.SENT else None
    file_id = row.ids.get("chart_file") or first
    reader_id = str(row.ids["user"])
    reader = users.get(session, row.workspace_id, reader_id)
    shown = replace(
        company_card(session, company, file_id, reader_id),
        touches=_touches(session, house, company, reader_id),
        alike=tuple((one.id, one.name) for one in company_merging.alike(session, company)),
        today=today_of(reader, house.clock()) if reader else None,
    )
    return view.company(shown, t)


def _touches(session: Session, house: House, company: Company, reader_id: str) -> tuple[CompanyTouch, ...]:
    """The interactions that the reader may see, newest first."""
    names = [company.name, *company.aliases]
    every = interactions.of_company(
        session, company.workspace_id, company.id, names, reader_id, MOST_LOOKED_AT
    )
    shown = [(one, _people(session, one, reader_id)) for one in every]
    seen = [pair for pair in shown if pair[1] or not pair[0].links or pair[0].user_id == reader_id]
    return tuple(_touch(session, house, one, people) for one, people in seen[:MOST_TOUCHES])


def _people(session: Session, one: Interaction, reader_id: str) -> list[Contact]:
    people = (session.get(Contact, link.contact_id) for link in one.links)
    return [person for person in people if person and visibility.sees(session, person, reader_id)]


def _touch(session: Session, house: House, one: Interaction, people: list[Contact]) -> CompanyTouch:
    return CompanyTouch(
        one.happened_on,
        Kind(one.kind),
        name_of(session, house, one.user_id),
        tuple(contacts.person(person).name for person in people),
        one.note or "",
        one.private,
    )
