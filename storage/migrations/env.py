"""Alembic's entry: runs on the connection that `storage.migrate` hands over."""

from typing import Any, Literal

from alembic import context

from storage.tables import Base
from storage.tables.base import UtcDateTime


def portable(kind: str, column_type: Any, _: Any) -> str | Literal[False]:
    """Writes our instants into migrations as the plain type they are stored as."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(column_type, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=portable,
    transactional_ddl=False,
)
context.run_migrations()
