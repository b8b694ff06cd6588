"""The audit log: who looked up, exported, changed, merged, erased, and who was refused.

Append-only and chained by hashes (SHA-256 over the canonical JSON of the row and the former row's hash), so
that a row changed, left out or put in later is found by `verify`. It holds ids and codes only.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, SessionTransaction

from storage.tables import AuditEntry, AuditHead

_WAITING = "audit entries that wait for the commit"
_IDS = re.compile(r"[A-Za-z0-9_.:/-]{1,80}", re.ASCII)
_PART = 1_000


class Action(StrEnum):
    """What was done, or asked for in vain."""

    LOOKED_UP = "looked_up"
    CHANGED = "changed"
    MERGED = "merged"
    IMPORTED = "imported"
    EXPORTED = "exported"
    ERASED = "erased"
    DISCLOSED = "disclosed"
    REMOVED = "removed"
    SETTINGS = "settings"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    KEY_CHANGED = "key_changed"
    REFUSED = "refused"


class NotAnId(ValueError):
    """Something other than an id, a code or a number was to be written into the audit log."""


class ReadOnly(RuntimeError):
    """An audit entry was written in a session whose changes are thrown away."""


@dataclass(frozen=True, slots=True)
class _Row:
    workspace_id: str
    actor_id: str
    action: str
    subject_kind: str | None
    subject_id: str | None
    at: datetime
    ids: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look through a workspace's chain found.

    `count` rows hold, the last of them has `last_hash` ("" for none); `broken` says in a sentence what is
    wrong with row number `count` + 1, None when all is well.
    """

    workspace_id: str
    count: int
    last_hash: str
    broken: str | None = None


def write(
    session: Session,
    workspace_id: str,
    actor_id: str,
    action: Action,
    subject_kind: str | None,
    subject_id: str | int | None,
    at: datetime,
    **ids: Any,
) -> None:
    """Appends one entry when the session's transaction commits, and with it or not at all.

    `subject_kind` is a table or noun ("contacts", "search", "settings"), `ids` are further ids, codes,
    numbers, or lists of them. `at` is an aware moment. The chain's end is locked only from the commit on, so
    that transactions do not wait for each other's work. An actor whose name is no id (a system's may be any
    words) is told by a digest of it.

    Raises:
        NotAnId: a value is text that may be about a person.
        ReadOnly: the session came from `Database.read`.
    """
    if session.info.get("read_only"):
        raise ReadOnly(action)
    subject = None if subject_id is None else str(subject_id)
    for value in (subject_kind or "", subject or "", *ids.values()):
        _check(value)
    row = _Row(workspace_id, named(actor_id), action.value, subject_kind, subject, at.astimezone(UTC), ids)
    session.info.setdefault(_WAITING, []).append((session.get_nested_transaction(), row))


def named(actor_id: str) -> str:
    """How the log names an actor: by the id, or by "name:" and a digest of what is none."""
    if _IDS.fullmatch(actor_id):
        return actor_id
    return f"name:{hashlib.sha256(actor_id.encode()).hexdigest()[:16]}"


def _check(value: Any) -> None:
    if isinstance(value, (list, tuple)):
        for item in value:
            _check(item)
    elif isinstance(value, str):
        if value and not _IDS.fullmatch(value):
            raise NotAnId
    elif not (value is None or isinstance(value, (int, bool))):
        raise NotAnId


@event.listens_for(Session, "before_commit")
def _append(session: Session) -> None:
    if session.in_nested_transaction() or not session.info.get(_WAITING):
        return
    session.flush()
    rows = [row for _, row in session.info.pop(_WAITING)]
    # Always in the same order: two transactions that append to two chains would wait for each other.
    for workspace_id in sorted({row.workspace_id for row in rows}):
        _chain(session, workspace_id, [row for row in rows if row.workspace_id == workspace_id])


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    waiting = session.info.get(_WAITING) or []
    kept = [(within, row) for within, row in waiting if ended.nested and within is not ended]
    session.info[_WAITING] = kept


