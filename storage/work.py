"""Durable work: a job commits together with the row it belongs to, and is finished even if a process dies.

The only importer of DBOS. A job is a name and ids; running it twice must do no harm, since a process can
be killed between the job's last write and its mark as done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage import attempts, replicas
from storage.database import Database

Ids = Sequence[int | str]
Job = Callable[[Ids], None]

QUEUE = "goen"
# DBOS resumes a job only under the version that began it; our jobs are names and ids, so any version may.
VERSION = "1"
POLL_SECONDS = 0.1
# Waits before the second, third, … attempt of a job that raised; DBOS looks about once a second.
BACKOFF_SECONDS = (1, 5, 20, 60)
_FORGET_AT_ONCE = 500
_COUNT = "SELECT status, count(*) AS number FROM {} WHERE status IN {} GROUP BY status"
_OPEN = "('ENQUEUED', 'DELAYED', 'PENDING')"
# DBOS counts by loading every row; its table has a schema of its own on PostgreSQL.
_COUNTS = {
    True: text(_COUNT.format("workflow_status", _OPEN)),
    False: text(_COUNT.format("dbos.workflow_status", _OPEN)),
}

log = structlog.get_logger()

_jobs: dict[str, Job] = {}
_current: Work | None = None


def job(name: str) -> Callable[[Job], Job]:
    """Registers a function as the job of that name; a later registration replaces an earlier one."""

    def register(function: Job) -> Job:
        _jobs[name] = function
        return function

    return register


class NotStarted(RuntimeError):
    """Jobs can be queued between `start` and `stop` only."""


class Work:
    """The durable jobs of one database; at most one is started in a process at a time."""

    def __init__(self, database: Database, executor_id: str | None = None, concurrency: int = 8) -> None:
        self._database = database
        self._wanted = executor_id
        self._concurrency = concurrency
        self._name: replicas.Name | None = None
        self._client: DBOSClient | None = None
        self._left: set[str] = set()

    @property
    def executor_id(self) -> str:
        """This process's name among the replicas; empty before `start`."""
        return self._name.executor_id if self._name else ""

    def start(self) -> None:
        """Takes a name, finishes what an earlier holder of it left, and begins to work.

        Raises:
            storage.replicas.NoNameFree: too many processes run on this database, or `executor_id` is taken.
        """
        global _current
        self._name = replicas.take_name(self._database, self._wanted)
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
        self._client = DBOSClient(system_database_url=self._database.url, application_name=QUEUE, lazy=True)

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
        """Begins no more jobs, waits for the running ones up to `timeout` seconds, lets the name go.

        A job that runs longer is taken up again by the next start or another replica.
        """
        global _current
        DBOS.destroy(workflow_completion_timeout_sec=int(timeout))
        if self._client:
            self._client.destroy()
        if self._name:
            self._name.let_go()
        self._client = self._name = _current = None

    def enqueue(self, session: Session, name: str, key: str, ids: Ids) -> None:
        """Queues a job in the caller's transaction; a key that was queued before is not queued again.

        Raises:
            LookupError: no job has this name.
            NotStarted: `start` was not called.
        """
        if name not in _jobs:
            raise LookupError(f"no job {name}")
        self._queue(session, key, name, key, ids)

    def _queue(
        self, session: Session, workflow_id: str, name: str, key: str, ids: Ids, wait: float = 0
    ) -> None:
        options: Any = {"queue_name": QUEUE, "workflow_name": "goen_job", "workflow_id": workflow_id}
        if wait:
            options["delay_seconds"] = wait
        session.flush()
        self._started().enqueue_in_transaction(session, options, name, key, list(ids))

    def _started(self) -> DBOSClient:
        if self._client is None:
            raise NotStarted
        return self._client

    def sweep(self) -> list[str]:
        """For the tick: says that this process is alive and takes over the jobs of those that are not.

        Returns the names of the processes whose jobs were taken over.
        """
        self._beat()
        self._resume_left()
        with self._database.read() as session:
            others = replicas.others(session, self.executor_id)
        return [name for name in others if self._take_over(name)]

    def _take_over(self, executor_id: str) -> bool:
        with replicas.gone(self._database, executor_id, _now()) as is_gone:
            if is_gone:
                DBOS._recover_pending_workflows([executor_id])  # DBOS offers it to its Conductor alone
                with self._database.write() as session:
                    replicas.forget(session, executor_id)
                log.warning("took over jobs", executor=executor_id)
            return is_gone

    def _resume_left(self) -> None:
        left = set(self._left)
        if left:
            self._started().resume_workflows(list(left))
            self._left -= left

    def _beat(self) -> None:
        with self._database.write() as session:
            replicas.beat(session, self.executor_id, _now())

    def counts(self) -> dict[str, int]:
        """Jobs waiting (for their turn or their next attempt), running and parked."""
        with self._database.read() as session:
            found = {row.status: row.number for row in session.execute(_COUNTS[self._database.is_sqlite])}
            parked = attempts.count_parked(session)
        waiting = found.get("ENQUEUED", 0) + found.get("DELAYED", 0)
        return {"waiting": waiting, "running": found.get("PENDING", 0), "parked": parked}

    def idle(self) -> bool:
        """Whether no job waits or runs."""
        counts = self.counts()
        return not counts["waiting"] and not counts["running"]

    def forget(self, before: datetime) -> int:
        """Removes what DBOS kept of jobs finished before a moment, some hundred at once; returns how many."""
        client = self._started()
        old = client.list_workflows(
            status=["SUCCESS", "ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
            completed_before=before.astimezone(UTC).isoformat(),
            limit=_FORGET_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        if old:
            client.delete_workflows([workflow.workflow_id for workflow in old])
        return len(old)

    def _run(self, name: str, key: str, ids: Ids) -> None:
        with self._database.write() as session:
            attempt = attempts.begin(session, name, key, _now())
        if attempt is None:
            log.error("job parked", job=name, key=key)
            return
        try:
            _jobs[name](ids)
        except Exception as error:  # noqa: BLE001 (whatever a job raises, it is tried again and then parked)
            self._failed(name, key, ids, attempt, error)
        else:
            with self._database.write() as session:
                attempts.done(session, key)

    def _failed(self, name: str, key: str, ids: Ids, attempt: int, error: Exception) -> None:
        why = type(error).__name__
        with self._database.write() as session:
            parked = attempts.failed(session, key, why, _now())
            if not parked:
                wait = BACKOFF_SECONDS[attempt - 1]
                self._queue(session, f"{key}#{attempt + 1}", name, key, ids, wait)
        # An error's message may hold what a card says, so only its name and place are told.
        log.error(
            "job parked" if parked else "job failed", job=name, key=key, attempt=attempt, why=_place(error)
        )


class _Left(BaseException):
    """Ends a job without a result, which DBOS records for exceptions proper only: it stays to be done."""


@DBOS.workflow(name="goen_job", max_recovery_attempts=attempts.MOST_ATTEMPTS * 2)
def _job(name: str, key: str, ids: list[int | str]) -> None:
    work = _current
    if work is None:
        raise _Left
    try:
        work._run(name, key, ids)
    except BaseException as error:  # noqa: BLE001 (DBOS would record any of them as the job's result)
        # The database could not be written to: the next sweep or the next start goes on with it.
        log.error("job left", job=name, key=key, why=_place(error))
        work._left.add(str(DBOS.workflow_id))
        raise _Left from None


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""
    return type(error).__name__ + where


def _now() -> datetime:
    return datetime.now(UTC)
