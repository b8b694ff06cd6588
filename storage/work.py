"""Durable work: a job commits together with the row it belongs to, and is finished even if a process dies.

The only importer of DBOS. A job is a name and ids; running it twice must do no harm, since a process can
be killed between the job's last write and its mark as done.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import replicas
from storage.database import Database
from storage.tables import JobAttempt

Ids = Sequence[int | str]
Job = Callable[[Ids], None]

QUEUE = "goen"
# DBOS resumes a job only under the version that began it; our jobs are names and ids, so any version may.
VERSION = "1"
POLL_SECONDS = 0.1
MOST_ATTEMPTS = 5
BACKOFF_SECONDS = (1, 5, 20, 60)

log = structlog.get_logger()

_jobs: dict[str, Job] = {}
_current: Work | None = None


def job(name: str) -> Callable[[Job], Job]:
    """Registers a function as the job of that name; a later registration replaces an earlier one."""

    def register(function: Job) -> Job:
        _jobs[name] = function
        return function

    return register


class Work:
    """The durable jobs of one database; at most one is started in a process at a time."""

    def __init__(self, database: Database, concurrency: int = 8) -> None:
        self._database = database
        self._concurrency = concurrency
        self._name: replicas.Name | None = None
        self._client: DBOSClient | None = None

    @property
    def executor_id(self) -> str:
        """This process's name among the replicas; empty before `start`."""
        return self._name.executor_id if self._name else ""

    def start(self) -> None:
        """Takes a name, finishes what an earlier holder of it left, and begins to work.

        Raises:
            storage.replicas.NoNameFree: too many processes run on this database.
        """
        global _current
        self._name = replicas.take_name(self._database)
        _current = self
        self._beat()
        DBOS(config=self._config())
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=self._concurrency,
            polling_interval_sec=POLL_SECONDS,
            on_conflict="always_update",
        )
        self._client = DBOSClient(system_database_url=self._database.url)

    def _config(self) -> DBOSConfig:
        logging.getLogger("dbos").setLevel(logging.WARNING)
        return {
            "name": QUEUE,
            "system_database_url": self._database.url,
            "application_version": VERSION,
            "executor_id": self.executor_id,
            "log_level": "WARNING",
            "enable_otlp": False,
        }

    def stop(self, timeout: float = 30) -> None:
        """Begins no more jobs, waits for the running ones up to `timeout` seconds, lets the name go."""
        global _current
        DBOS.destroy(workflow_completion_timeout_sec=int(timeout))
        if self._client:
            self._client.destroy()
        if self._name:
            self._name.let_go()
        self._client = self._name = _current = None

    def enqueue(self, session: Session, name: str, *, key: str, ids: Ids) -> None:
        """Queues a job in the caller's transaction; a key that was queued before is not queued again.

        Raises:
            LookupError: no job has this name.
            RuntimeError: `start` was not called.
        """
        if name not in _jobs:
            raise LookupError(f"no job {name}")
        if self._client is None:
            raise RuntimeError("work is not started")
        session.flush()
        options: Any = {"queue_name": QUEUE, "workflow_name": "goen_job", "workflow_id": key}
        self._client.enqueue_in_transaction(session, options, name, key, list(ids))

    def sweep(self) -> None:
        """For the tick: says that this process is alive and takes over the jobs of those that are not."""
        self._beat()
        with self._database.read() as session:
            gone = [name for name in replicas.silent(session, _now()) if name != self.executor_id]
        for executor_id in gone:
            DBOS._recover_pending_workflows([executor_id])  # DBOS offers it to Conductor alone
            with self._database.write() as session:
                replicas.forget(session, executor_id)

    def _beat(self) -> None:
        with self._database.write() as session:
            replicas.beat(session, self.executor_id, _now())

    def counts(self) -> dict[str, int]:
        """Jobs waiting, running and parked."""
        assert self._client is not None
        waiting = self._client.list_workflows(status=["ENQUEUED"], load_input=False, load_output=False)
        running = self._client.list_workflows(status=["PENDING"], load_input=False, load_output=False)
        with self._database.read() as session:
            parked = session.scalar(
                select(func.count()).select_from(JobAttempt).where(JobAttempt.parked_at.is_not(None))
            )
        return {"waiting": len(waiting), "running": len(running), "parked": parked or 0}

    def idle(self) -> bool:
        """Whether no job waits or runs."""
        counts = self.counts()
        return not counts["waiting"] and not counts["running"]

    def _run(self, name: str, key: str, ids: Ids) -> None:
        while (attempt := self._begin(name, key)) is not None:
            try:
                _jobs[name](ids)
            except Exception as error:  # noqa: BLE001 (whatever a job raises, it is tried again and then parked)
                log.error("job failed", job=name, key=key, attempt=attempt, why=type(error).__name__)
                self._note(key, type(error).__name__)
                if attempt < MOST_ATTEMPTS:
                    time.sleep(BACKOFF_SECONDS[attempt - 1])
            else:
                self._finish(key)
                return

    def _begin(self, name: str, key: str) -> int | None:
        """Counts an attempt; None when the job had too many and is parked."""
        with self._database.write() as session:
            row = session.get(JobAttempt, key) or JobAttempt(key=key, name=name, attempts=0)
            session.add(row)
            if row.attempts >= MOST_ATTEMPTS:
                row.parked_at = row.parked_at or _now()
                return None
            row.attempts += 1
            return row.attempts

    def _note(self, key: str, problem: str) -> None:
        with self._database.write() as session:
            row = session.get(JobAttempt, key)
            assert row is not None
            row.problem = problem

    def _finish(self, key: str) -> None:
        with self._database.write() as session:
            row = session.get(JobAttempt, key)
            if row:
                session.delete(row)


@DBOS.workflow(name="goen_job", max_recovery_attempts=MOST_ATTEMPTS * 2)
def _job(name: str, key: str, ids: list[int | str]) -> None:
    assert _current is not None
    _current._run(name, key, ids)


def _now() -> datetime:
    return datetime.now(UTC)
