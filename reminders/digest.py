"""A team channel's digest of a day, as values: what is due today by customer, the other side's promises, new
contacts, how many records are stale. What was promised in a private note is never in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from contacts.values import FollowUpState, Person, Side
from contacts.workdays import Workdays
from reminders.schedule import horizon
from storage import digests, no_contact, stale_due
from storage.contacts import met_by, person
from storage.tables import Contact, FollowUp, Interaction

MOST_OVERDUE = 30


@dataclass(frozen=True, slots=True)
class Told:
    """One promise in a digest: whose of ours (a user id), with whom, due when."""

    text: str
    owner_id: str
    due_on: date
    person: Person | None = None

    @property
    def customer(self) -> str:
        """What it is grouped by: the company, else the person."""
        return (self.person.company or self.person.name) if self.person else ""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact saved since the last digest, and who met it (user ids)."""

    person: Person
    met_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A channel's digest of a day; `overdue` is for mentions in its thread and empty unless they are on."""

    day: date
    due: tuple[Told, ...] = ()
    theirs: tuple[Told, ...] = ()
    new: tuple[NewContact, ...] = ()
    stale: int = 0
    overdue: tuple[Told, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether there is something to say; a count of stale records alone is not."""
        return bool(self.due or self.theirs or self.new)

    def by_customer(self) -> dict[str, list[Told]]:
        """What is due today, grouped by customer; "" for what concerns none."""
        groups: dict[str, list[Told]] = {}
        for one in self.due:
            groups.setdefault(one.customer, []).append(one)
        return groups


def digest(
    session: Session,
    workspace_id: str,
    members: Sequence[str],
    day: date,
    workdays: Workdays,
    since: datetime,
    until: datetime,
    *,
    mentions: bool = False,
) -> Digest:
    """What `members` are told on the business day `day`; new contacts are those saved between two moments."""
    return Digest(
        day=day,
        due=_promises(
            session,
            workspace_id,
            members,
            Side.OURS,
            FollowUp.due_on.between(day, horizon(day, workdays)),
            day,
        ),
        theirs=_promises(
            session,
            workspace_id,
            members,
            Side.THEIRS,
            FollowUp.due_on.between(workdays.previous(day), day.fromordinal(day.toordinal() - 1)),
            day,
        ),
        new=tuple(
            NewContact(person(one), tuple(met_by(session, one)))
            for one in digests.new_contacts(session, workspace_id, members, since, until)
        ),
        stale=stale_due.count_due(session, workspace_id, members, day),
        overdue=_promises(session, workspace_id, members, Side.OURS, FollowUp.due_on < day, day)[
            :MOST_OVERDUE
        ]
        if mentions
        else (),
    )


def _promises(
    session: Session,
    workspace_id: str,
    members: Sequence[str],
    side: Side,
    due: ColumnElement[bool],
    day: date,
) -> tuple[Told, ...]:
    private = select(Interaction.id).where(
        Interaction.id == FollowUp.interaction_id, Interaction.private.is_(True)
    )
    rows = (
        select(FollowUp)
        .where(
            FollowUp.workspace_id == workspace_id,
            FollowUp.state == FollowUpState.OPEN.value,
            FollowUp.side == side.value,
            FollowUp.owner_id.in_(members),
            due,
            (FollowUp.snoozed_until.is_(None)) | (FollowUp.snoozed_until <= day),
            ~private.exists(),
            ~no_contact.forbids(),
        )
        .order_by(FollowUp.due_on, FollowUp.id)
        .options(joinedload(FollowUp.contact).joinedload(Contact.company))
    )
    return tuple(
        Told(row.text, row.owner_id, row.due_on, person(row.contact) if row.contact else None)
        for row in session.scalars(rows.limit(200))
        if row.due_on
    )
