"""Two stored companies that are one become one; nothing is dropped, and undo parts them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contacts.companies import normal_name
from contacts.merging import united
from storage import found_by, stale
from storage.history import acting, bulk
from storage.tables import Act, Company, Contact

KIND, REASON = "merge_companies", "merge"
KEPT, GONE = "kept", "gone"
# Values a person chooses between; the postal code comes with its address.
SINGLE = (
    "name",
    "name_en",
    "corporate_number",
    "domain",
    "address",
    "industry",
    "headcount",
    "capital",
    "listing",
    "fiscal_close",
    "contract_state",
    "source",
    "stale_days",
)
MOST_ALIKE = 3


class MergeRefused(ValueError):
    """The two companies cannot be merged: one of them was merged already, or they are one and the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that two companies tell differently."""

    field: str
    kept: Any
    gone: Any


def differences(kept: Company, gone: Company) -> list[Difference]:
    """The facts a person chooses between; where only one has a value there is nothing to choose."""
    pairs = ((name, getattr(kept, name), getattr(gone, name)) for name in SINGLE)
    return [Difference(name, one, other) for name, one, other in pairs if one and other and one != other]


def alike(session: Session, company: Company) -> list[Company]:
    """Other companies with the same corporate number or mail domain, at most MOST_ALIKE, oldest first."""
    same = [
        getattr(Company, name) == value
        for name in ("corporate_number", "domain")
        if (value := getattr(company, name))
    ]
    if not same:
        return []
    rows = select(Company).where(
        Company.workspace_id == company.workspace_id,
        Company.id != company.id,
        Company.merged_into_id.is_(None),
        or_(*same),
    )
    return list(session.scalars(rows.order_by(Company.id).limit(MOST_ALIKE)))


def starting(session: Session, company: Company, typed: str, limit: int) -> list[Company]:
    """Companies other than this one whose name holds what was typed, shorter names first."""
    word = normal_name(typed)
    if not word:
        return []
    rows = select(Company).where(
        Company.workspace_id == company.workspace_id,
        Company.id != company.id,
        Company.merged_into_id.is_(None),
        Company.normal_name.contains(word, autoescape=True),
    )
    found = session.scalars(rows.order_by(Company.id).limit(10 * limit))
    return sorted(found, key=lambda one: len(one.normal_name))[:limit]


def merge(
    session: Session, kept: Company, gone: Company, choices: Mapping[str, str], actor_id: str, at: datetime
) -> Act:
    """Makes one company of two, in one act; `choices` says by fact whose value stays, "kept" or "gone".

    An empty value never replaces a filled one; phones, aliases and the team's own fields are united. All
    contacts move to `kept`, which is known by the other's names from now on; `gone` stays behind as what
    undo needs, and a card that names it leads to `kept`.

    Raises:
        MergeRefused: one of the two is part of another company already, or both are one.
    """
    for company in sorted((kept, gone), key=lambda one: one.id):
        session.refresh(company, with_for_update=True)
    if kept.id == gone.id or kept.merged_into_id or gone.merged_into_id:
        raise MergeRefused(f"{gone.id} into {kept.id}")
    with acting(session, kept.workspace_id, actor_id, KIND, REASON, at) as act:
        moved = _people(session, gone)
        _unite(kept, gone, choices)
        for former in session.scalars(select(Company).where(Company.merged_into_id == gone.id)):
            former.merged_into_id = kept.id
        gone.merged_into_id = kept.id
        bulk(session, Contact, Contact.company_id == gone.id, company_id=kept.id)
        people = [*moved, *_people(session, kept)]
        _find_anew(session, people)
        stale.renew(session, (one.id for one in people))
    return act


def _people(session: Session, company: Company) -> list[Contact]:
    return list(session.scalars(select(Contact).where(Contact.company_id == company.id)))


def _find_anew(session: Session, people: Sequence[Contact]) -> None:
    session.flush()
    for contact in dict.fromkeys(people):
        session.refresh(contact)
        found_by.renew(session, contact)


def _unite(kept: Company, gone: Company, choices: Mapping[str, str]) -> None:
    names = [kept.name, gone.name, gone.name_en, *kept.aliases, *gone.aliases]
    preferred = (gone, kept) if choices.get("address") == GONE else (kept, gone)
    kept.postal_code = next((one for one in preferred if one.address), kept).postal_code
    for name in SINGLE:
        first, second = (gone, kept) if choices.get(name) == GONE else (kept, gone)
        setattr(kept, name, getattr(first, name) or getattr(second, name))
    kept.phones = list(united(kept.phones, gone.phones))
    kept.facts = {**gone.facts, **kept.facts}
    kept.aliases = [name for name in dict.fromkeys(names) if name and name not in (kept.name, kept.name_en)]
