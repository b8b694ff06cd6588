"""The command line `goen`: a thin layer over the functions it names."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Goen turns photographed business cards into contacts, inside Slack.",
)


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


@app.command(epilog="Example: GOEN_DATABASE_URL=postgresql://… goen migrate")
def migrate() -> None:
    """Brings the database's tables up to date."""
    from storage import migrate as migration
    from storage.database import Database

    settings = Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database.open(settings.url)
    migration.upgrade(database)
    database.dispose()
    typer.echo("the database is up to date")


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


def _stop(sentence: str, code: int) -> None:
    typer.echo(f"goen: {sentence}", err=True)
    raise typer.Exit(code)


def main() -> None:
    """The entry point of the command `goen`; a wrong setting is told in one line."""
    try:
        app()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        sys.stderr.write(f"goen: wrong setting: {wrong}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
