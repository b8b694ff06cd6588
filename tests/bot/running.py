"""A real Goen process beside a real local Slack, for scenario tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.manifest import manifest
from bot.settings import Settings
from localslack.driver import Person
from localslack.serve import LocalSlack
from storage.database import Database
from storage.tables import Base

SAMPLES = Path(__file__).parents[1] / "samples"
SATO, SUZUKI, EMMA = "U0SATO00001", "U0SUZUKI001", "U0CLARK0001"
GUEST, OUTSIDER, FORMER = "U0GUEST0001", "U0PARTNER01", "U0FORMER001"
GENERAL, CARDS, PRIVATE, SHARED, WITH_GUEST = (
    "C0GENERAL01",
    "C0CARDS0001",
    "C0PRIVATE01",
    "C0SHARED001",
    "C0GUESTS001",
)
SECONDS = 90

Row = TypeVar("Row", bound=Base)


@dataclass
class Running:
    """The workspace, the process, and the database it writes to."""

    slack: LocalSlack
    database: Database
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Starts the process; it is ready when it has joined the workspace."""
        self.process = subprocess.Popen([sys.executable, "-m", "bot.cli", "run"], env=self.environment)

    def kill(self) -> None:
        """Ends the process as a crash would."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ends the process as a person would."""
        assert self.process
        self.process.terminate()
        self.process.wait(60)

    def person(self, user: str = SATO) -> Person:
        return Person(self.slack.url, user)

    def direct(self, user: str = SATO) -> str:
        """The direct message of a person with Goen."""
        return self.person(user).direct(self.slack.app.bot_user_id)

    def rows(self, table: type[Row]) -> list[Row]:
        """All rows of a table, oldest first; none while there is no table yet."""
        try:
            with self.database.read() as session:
                return list(session.scalars(select(table)))
        except (OperationalError, ProgrammingError):
            return []

    def wait(self, what: Callable[[], Any], seconds: float = SECONDS) -> Any:
        """The first true value of `what`; fails when none comes."""
        deadline = time.monotonic() + seconds
        while not (value := what()):
            assert time.monotonic() < deadline, "nothing came in time"
            time.sleep(0.1)
        return value


@contextmanager
def running(folder: Path, url: str | None = None, **settings: str) -> Iterator[Running]:
    """Goen on an own database in `folder` (or at `url`), beside a fresh local Slack."""
    url = url or f"sqlite:///{folder / 'goen.db'}"
    with LocalSlack(manifest=manifest(Settings(_env_file=None))) as slack:
        environment = {
            **os.environ,
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "GOEN_DATA_DIR": str(folder),
            "GOEN_DATABASE_URL": url,
            "GOEN_HTTP_PORT": "0",
            "GOEN_METRICS_PORT": "0",
            **settings,
        }
        goen = Running(slack, Database.open(url), environment)
        goen.start()
        try:
            yield goen
        finally:
            if goen.process and goen.process.poll() is None:
                goen.stop()
            goen.database.dispose()


def has(action_id: str) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a message shows an element."""

    def shows(message: Mapping[str, Any]) -> bool:
        elements = [one for block in message.get("blocks") or () for one in block.get("elements") or ()]
        return any(one.get("action_id") == action_id for one in elements)

    return shows
