"""A process of its own with durable jobs, to be killed: `python -m tests.storage.work_child URL FOLDER MODE`.

Every begin and end of a job is a line in FOLDER/log, written and closed before anything else happens.
MODE: hold (a job never ends), finish (it ends at once), die (the process dies in it).
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from storage.database import Database
from storage.work import Ids, Work, job

TICK_SECONDS = 0.2


def note(folder: Path, line: str) -> None:
    with (folder / "log").open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")
        log.flush()
        os.fsync(log.fileno())


def main(url: str, folder: Path, mode: str) -> None:
    work = Work(Database.open(url))

    @job("child")
    def child(ids: Ids) -> None:
        note(folder, f"begin {ids[0]} {work.executor_id}")
        while mode == "hold":
            time.sleep(TICK_SECONDS)
        if mode == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        note(folder, f"end {ids[0]} {work.executor_id}")

    work.start()
    note(folder, f"started {work.executor_id}")
    while True:
        work.sweep()
        time.sleep(TICK_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
