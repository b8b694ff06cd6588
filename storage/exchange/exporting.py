"""An export: what is asked for, written beside its place first, and kept in the history of acts."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from storage.database import Database
from storage.exchange import dump, tables_out, vcards_out
from storage.exchange.choice import Choice
from storage.exchange.values import Form
from storage.history import acting

KIND = "export"


def export(
    database: Database,
    choice: Choice,
    form: Form,
    path: Path,
    actor_id: str,
    at: datetime,
    language: str = "ja",
) -> int:
    """Writes the chosen contacts, or as JSON everything there is; returns how many contacts.

    The file appears whole or not at all. Who exported when is kept as an act, without what was in it.

    Raises:
        OSError: the file cannot be written.
    """
    with database.write() as session, acting(session, choice.workspace_id, actor_id, KIND, form, at):
        pass
    unfinished = path.with_name(f".{path.name}.part")
    try:
        number = _write(database, choice, form, unfinished, language)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return number


def _write(database: Database, choice: Choice, form: Form, path: Path, language: str) -> int:
    path.touch(mode=0o600)
    if form is Form.JSON:
        return dump.write(database, path)["contacts"]
    with database.read() as session:
        if form is Form.VCARD:
            return vcards_out.write(session, choice, path)
        if form is Form.XLSX:
            return tables_out.write_xlsx(session, choice, path, language)
        return tables_out.write_csv(session, choice, path, language, legacy=form is Form.CP932)
