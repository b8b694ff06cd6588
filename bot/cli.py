"""The command line `goen`: a thin layer over the functions it names."""

from __future__ import annotations

import errno
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot import linkage_command
from bot.command_house import CommandRefused
from bot.settings import Settings
from storage.erasure import Notes
from storage.exchange.values import Form

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Goen turns photographed business cards into contacts, inside Slack.",
)
audit = typer.Typer(
    no_args_is_help=True, help="The audit log: who looked up, exported, changed, merged, erased."
)
app.add_typer(audit, name="audit", epilog="Example: goen audit verify")


@app.command(epilog="Example: goen run")
def run() -> None:
    """Starts Goen against the workspace that the SLACK_ settings name."""
    from bot.run import run_forever

    settings = Settings()
    if missing := settings.missing():
        _stop(f"missing settings: {', '.join(missing)}. See the README, Connect a workspace.", 2)
    try:
        run_forever(settings)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        _stop("GOEN_HTTP_PORT or GOEN_METRICS_PORT is taken by another program; choose another", 1)


@app.command(epilog="Example: goen demo")
def demo(
    port: Annotated[
        int, typer.Option(help="Port of the local Slack's chat page; 0 picks a free one.")
    ] = 8200,
) -> None:
    """Plays the main job on sample photos in a local Slack, then stays up to go on by hand."""
    from bot.demo import play

    raise typer.Exit(play(port))


@app.command(epilog="Example: goen read --json card1.jpg card2.heic")
def read(
    photos: Annotated[list[Path], typer.Argument(help="Photos of business cards.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a photo.")] = False,
) -> None:
    """Reads photos of business cards and prints what they say."""
    from bot.read_command import print_readings

    print_readings(photos, as_json)


@app.command(epilog="Example: goen duplicates < pairs.jsonl")
def duplicates(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; the only form there is.")] = False,
) -> None:
    """Says for each pair of contacts on standard input whether they are one person, and why."""
    from bot.duplicates_command import judge_lines

    raise typer.Exit(judge_lines(sys.stdin, sys.stdout, sys.stderr))


@app.command(epilog="Example: goen note < notes.jsonl")
def note(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; the only form there is.")] = False,
) -> None:
    """Says what notes on standard input mean: who, when, how, amount and actions."""
    from bot.note_command import understand_lines

    raise typer.Exit(understand_lines(sys.stdin, sys.stdout, sys.stderr))


@app.command(epilog="Example: goen reminders --at 2026-12-01T09:00+09:00 --dry-run")
def reminders(
    at: Annotated[
        str | None, typer.Option(help="The moment, ISO 8601 with its zone; now when left out.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print only; the running Goen is what sends.")
    ] = False,
) -> None:
    """Prints who would get what in the morning messages of a moment, and why."""
    from bot.reminders_command import print_due

    if not dry_run:
        _stop("add --dry-run: this command only prints, the running Goen sends", 2)
    try:
        moment = datetime.fromisoformat(at) if at else datetime.now(UTC)
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        _stop("--at needs a date, a time and a zone, such as 2026-12-01T09:00+09:00", 2)
    raise typer.Exit(print_due(Settings(), moment, sys.stdout))