def _chain(session: Session, workspace_id: str, rows: Sequence[_Row]) -> None:
    number, former = _locked_head(session, workspace_id)
    lines = []
    for row in rows:
        number += 1
        line = {**asdict(row), "number": number}
        former = digest(line, former)
        lines.append({**line, "hash": former})
    session.execute(insert(AuditEntry.__table__), lines)  # type: ignore[arg-type]  # a Table
    own = AuditHead.workspace_id == workspace_id
    session.execute(
        update(AuditHead).where(own).values(number=number, hash=former),
        execution_options={"synchronize_session": False},
    )


def _locked_head(session: Session, workspace_id: str) -> tuple[int, str]:
    """The number and hash of the chain's last row; nobody else appends until this transaction ends."""
    head = select(AuditHead.number, AuditHead.hash).where(AuditHead.workspace_id == workspace_id)
    found = session.execute(head.with_for_update()).first()
    if found is None:
        new = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        first = new(AuditHead).values(workspace_id=workspace_id, number=0, hash="")
        session.execute(first.on_conflict_do_nothing())
        found = session.execute(head.with_for_update()).one()
    return found.number, found.hash


def digest(row: Mapping[str, Any], former: str) -> str:
    """The hash of a row (columns by name, `hash` left out) after a row with the hash `former`, in hex."""
    told = {name: value for name, value in row.items() if name != "hash"}
    told |= {"at": row["at"].astimezone(UTC).isoformat(timespec="microseconds"), "former": former}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def verify(session: Session, workspace_id: str, expected: tuple[int, str] | None = None) -> Verdict:
    """Computes the whole chain anew, with flat memory, up to the first row that does not hold.

    `expected` is the count and last hash that an earlier look printed: whoever rewrote the whole chain since
    is found by it.
    """
    count, former, known = 0, "", expected is None
    columns = AuditEntry.__table__.columns
    rows = select(*columns).where(AuditEntry.workspace_id == workspace_id).order_by(AuditEntry.number)
    for found in session.execute(rows.execution_options(yield_per=_PART)).mappings():
        row = {str(name): value for name, value in found.items()}
        if row["number"] != count + 1:
            return Verdict(workspace_id, count, former, f"row {count + 1} is missing")
        if row["hash"] != digest(row, former):
            return Verdict(workspace_id, count, former, f"row {count + 1} is not as it was written")
        count, former = row["number"], row["hash"]
        known = known or (count, former) == expected
    return Verdict(workspace_id, count, former, _broken_end(session, workspace_id, count, former, known))


def _broken_end(session: Session, workspace_id: str, count: int, last: str, known: bool) -> str | None:
    head = session.get(AuditHead, workspace_id, populate_existing=True)
    if head and head.number > count:
        return f"row {count + 1} is missing"
    if (head.number, head.hash) != (count, last) if head else bool(count):
        return f"row {count} was appended past the end of the chain"
    return None if known else "the expected row is not in the chain: it was rewritten since"


def entries(
    session: Session,
    workspace_id: str,
    *,
    actor_id: str | None = None,
    action: str | None = None,
    subject: tuple[str, str] | None = None,
    since: datetime | None = None,
    limit: int = 50,
) -> list[AuditEntry]:
    """The newest entries first; `subject` is a kind and an id."""
    wanted = select(AuditEntry).where(AuditEntry.workspace_id == workspace_id)
    if actor_id:
        wanted = wanted.where(AuditEntry.actor_id == named(actor_id))
    if action:
        wanted = wanted.where(AuditEntry.action == action)
    if subject:
        wanted = wanted.where(AuditEntry.subject_kind == subject[0], AuditEntry.subject_id == subject[1])
    if since:
        wanted = wanted.where(AuditEntry.at >= since)
    return list(session.scalars(wanted.order_by(AuditEntry.number.desc()).limit(limit)))
