"""Pictures live in the database, so that transactions, replicas and backups cover them."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.outbox import PARKED, UNSETTLED
from storage.tables import Card, Outbox, Photo, Picture


class PictureGone(LookupError):
    """No picture is stored under this hash."""


# What an export wrote, kept until Slack has it.
EXPORTED = "application/octet-stream"


def put(session: Session, content: bytes, mime: str) -> str:
    """Stores bytes once; returns their SHA-256 in hex."""
    digest = sha256(content).hexdigest()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(Picture).values(sha256=digest, mime=mime, size=len(content), content=content)
    session.execute(row.on_conflict_do_nothing(index_elements=[Picture.sha256]))
    return digest


def get(session: Session, digest: str) -> tuple[bytes, str]:
    """The bytes and their MIME type.

    Raises:
        PictureGone: nothing is stored under this hash.
    """
    found = session.execute(
        select(Picture.content, Picture.mime).where(Picture.sha256 == digest)
    ).one_or_none()
    if found is None:
        raise PictureGone(digest)
    return found[0], found[1]


def drop_unused(session: Session, among: Collection[str] | None = None) -> int:
    """Removes pictures, or those `among` them, that no photo and no card shows any more; returns how many."""
    photo = select(Photo.id).where(Photo.picture_sha == Picture.sha256).exists()
    card = select(Card.id).where(Card.picture_sha == Picture.sha256).exists()
    statement = delete(Picture).where(~photo, ~card, Picture.sha256.not_in(_on_their_way(session)))
    if among is not None:
        statement = statement.where(Picture.sha256.in_(among))
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount


def _on_their_way(session: Session) -> list[str]:
    """Files of exports that Slack does not have yet."""
    rows = select(Outbox.ids).where(Outbox.action == "upload", Outbox.state.in_((*UNSETTLED, PARKED)))
    return [str(ids["exported"]) for ids in session.scalars(rows) if ids.get("exported")]


def forget_export(session: Session, digest: str) -> None:
    """Removes an export that Slack has, or will never have."""
    session.execute(delete(Picture).where(Picture.sha256 == digest, Picture.mime == EXPORTED))
