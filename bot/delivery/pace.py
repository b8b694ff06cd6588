"""Slack takes about one message a second in a channel: who may post now, and who waits how long."""

from __future__ import annotations

from threading import Lock

SECONDS_BETWEEN_POSTS = 1.0


class Pace:
    """Hands out slots per lane (a channel, or a method with a limit of its own), first come first served.

    All moments are seconds on one monotonic clock. Threads may share one; a restarted process starts
    with empty lanes, and a 429 sets that right.
    """

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._slots: dict[tuple[str, int], float] = {}
        self._lock = Lock()

    def wait(self, lane: str, row_id: int, now: float, spacing: float) -> float:
        """Seconds that row must wait for its slot; 0.0 when it may post now, which takes the slot.

        `spacing` is the seconds between two slots of this lane; 0 where only `hold` limits it.
        """
        with self._lock:
            slot = self._slots.get((lane, row_id))
            if slot is None:
                slot = max(now, self._next.get(lane, now))
                self._next[lane] = slot + spacing
            if slot <= now:
                self._slots.pop((lane, row_id), None)
                self._forget(now)
                return 0.0
            self._slots[lane, row_id] = slot
            return slot - now

    def hold(self, lane: str, seconds: float, now: float) -> None:
        """Nobody posts in this lane for so long; slots handed out before are void."""
        with self._lock:
            self._slots = {key: slot for key, slot in self._slots.items() if key[0] != lane}
            self._next[lane] = max(self._next.get(lane, now), now + seconds)

    def _forget(self, now: float) -> None:
        """Keeps memory bounded: lanes that are free again, slots nobody came for."""
        if len(self._next) > 1000:
            self._next = {lane: free for lane, free in self._next.items() if free > now}
            self._slots = {key: slot for key, slot in self._slots.items() if slot > now - 60}
