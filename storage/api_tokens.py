"""Keys of other systems to the HTTP API: shown once, kept as a digest, revoked by name."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import ApiToken

PREFIX = "goen_"
# A token's last use is worth knowing by the hour; to the second it would be a write for every request.
_USE_NOTED_EVERY = timedelta(hours=1)


class NameTaken(ValueError):
    """Another token has this name; revoked ones keep theirs, since history names them."""


def create(
    session: Session, workspace_id: str, name: str, may_write: bool, created_by: str, at: datetime
) -> str:
    """A new token for a system of this name: the secret, which is shown this once.

    Raises:
        NameTaken: there is, or was, a token of this name.
    """
    same = select(ApiToken.id).where(ApiToken.workspace_id == workspace_id, ApiToken.name == name)
    if session.scalar(same):
        raise NameTaken(name)
    secret = PREFIX + secrets.token_urlsafe(32)
    session.add(
        ApiToken(
            workspace_id=workspace_id,
            name=name,
            digest=_digest(secret),
            may_write=may_write,
            created_by=created_by,
            created_at=at,
        )
    )
    session.flush()
    return secret


def find(session: Session, workspace_id: str, secret: str) -> ApiToken | None:
    """The token of a secret, unless it was revoked."""
    rows = select(ApiToken).where(
        ApiToken.workspace_id == workspace_id,
        ApiToken.digest == _digest(secret),
        ApiToken.revoked_at.is_(None),
    )
    return session.scalars(rows).one_or_none()


def is_use_news(token: ApiToken, now: datetime) -> bool:
    """Whether a use of the token now is to be noted."""
    return token.used_at is None or now - token.used_at >= _USE_NOTED_EVERY


def all_of(session: Session, workspace_id: str) -> list[ApiToken]:
    """The tokens of a workspace, revoked ones too, oldest first."""
    rows = select(ApiToken).where(ApiToken.workspace_id == workspace_id)
    return list(session.scalars(rows.order_by(ApiToken.id)))


def revoke(session: Session, workspace_id: str, name: str, at: datetime) -> bool:
    """Ends a token at once; False when no valid one has this name."""
    for token in all_of(session, workspace_id):
        if token.name == name and token.revoked_at is None:
            token.revoked_at = at
            return True
    return False


def _digest(secret: str) -> str:
    """SHA-256: the secrets are random, so nothing slower is needed against guessing."""
    return hashlib.sha256(secret.encode()).hexdigest()
