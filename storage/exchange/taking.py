"""Records become rows: new contacts written many at once, cases as pending cards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from contacts.companies import normal_name
from contacts.profile import Profile
from contacts.values import Kind
from storage import candidates, companies, contacts, search
from storage.exchange.judging import Decision, decide
from storage.exchange.values import NO_CONTACT, Record
from storage.tables import (
    Card,
    Contact,
    ContactMet,
    Import,
    ImportCase,
    Interaction,
    InteractionContact,
)

KIND = "import"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who imports into which workspace and when; `owner_id` owns the rows that name no colleague."""

    workspace_id: str
    actor_id: str
    at: datetime
    owner_id: str | None = None
    tags: tuple[str, ...] = ()


class Taking:
    """One part of an import inside its transaction.

    A record none of whose blocking keys anybody has is new without a comparison. New contacts are written
    together: at the end of the part, or before a record that shares a key with one of them.
    """

    def __init__(self, session: Session, row: Import, wanted: Wanted) -> None:
        self._session, self._row, self._wanted = session, row, wanted
        self._keys: dict[int, tuple[list[int], set[int]]] = {}
        self._present: set[int] = set()
        self._waiting: list[tuple[Contact, Record, list[int]]] = []
        self._new: set[int] = set()
        self._cases: list[tuple[Card, int, str]] = []

    def prepare(self, records: Sequence[Record]) -> Iterator[Record]:
        """The records again, after their keys were looked up together."""
        scope = self._wanted.workspace_id
        self._keys = {one.row: candidates.telling(scope, Profile.of_card(one.fields)) for one in records}
        asked = {key for _, telling in self._keys.values() for key in telling}
        self._present = candidates.present(self._session, asked)
        yield from records

    def take(self, record: Record, owner: str | None) -> Decision:
        """Writes what becomes of a record and says what it was."""
        keys, telling = self._keys[record.row]
        if not self._new.isdisjoint(telling):
            self._write()
        decision = Decision.NEW
        if not self._present.isdisjoint(telling):
            decision = decide(self._session, self._wanted.workspace_id, record)
        if decision is Decision.NEW:
            self._add(record, owner, keys)
        elif decision is Decision.CASE and not self._case(record, owner):
            return Decision.KNOWN
        return decision

    def finish(self) -> None:
        """Writes what still waits."""
        self._write()
        self._session.add_all(card for card, _, _ in self._cases)
        self._session.flush()
        self._session.add_all(
            ImportCase(card_id=card.id, import_id=self._row.id, row=row, digest=digest)
            for card, row, digest in self._cases
        )

    def _add(self, record: Record, owner: str | None, keys: list[int]) -> None:
        wanted = self._wanted
        contact = Contact(
            workspace_id=wanted.workspace_id,
            owner_id=owner,
            state="active",
            tags=list(dict.fromkeys((*record.tags, *wanted.tags))),
            created_at=wanted.at,
        )
        if record.no_contact:
            contact.no_contact_on = record.no_contact.since or wanted.at.date()
            contact.no_contact_by, contact.no_contact_reason = wanted.actor_id, record.no_contact.reason
        contacts.set_values(contact, record.fields, wanted.at)
        self._waiting.append((contact, record, keys))
        self._new.update(keys)

    def _write(self) -> None:
        new = [contact for contact, _, _ in self._waiting]
        firms = companies.for_many(
            self._session, self._wanted.workspace_id, [record.fields for _, record, _ in self._waiting]
        )
        for contact, record, _ in self._waiting:
            name = record.fields.company or record.fields.company_en
            contact.company_id = firms[normal_name(name)] if name else None
        self._session.add_all(new)
        self._session.flush()
        candidates.put_many(self._session, {contact.id: keys for contact, _, keys in self._waiting})
        search.put_many(self._session, new)
        for contact, record, _ in self._waiting:
            self._met(contact, record)
        self._session.flush()
        self._present |= self._new
        self._waiting, self._new = [], set()

    def _met(self, contact: Contact, record: Record) -> None:
        """Who met the person and when, where the file says so: the exchange is the first interaction."""
        if not (contact.owner_id and record.exchanged_on):
            return
        met = ContactMet(contact_id=contact.id, user_id=contact.owner_id, met_on=record.exchanged_on)
        touch = Interaction(
            workspace_id=contact.workspace_id,
            user_id=contact.owner_id,
            kind=Kind.EXCHANGE.value,
            happened_on=record.exchanged_on,
            created_at=self._wanted.at,
            links=[InteractionContact(contact_id=contact.id)],
        )
        self._session.add_all([met, touch])

    def _case(self, record: Record, owner: str | None) -> bool:
        """Keeps a record as a pending card; False when the same one waits from an earlier import."""
        session, wanted, row = self._session, self._wanted, self._row
        fields = record.fields.to_dict()
        if record.tags or record.no_contact:
            wish = f"{NO_CONTACT} {record.no_contact.reason or ''}".strip() if record.no_contact else None
            said = [record.fields.remark, ", ".join(record.tags), wish]
            fields["remark"] = "\n".join(filter(None, said))
        digest = _digest(wanted.workspace_id, fields)
        waiting = exists().where(
            ImportCase.digest == digest, ImportCase.card_id == Card.id, Card.state == "pending"
        )
        if digest in {one for _, _, one in self._cases} or session.scalar(select(waiting)):
            return False
        card = Card(
            workspace_id=wanted.workspace_id,
            batch_id=row.batch_id,
            state="pending",
            reading=fields,
            fields=fields,
            exchanged_on=record.exchanged_on or wanted.at.date(),
            exchanged_from=KIND,
            poster_id=wanted.actor_id,
            received_by=owner or wanted.actor_id,
            created_at=wanted.at,
        )
        self._cases.append((card, record.row, digest))
        return True


def _digest(workspace_id: str, fields: Mapping[str, object]) -> str:
    plain = json.dumps([workspace_id, fields], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
