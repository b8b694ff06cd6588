"""The tick that every replica has: calls what it is given at an interval, and knows nothing about it.

The jobs live in memory: a shared job store runs jobs twice or loses them (agronholm/apscheduler#129,
#231). What is due is claimed in the database, so ticks of several replicas do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

log = structlog.get_logger()

Tick = tuple[timedelta, Callable[[], object]]


class Clock:
    """Calls each callable at its interval, the first time at once, never twice at the same time."""

    def __init__(self, ticks: Iterable[Tick]) -> None:
        ticks = tuple(ticks)
        pool = ThreadPoolExecutor(max(1, len(ticks)))
        self._scheduler = BackgroundScheduler(timezone=UTC, executors={"default": pool})
        for interval, call in ticks:
            self._scheduler.add_job(
                _Guarded(call),
                "interval",
                seconds=interval.total_seconds(),
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Starts ticking in a thread."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stops ticking and waits for the calls under way."""
        self._scheduler.shutdown(wait=True)


class _Guarded:
    """A tick that fails is logged without its words, which may name a person; the next one comes anyway."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __call__(self) -> None:
        try:
            self._call()
        except Exception as error:  # noqa: BLE001 (whatever a tick does, the clock goes on)
            name = getattr(self._call, "__qualname__", type(self._call).__name__)
            log.error("tick failed", tick=name, why=type(error).__name__)
