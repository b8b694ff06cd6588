"""How often methods may be called: Slack's tiers a minute, and about one post a second and channel.

https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

POSTS_BURST, POSTS_A_SECOND = 5, 1.0


class RateLimiter:
    """One bucket of calls per key, refilled evenly; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def method(self, name: str, a_minute: int) -> int:
        """Takes one call of a method; returns whole seconds to wait when there is none left, else 0."""
        return self._take(name, a_minute, a_minute / 60) if a_minute else 0

    def post(self, channel: str) -> int:
        """The same for a post into a channel; a short burst is tolerated."""
        return self._take(f"post:{channel}", POSTS_BURST, POSTS_A_SECOND)

    def _take(self, key: str, most: float, a_second: float) -> int:
        now = self._clock()
        left, since = self._buckets.get(key, (float(most), now))
        left = min(float(most), left + (now - since) * a_second)
        if left < 1:
            self._buckets[key] = (left, now)
            return max(1, math.ceil((1 - left) / a_second))
        self._buckets[key] = (left - 1, now)
        return 0
