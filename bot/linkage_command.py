"""`goen token` and `goen webhook`: which systems may ask, and which are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.command_house import CommandRefused, actor, open_database, workspace_id
from bot.settings import Settings
from storage import api_tokens, webhooks

tokens = typer.Typer(no_args_is_help=True, help="Tokens of other systems for the HTTP API.")
hooks = typer.Typer(no_args_is_help=True, help="Addresses that are told of events.")
Workspace = Annotated[str | None, typer.Option(help="Slack id of the workspace.")]
As = Annotated[str | None, typer.Option("--as", help="Slack id of who does it.")]


@tokens.command("add", epilog="Example: goen token add accounting --read-only")
def add_token(
    name: Annotated[str, typer.Argument(help="The system's name, as the history shows it.")],
    read_only: Annotated[bool, typer.Option("--read-only", help="It may not write.")] = False,
    acting_as: As = None,
    workspace: Workspace = None,
) -> None:
    """Makes a token and prints it, this once."""
    with open_database(Settings()) as database:
        team = workspace_id(database, workspace)
        who = actor(database, team, acting_as)
        try:
            with database.write() as session:
                secret = api_tokens.create(session, team, name, not read_only, who, datetime.now(UTC))
        except api_tokens.NameTaken:
            raise CommandRefused(f"there is a token of the name {name} already; choose another") from None
    typer.echo(secret)


@tokens.command("list", epilog="Example: goen token list")
def list_tokens(workspace: Workspace = None) -> None:
    """Prints the tokens: name, what they may do, when they were last used."""
    with open_database(Settings()) as database, database.read() as session:
        for one in api_tokens.all_of(session, workspace_id(database, workspace)):
            may = "revoked" if one.revoked_at else "reads and writes" if one.may_write else "reads"
            used = f"last used {one.used_at:%Y-%m-%d}" if one.used_at else "never used"
            typer.echo(f"{one.name}  {may}  {used}")


@tokens.command("revoke", epilog="Example: goen token revoke accounting")
def revoke_token(name: str, workspace: Workspace = None) -> None:
    """Ends a token at once."""
    with open_database(Settings()) as database:
        team = workspace_id(database, workspace)
        with database.write() as session:
            ended = api_tokens.revoke(session, team, name, datetime.now(UTC))
    if not ended:
        raise CommandRefused(f"no valid token has the name {name}; see goen token list")
    typer.echo(f"{name} is revoked")


@hooks.command("add", epilog="Example: goen webhook add https://erp.example/goen --event contact.saved")
def add_hook(
    url: Annotated[str, typer.Argument(help="Where the events are sent by POST.")],
    event: Annotated[Sequence[str], typer.Option(help="An event it wants; all when none is named.")] = (),
    acting_as: As = None,
    workspace: Workspace = None,
) -> None:
    """Has an address told of events from now on; prints its number and the secret of its signatures."""
    with open_database(Settings()) as database:
        team = workspace_id(database, workspace)
        who = actor(database, team, acting_as)
        try:
            with database.write() as session:
                row = webhooks.add(session, team, url, event, who, datetime.now(UTC))
        except ValueError as error:
            raise CommandRefused(str(error)) from None
    typer.echo(f"{row.id}  {row.secret}")


@hooks.command("list", epilog="Example: goen webhook list")
def list_hooks(workspace: Workspace = None) -> None:
    """Prints the addresses with their events, and how many are sent, waiting and given up."""
    with open_database(Settings()) as database, database.read() as session:
        for one in webhooks.all_of(session, workspace_id(database, workspace)):
            told = ", ".join(f"{state} {n}" for state, n in sorted(webhooks.counts(session, one.id).items()))
            typer.echo(f"{one.id}  {one.url}  {' '.join(one.kinds) or 'all events'}  {told or 'none yet'}")


@hooks.command("remove", epilog="Example: goen webhook remove 1")
def remove_hook(number: int, workspace: Workspace = None) -> None:
    """Tells an address nothing any more."""
    with open_database(Settings()) as database:
        team = workspace_id(database, workspace)
        with database.write() as session:
            gone = webhooks.remove(session, team, number)
    if not gone:
        raise CommandRefused(f"there is no webhook {number}; see goen webhook list")
    typer.echo(f"webhook {number} is removed")
