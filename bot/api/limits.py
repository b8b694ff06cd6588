"""How many requests a system may send: a bucket that fills evenly and holds one minute's worth."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from threading import Lock


class Limits:
    """Buckets by token; each process keeps its own, so `a_minute` holds for one replica."""

    def __init__(self, a_minute: int, seconds: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds = a_minute, seconds
        self._lock = Lock()
        self._buckets: dict[int, tuple[float, float]] = {}

    def wait(self, token_id: int) -> int:
        """Takes one request out of a token's bucket: 0, or in how many whole seconds the next may come."""
        with self._lock:
            now = self._seconds()
            level, at = self._buckets.get(token_id, (float(self._most), now))
            level = min(float(self._most), level + (now - at) * self._most / 60)
            taken = level >= 1
            self._buckets[token_id] = (level - 1 if taken else level, now)
        return 0 if taken else math.ceil((1 - level) * 60 / self._most)
