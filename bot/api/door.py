"""Who asks: a system's token, whether it may write, whether it asks too often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request, status
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from bot.api.limits import Limits
from bot.house import House
from storage import api_tokens, audit, users
from storage.tables import ApiToken

ACTOR = "api:"
_bearer = HTTPBearer(auto_error=False, description="A token from `goen token add`.")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a request is served with: the services, who asks, and since when it is now."""

    house: House
    token: ApiToken
    now: datetime

    @property
    def workspace_id(self) -> str:
        return self.house.workspace_id

    @property
    def actor_id(self) -> str:
        """Who acts, as the history names it: api:NAME."""
        return f"{ACTOR}{self.token.name}"

    def colleague(self, session: Session, user_id: str, field: str) -> str:
        """The Slack id of a full member.

        Raises:
            RequestValidationError: Goen knows no such member.
        """
        if user_id not in {one.slack_id for one in users.members(session, self.workspace_id)}:
            raise wrong(field, "no member with this Slack id is known")
        return user_id


def wrong(field: str, message: str) -> RequestValidationError:
    """What is said of a value that has the right shape and still cannot be taken: a 422 as any other."""
    return RequestValidationError([{"type": "value_error", "loc": ("body", field), "msg": message}])


Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def desk(request: Request, bearer: Bearer) -> Desk:
    """Lets a system in that has a valid token and does not ask too often.

    Raises:
        HTTPException: 401 without a valid token, 429 when it asks too often.
    """
    house: House = request.app.state.house
    limits: Limits = request.app.state.limits
    token = _token(house, bearer.credentials if bearer else "")
    if token is None:
        headers = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "no valid token", headers=headers)
    if wait := limits.wait(token.id):
        headers = {"Retry-After": str(wait)}
        raise HTTPException(status.HTTP_429_TOO_MANY_REQUESTS, "too many requests", headers=headers)
    return Desk(house, token, house.clock())


def _token(house: House, secret: str) -> ApiToken | None:
    now = house.clock()
    with house.database.read() as session:
        token = api_tokens.find(session, house.workspace_id, secret)
    if token and api_tokens.is_use_news(token, now):
        with house.database.write() as session:
            session.get_one(ApiToken, token.id).used_at = now
    return token


def writing_desk(asked: Annotated[Desk, Depends(desk)]) -> Desk:
    """Lets a system in that may write.

    Raises:
        HTTPException: 403 when its token may only read.
    """
    if not asked.token.may_write:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "this token may only read")
    return asked


Reading = Annotated[Desk, Depends(desk)]


def audited(request: Request, asked: Reading) -> None:
    """Tells the audit log what a system is about to read; what it changes is told as any change."""
    if request.method != "GET":
        return
    kind, _, rest = str(request.scope["route"].path).strip("/").partition("/")
    number = next(iter(request.path_params.values()), "")
    subject = number if re.fullmatch("[0-9]{1,18}", number) else None
    with asked.house.database.write() as session:
        more = {"by": "api", "search": rest == "search"}
        workspace, who = asked.workspace_id, asked.actor_id
        audit.write(session, workspace, who, audit.Action.LOOKED_UP, kind, subject, asked.now, **more)


Writing = Annotated[Desk, Depends(writing_desk)]


def reading_session(asked: Reading) -> Iterator[Session]:
    """A consistent view for one request."""
    with asked.house.database.read() as session:
        yield session


View = Annotated[Session, Depends(reading_session)]
