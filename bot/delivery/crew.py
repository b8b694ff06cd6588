"""Threads that carry rows, and the one that wakes them when something was put or falls due."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Condition, Thread

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.delivery.lease import Held

log = structlog.get_logger()

# Rows put by other replicas wake nobody here; they deliver them themselves unless they die.
LOOK_EVERY_SECONDS = 1.0


class Crew:
    """Claims only as many rows as threads are free, so that a lease starts when the sending does."""

    def __init__(
        self, threads: int, claim: Callable[[int], list[Held]], carry: Callable[[Held], object]
    ) -> None:
        self._threads = threads
        self._claim, self._carry = claim, carry
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="delivery")
        self._changed = Condition()
        self._busy = 0
        self._woken = False
        self._stopping = False
        self._alarms: list[float] = []
        self._loop: Thread | None = None

    def start(self) -> None:
        """Watches for due rows until `stop`."""
        self._loop = Thread(target=self._watch, name="delivery-watch", daemon=True)
        self._loop.start()

    def stop(self, timeout: float) -> bool:
        """Takes nothing new and waits for what is under way; False when that takes longer."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._loop:
            self._loop.join(timeout)
        done = self.idle(timeout)
        self._pool.shutdown(wait=done, cancel_futures=True)
        return done

    def wake(self) -> None:
        """Something may be due now."""
        with self._changed:
            self._woken = True
            self._changed.notify_all()

    def wake_in(self, seconds: float) -> None:
        """Something will be due in so many seconds."""
        with self._changed:
            heapq.heappush(self._alarms, time.monotonic() + seconds)
            self._changed.notify_all()

    def idle(self, timeout: float) -> bool:
        """Waits until no row is under way; False on timeout."""
        with self._changed:
            return self._changed.wait_for(lambda: self._busy == 0, timeout)

    def fill(self) -> int:
        """Claims a row for every free thread and sets it to work; returns how many."""
        with self._changed:
            free = 0 if self._stopping else self._threads - self._busy
            self._busy += free
        if free <= 0:
            return 0
        claimed = self._claimed(free)
        self._release(free - len(claimed))
        for held in claimed:
            self._pool.submit(self._work, held)
        return len(claimed)

    def _claimed(self, free: int) -> list[Held]:
        try:
            return self._claim(free)
        except SQLAlchemyError as error:
            log.error("outbox not read", why=type(error).__name__)
            return []

    def _work(self, held: Held) -> None:
        try:
            self._carry(held)
        finally:
            self._release(1)
            self.wake()

    def _release(self, threads: int) -> None:
        with self._changed:
            self._busy -= threads
            self._changed.notify_all()

    def _watch(self) -> None:
        while self._sleep():
            self.fill()

    def _sleep(self) -> bool:
        """Until something may be due; False when it is time to stop."""
        latest = time.monotonic() + LOOK_EVERY_SECONDS
        with self._changed:
            while not (self._woken or self._stopping):
                seconds = min([latest, *self._alarms[:1]]) - time.monotonic()
                if seconds <= 0:
                    break
                self._changed.wait(seconds)
            self._woken = False
            while self._alarms and self._alarms[0] <= time.monotonic():
                heapq.heappop(self._alarms)
            return not self._stopping
