"""The statements of storage.candidates, for each database in its own words.

Lists go in as one value (an array on PostgreSQL, JSON on SQLite), so that a statement is always the same
text and planned once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, TextClause, select, text
from sqlalchemy.orm import Session

from storage.tables import Company, Contact

MOST_A_BLOCK, NEAR = 400, 40
GONE = "archived"
COLUMNS = (
    "name",
    "name_kana",
    "name_romaji",
    "department",
    "department_en",
    "title",
    "title_en",
    "emails",
    "phones",
    "postal_code",
    "address",
    "address_en",
    "urls",
    "other_names",
)

SQLITE, POSTGRES = "sqlite", "postgresql"
_CHOSEN = {
    SQLITE: text("contacts.id IN (SELECT value FROM json_each(:ids))"),
    POSTGRES: text("contacts.id = ANY(CAST(:ids AS integer[]))"),
}
# All keys in one statement: a row each would cost a contact's insert most of a millisecond.
_INSERT = {
    SQLITE: "SELECT value, :contact_id FROM json_each(:hashes)",
    POSTGRES: "SELECT unnest(CAST(:hashes AS bigint[])), :contact_id",
}
# Plain tables rather than classes: nothing here is changed, and rows cost a third of objects.
_CONTACTS, _COMPANIES = Contact.__table__.c, Company.__table__.c
_JOINED = Contact.__table__.outerjoin(Company.__table__)
# Newest first within a block: where a block is cut, the contacts that cards still come from stay in.
_BLOCK = (
    "(SELECT contact_id FROM candidate_keys WHERE candidate_keys.hash = asked.value"
    " ORDER BY contact_id DESC LIMIT :most)"
)
_BLOCKS = {
    SQLITE: "(SELECT json_group_array(contact_id) FROM " + _BLOCK + ") FROM json_each(:hashes) AS asked",  # noqa: S608 (constants)
    POSTGRES: f"ARRAY{_BLOCK} FROM unnest(CAST(:hashes AS bigint[])) AS asked (value)",
}


def dialect(session: Session) -> str:
    """SQLITE or POSTGRES."""
    return str(session.get_bind().dialect.name)


def array(values: Sequence[int], name: str) -> Any:
    """Numbers as one value of the dialect `name`."""
    return json.dumps(values) if name == SQLITE else list(values)


REMOVAL = text("DELETE FROM candidate_keys WHERE contact_id = :contact_id")


@lru_cache
def insertion(name: str) -> TextClause:
    """Writes the keys `:hashes` (an array) of `:contact_id`."""
    return text(f"INSERT INTO candidate_keys (hash, contact_id) {_INSERT[name]}")


@lru_cache
def names(name: str) -> Select[Any]:
    """(id, three forms of the name, two of the company) of those `:ids` (an array) not archived."""
    columns = (_CONTACTS[one] for one in ("id", "name", "name_kana", "name_romaji"))
    asked = select(*columns, _COMPANIES.name.label("company"), _COMPANIES.name_en)
    return asked.select_from(_JOINED).where(_CHOSEN[name], _CONTACTS.state != GONE)


@lru_cache
def profiles(name: str) -> Select[Any]:
    """What the contacts `:ids` (an array) are compared by: COLUMNS, `company` and `company_en`."""
    company = (_COMPANIES.name.label("company"), _COMPANIES.name_en.label("company_en"))
    own = (_CONTACTS[one] for one in ("id", "workspace_id", *COLUMNS))
    return select(*own, *company).select_from(_JOINED).where(_CHOSEN[name])


def blocks(session: Session, hashes: Sequence[int]) -> list[tuple[int, list[int]]]:
    """For each of the hashes the contacts that have it, the newest MOST_A_BLOCK of them."""
    name = dialect(session)
    rows = session.execute(_blocks(name), {"hashes": array(hashes, name), "most": MOST_A_BLOCK})
    return [(number, json.loads(ids) if name == SQLITE else ids) for number, ids in rows]


@lru_cache
def _blocks(name: str) -> TextClause:
    return text(f"SELECT asked.value, {_BLOCKS[name]}")


def insert_pairs(connection: Connection, table: str, pairs: Iterable[tuple[int, int]]) -> None:
    """Writes (hash, contact id) of many contacts into `table`, in the order of the table's own key.

    Handed to the driver as they are: SQLAlchemy's named parameters would cost more than the rows.
    """
    mark = "?" if connection.dialect.name == SQLITE else "%s"
    rows = sorted(pairs)
    if rows:
        statement = f"INSERT INTO {table} (hash, contact_id) VALUES ({mark}, {mark})"  # noqa: S608 (a constant)
        connection.exec_driver_sql(statement, rows)
