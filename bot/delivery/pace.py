"""Slack takes about one message a second in a channel: who may post now, and who waits how long."""

from __future__ import annotations

from threading import Lock

SECONDS_BETWEEN_POSTS = 1.0
_MANY = 2000
_FORGOTTEN_SECONDS = 60


class Pace:
    """Hands out slots per lane (a channel, or a method with a limit of its own), first come first served.

    `_free` is when a lane may be used next, `_next` the first slot not yet handed out, `_slots` those that
    were. All moments are seconds on one monotonic clock. Threads may share one; a restarted process starts
    with empty lanes, and a 429 sets that right.
    """

    def __init__(self) -> None:
        self._free: dict[str, float] = {}
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
            slot = max(slot, self._free.get(lane, slot))
            if slot > now:
                self._slots[lane, row_id] = slot
                return slot - now
            self._slots.pop((lane, row_id), None)
            self._take(lane, now + spacing)
            self._forget(now)
            return 0.0

    def hold(self, lane: str, seconds: float, now: float) -> None:
        """Nobody posts in this lane for so long."""
        with self._lock:
            self._take(lane, max(self._free.get(lane, now), now + seconds))

    def _take(self, lane: str, until: float) -> None:
        self._free[lane] = until
        self._next[lane] = max(self._next.get(lane, until), until)

    def _forget(self, now: float) -> None:
        """Keeps memory bounded: lanes that are free again, slots nobody came for."""
        if len(self._free) + len(self._slots) > _MANY:
            self._free = {lane: free for lane, free in self._free.items() if free > now}
            self._next = {lane: free for lane, free in self._next.items() if free > now}
            self._slots = {key: slot for key, slot in self._slots.items() if slot > now - _FORGOTTEN_SECONDS}
