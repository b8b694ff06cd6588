"""Pages of rows in the order of their ids: a cursor is the last id seen, so nothing shifts between pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Query
from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.api.shapes import MOST_ITEMS, Page

Row = TypeVar("Row")
Shape = TypeVar("Shape")
Cursor = Annotated[int, Query(ge=0, le=2**31 - 1, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS)]


def page(
    session: Session,
    rows: Select[Row],
    row_id: Any,
    shape: Callable[[Row], Shape],
    cursor: int,
    limit: int,
) -> Page[Shape]:
    """One page of `rows` after `cursor`; `row_id` is the column of their ids."""
    asked = rows.where(row_id > cursor).order_by(row_id).limit(limit + 1)
    found = list(session.scalars(asked))
    items = found[:limit]
    more = len(found) > limit
    return Page(items=[shape(one) for one in items], next=items[-1].id if more else None)  # type: ignore[attr-defined]
