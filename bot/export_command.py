"""What `goen export` does and prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from bot.command_house import CommandRefused, actor, open_database, workspace_id
from bot.settings import Settings
from storage.exchange.choice import Choice
from storage.exchange.exporting import export
from storage.exchange.values import Form

_BY_ENDING: Mapping[str, Form] = {
    ".csv": Form.CSV,
    ".xlsx": Form.XLSX,
    ".vcf": Form.VCARD,
    ".json": Form.JSON,
    ".jsonl": Form.JSON,
}


def export_file(
    path: Path,
    settings: Settings,
    out: TextIO,
    *,
    form: Form | None,
    workspace: str | None,
    acting_as: str | None,
    english: bool,
    tag: str | None,
    company: str | None,
    owner: str | None,
    since: date | None,
    until: date | None,
) -> None:
    """Writes contacts into a file; its form by its ending unless it is named.

    Raises:
        CommandRefused: the form cannot be told, does not go with a filter, or the file cannot be written.
    """
    chosen = form or _BY_ENDING.get(path.suffix.casefold())
    if chosen is None:
        raise CommandRefused(f"{path.name}: add --format with one of {', '.join(Form)}")
    if chosen is Form.JSON and any((tag, company, owner, since, until)):
        raise CommandRefused("json is everything there is; filters go with csv, cp932, xlsx and vcard")
    with open_database(settings) as database:
        scope = workspace_id(database, workspace)
        choice = Choice(scope, tag, company, owner, since, until)
        who, language = actor(database, scope, acting_as), "en" if english else "ja"
        try:
            number = export(database, choice, chosen, path, who, datetime.now(UTC), language)
        except OSError as error:
            raise CommandRefused(f"{path.name}: {error.strerror or error}") from error
    out.write(f"{number:,} contacts written to {path}\n")
