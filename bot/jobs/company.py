"""Companies from the database as they are shown, with their org chart."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.texts import Texts
from bot.views import company as view
from bot.views.company import CompanyCard
from bot.views.message import Message
from contacts.org_chart import departments
from storage import companies, contacts, outbox
from storage.tables import Company, Outbox


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
    chart = outbox.by_key(session, str(row.ids["chart"]))
    file_id = chart.ids.get("file") if chart and chart.state == outbox.SENT else None
    return view.company(company_card(session, company, file_id, str(row.ids["user"])), t)
