"""What other systems are told: events found among the changes of a transaction, kept with it.

Each event is one row for each address that wants its kind, written in the transaction of the change itself.
Nothing is written while a workspace has no webhook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage import history
from storage.history import CREATED, REMOVED
from storage.tables import Contact, FollowUp, Interaction, Webhook, WebhookEvent

SAVED, UPDATED, MOVED = "contact.saved", "contact.updated", "contact.moved"
MERGED, REMOVED_CONTACT = "contact.merged", "contact.removed"
LOGGED, DONE = "interaction.logged", "follow_up.done"
KINDS = (SAVED, UPDATED, MOVED, MERGED, REMOVED_CONTACT, LOGGED, DONE)
WAITING = "waiting"
_TOLD = "events told"
# What Goen notes for its own reminders is no change of the contact.
_OWN_MARKS = {"checked_at", "ask_after", "never_ask", "updated_at", "created_at"}
Change = Mapping[str, Any]


def _of_contact(change: Change) -> str | None:
    field = change["field"]
    if field in (CREATED, REMOVED):
        return SAVED if field == CREATED else REMOVED_CONTACT
    if field == "merged_into_id":
        return MERGED if change["new"] else UPDATED
    if field == "company_id" and change["old"] and change["new"] and change["reason"] != "merge":
        return MOVED
    return None if field in _OWN_MARKS else UPDATED


def _of_interaction(change: Change) -> str | None:
    return LOGGED if change["field"] == CREATED and not change["new"]["private"] else None


def _of_follow_up(change: Change) -> str | None:
    return DONE if change["field"] == "state" and change["new"] == "done" else None


_FINDERS = {
    Contact.__tablename__: _of_contact,
    Interaction.__tablename__: _of_interaction,
    FollowUp.__tablename__: _of_follow_up,
}


@history.listener
def tell(session: Session, changes: Sequence[Change]) -> None:
    """Keeps the events among some changes for every address that wants them."""
    wanted = [(change, kind) for change in changes if (kind := _kind_of(change))]
    if not wanted:
        return
    hooks = _hooks(session, {change["workspace_id"] for change, _ in wanted})
    told = session.info.setdefault(_TOLD, set())
    rows = [
        row for change, kind in wanted if _is_news(change, kind, told) for row in _rows(change, kind, hooks)
    ]
    if rows:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(cast(Table, WebhookEvent.__table__)).on_conflict_do_nothing()
        session.connection().execute(statement, rows)


def _kind_of(change: Change) -> str | None:
    find = _FINDERS.get(change["entity"])
    return find(change) if find else None


def _hooks(session: Session, workspaces: Iterable[str]) -> list[tuple[int, str, list[str]]]:
    rows = select(Webhook.id, Webhook.workspace_id, Webhook.kinds).where(
        Webhook.workspace_id.in_(sorted(workspaces))
    )
    return [(one.id, one.workspace_id, one.kinds) for one in session.connection().execute(rows)]


def _is_news(change: Change, kind: str, told: set[tuple[Any, ...]]) -> bool:
    """A contact that an act saved, moved or merged is not told as updated by it as well."""
    act = (change["entity"], change["entity_id"], change["act_id"] or change["at"])
    if kind == UPDATED and act in told:
        return False
    told.add(act)
    return True


def _rows(change: Change, kind: str, hooks: Iterable[tuple[int, str, list[str]]]) -> Iterator[dict[str, Any]]:
    for hook, workspace_id, kinds in hooks:
        if workspace_id == change["workspace_id"] and (not kinds or kind in kinds):
            yield {
                "webhook_id": hook,
                "key": f"{kind}:{change['entity_id']}:{change['act_id'] or change['at'].isoformat()}",
                "kind": kind,
                "ref": change["entity_id"],
                "actor_id": change["actor_id"],
                "at": change["at"],
                "state": WAITING,
                "attempts": 0,
                "next_at": change["at"],
            }