@app.command("import", epilog="Example: goen import sansan.csv --dry-run")
def import_(
    file: Annotated[
        Path | None, typer.Argument(help="CSV, XLSX, vCard or a full export.", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    undo: Annotated[int | None, typer.Option(help="Take the import of this number back.")] = None,
    owner: Annotated[str | None, typer.Option(help="Slack id of who owns rows that name nobody.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A tag for every contact; may be repeated.")] = None,
    meaning: Annotated[
        list[str] | None, typer.Option("--map", help="HEADING=VALUE: what a column holds; remembered.")
    ] = None,
    acting_as: Annotated[str | None, typer.Option("--as", help="Slack id of who imports.")] = None,
    workspace: Annotated[str | None, typer.Option(help="Slack id of the workspace.")] = None,
) -> None:
    """Imports contacts from a table, vCards or a full export; rows that may be known wait for a person."""
    from bot import import_command
    from bot.command_house import CommandRefused

    try:
        if undo is not None:
            import_command.undo(undo, Settings(), sys.stdout, acting_as)
            return
        if file is None:
            _stop("import what? Name a file, or --undo with the number of an import", 2)
            return
        import_command.import_file(
            file,
            Settings(),
            sys.stdout,
            trial=dry_run,
            workspace=workspace,
            acting_as=acting_as,
            owner=owner,
            tags=tag or [],
            meanings=meaning or [],
        )
    except CommandRefused as error:
        _stop(str(error), 1)


@app.command(epilog="Example: goen export contacts.xlsx --company 山田商事 --since 2026-04-01")
def export(
    file: Annotated[Path, typer.Argument(help="Where to write: .csv, .xlsx, .vcf or .jsonl.")],
    form: Annotated[
        Form | None, typer.Option("--format", help="The form, where the ending does not tell it.")
    ] = None,
    tag: Annotated[str | None, typer.Option(help="Only contacts with this tag.")] = None,
    company: Annotated[str | None, typer.Option(help="Only contacts of this company.")] = None,
    owner: Annotated[str | None, typer.Option(help="Only contacts of this Slack id.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Saved on or after.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Saved on or before.")] = None,
    english: Annotated[bool, typer.Option("--english", help="Headings in English.")] = False,
    acting_as: Annotated[str | None, typer.Option("--as", help="Slack id of who exports.")] = None,
    workspace: Annotated[str | None, typer.Option(help="Slack id of the workspace.")] = None,
) -> None:
    """Writes contacts as CSV, XLSX or vCards, or everything there is as JSON lines."""
    from bot.command_house import CommandRefused
    from bot.export_command import export_file

    try:
        export_file(
            file,
            Settings(),
            sys.stdout,
            form=form,
            workspace=workspace,
            acting_as=acting_as,
            english=english,
            tag=tag,
            company=company,
            owner=owner,
            since=since.date() if since else None,
            until=until.date() if until else None,
        )
    except CommandRefused as error:
        _stop(str(error), 1)


@audit.command("verify", epilog="Example: goen audit verify --expect 1204:9f86d081884c7d65")
def audit_verify(
    expect: Annotated[
        str | None, typer.Option(help="NUMBER:HASH that an earlier verify printed, kept elsewhere.")
    ] = None,
    workspace: Annotated[str | None, typer.Option(help="Slack id of the workspace.")] = None,
) -> None:
    """Checks every row's hash; prints the count and last hash, or the first broken row and exits 1."""
    from bot import audit_command
    from bot.command_house import CommandRefused

    try:
        whole = audit_command.verify(Settings(), sys.stdout, workspace=workspace, expected=expect)
    except CommandRefused as error:
        _stop(str(error), 2)
    raise typer.Exit(0 if whole else 1)


@audit.command("list", epilog="Example: goen audit list --subject contacts:12 --since 2026-11-01")
def audit_list(
    actor: Annotated[str | None, typer.Option(help="Slack id of who did it.")] = None,
    action: Annotated[str | None, typer.Option(help="Such as looked_up, changed, exported, refused.")] = None,
    subject: Annotated[str | None, typer.Option(help="KIND:ID, such as contacts:12.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="On or after, UTC.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many, the newest first.")] = 50,
    workspace: Annotated[str | None, typer.Option(help="Slack id of the workspace.")] = None,
) -> None:
    """Prints the newest entries of the audit log, one a line."""
    from bot import audit_command
    from bot.command_house import CommandRefused

    try:
        audit_command.show(
            Settings(),
            sys.stdout,
            workspace=workspace,
            actor=actor,
            action=action,
            subject=subject,
            since=since.replace(tzinfo=UTC) if since else None,
            limit=limit,
        )
    except CommandRefused as error:
        _stop(str(error), 2)


@app.command(epilog="Example: goen erase 42, then goen erase 42 --notes strike --yes")
def erase(
    contact: Annotated[str, typer.Argument(help="The contact's number, or words that find it alone.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Erase; without it, only say what would be erased.")
    ] = False,
    notes: Annotated[
        Notes, typer.Option(help="Notes that name the person: keep, strike the names out, or delete.")
    ] = Notes.KEEP,
    acting_as: Annotated[str | None, typer.Option("--as", help="Slack id of who erases.")] = None,
    workspace: Annotated[str | None, typer.Option(help="Slack id of the workspace.")] = None,
) -> None:
    """Removes everything held about a person for good."""
    from bot import erase_command

    erase_command.erase(
        contact, Settings(), sys.stdout, sure=yes, notes=notes, workspace=workspace, by=acting_as
    )


@app.command(epilog="Example: goen disclose 42 tanaka")
def disclose(
    contact: Annotated[str, typer.Argument(help="The contact's number, or words that find it alone.")],
    folder: Annotated[Path, typer.Argument(help="A new folder for the data and the pictures.")],
    acting_as: Annotated[str | None, typer.Option("--as", help="Slack id of who discloses.")] = None,
    workspace: Annotated[str | None, typer.Option(help="Slack id of the workspace.")] = None,
) -> None:
    """Writes everything held about a person into a folder."""
    from bot import erase_command

    erase_command.disclose(contact, folder, Settings(), sys.stdout, workspace=workspace, by=acting_as)


@app.command(epilog="Example: goen backup /backups/monday.goen-backup")
def backup(
    path: Annotated[
        Path | None,
        typer.Argument(help="The file; without one, the next in GOEN_BACKUP_DIR.", show_default=False),
    ] = None,
) -> None:
    """Writes everything, pictures included, into one file while Goen runs, and reads it back."""
    from bot.backup_command import make_backup

    make_backup(path, Settings(), sys.stdout)


@app.command(epilog="Example: GOEN_DATA_DIR=new goen restore /backups/monday.goen-backup")
def restore(path: Annotated[Path, typer.Argument(help="The backup.", show_default=False)]) -> None:
    """Brings a backup back into the empty database of the settings."""
    from bot.backup_command import bring_back

    bring_back(path, Settings(), sys.stdout)


@app.command(epilog="Example: GOEN_DATABASE_URL=postgresql://… goen migrate")
def migrate() -> None:
    """Brings the tables, and what contacts are found by, up to date; goes on where it was stopped."""
    from storage import migrate as migration
    from storage import reindex
    from storage.database import Database

    settings = Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database.open(settings.url)
    migration.upgrade(database)
    renewed = reindex.finish(database)
    database.dispose()
    typer.echo("the database is up to date" + (f"; {renewed} contacts indexed anew" if renewed else ""))


@app.command(epilog="Example: goen manifest > manifest.yaml")
def manifest(
    request_url: Annotated[
        str | None, typer.Option(help="Public https URL ending in /slack/events, for HTTP mode.")
    ] = None,
) -> None:
    """Prints the Slack app manifest with the command names from the settings."""
    from bot.manifest import manifest_yaml

    typer.echo(manifest_yaml(Settings(), request_url), nl=False)


@app.command(epilog="Example: goen doctor")
def doctor() -> None:
    """Checks tesseract, the engines, the database, tokens and scopes; one line each."""
    from bot.doctor import findings

    healthy = True
    for finding in findings(Settings()):
        typer.echo(f"{'ok ' if finding.ok else 'BAD'}  {finding.what}: {finding.detail}")
        healthy = healthy and finding.ok
    raise typer.Exit(0 if healthy else 1)


app.add_typer(linkage_command.tokens, name="token")
app.add_typer(linkage_command.hooks, name="webhook")


def _stop(sentence: str, code: int) -> None:
    typer.echo(f"goen: {sentence}", err=True)
    raise typer.Exit(code)


def main() -> None:
    """The entry point of the command `goen`; a wrong setting or a refusal is told in one line."""
    try:
        app()
    except CommandRefused as error:
        sys.stderr.write(f"goen: {error}\n")
        sys.exit(1)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        sys.stderr.write(f"goen: wrong setting: {wrong}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
