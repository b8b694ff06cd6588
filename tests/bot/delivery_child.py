"""A process that delivers until it is ended: `python -m tests.bot.delivery_child DATABASE SLACK TOKEN OWNER`.

A fifth argument `signal:moment` has it send itself a signal once, at the moment a row is rendered
(claimed, not written) or recorded (written, not settled): `SIGSTOP:render`, `SIGKILL:record`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.delivery import Delivery
from storage.database import Database
from storage.tables import Outbox
from tests.bot import delivery_help
from tests.bot.delivery_help import Said


class Trap:
    """Sends this process a signal, the first time it is sprung."""

    def __init__(self, name: str | None) -> None:
        self.signal, self.moment = name.split(":") if name else ("", "")

    def spring(self, moment: str) -> None:
        if moment == self.moment:
            self.moment = ""
            os.kill(os.getpid(), getattr(signal, self.signal))
            time.sleep(0.05)


def main() -> None:
    """Delivers until the process is ended."""
    database_url, slack_url, token, owner, *more = sys.argv[1:]
    trap = Trap(more[0] if more else None)

    def say(session: Session, row: Outbox) -> Said:
        trap.spring("render")
        return delivery_help.say(session, row)

    class Trapped(Delivery):
        def _record(self, *args: Any) -> str | None:
            trap.spring("record")
            return super()._record(*args)

    delivery_help.Delivery = Trapped  # type: ignore[misc]  # the trap is the point
    database = Database.open(database_url)
    one = delivery_help.delivery(database, slack_url, token, owner, {"review": say})
    one.start()
    print("ready", flush=True)
    while not threading.Event().wait(0.2):
        one.sweep(datetime.now(UTC))


if __name__ == "__main__":
    main()
