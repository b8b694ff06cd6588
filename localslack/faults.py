"""Failures on demand: each armed fault strikes the next matching calls, or a share of all of them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

API_KINDS = {"429", "500", "503", "timeout_after_accept", "drop_after_accept", "drop_before"}
EVENT_KINDS = {"event_twice", "event_late", "drop_socket", "drop_socket_on_event"}
FILE_KINDS = {"upload_408", "download_500", "download_drop"}
KINDS = API_KINDS | EVENT_KINDS | FILE_KINDS
LATE_SECONDS = 5.0


@dataclass(slots=True)
class Fault:
    """`count` strikes are left (None: no end), each with `probability`; `method` None means every method.

    `seconds` is how late an event comes, or how long a call hangs (None: until the caller gives up).
    """

    kind: str
    method: str | None = None
    count: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    seconds: float | None = None


class Faults:
    """The armed faults and how often they struck."""

    def __init__(self, seed: int = 0) -> None:
        self._armed: list[Fault] = []
        # Chooses which calls fail in a test, nothing secret.
        self._random = random.Random(seed)  # noqa: S311
        self.struck: dict[str, int] = {}

    def arm(self, kind: str, **options: Any) -> Fault:
        """Arms a fault.

        Raises:
            ValueError: no such kind.
        """
        if kind not in KINDS:
            raise ValueError(kind)
        fault = Fault(kind, **options)
        self._armed.append(fault)
        return fault

    def clear(self) -> None:
        """Disarms everything."""
        self._armed.clear()

    def strike(self, kinds: set[str], method: str | None = None) -> Fault | None:
        """The fault that hits this call, counted down; None when it goes well."""
        for fault in self._armed:
            if fault.kind not in kinds or fault.method not in (None, method):
                continue
            if fault.probability < 1 and self._random.random() >= fault.probability:
                continue
            self._count_down(fault)
            return fault
        return None

    def count(self, kind: str) -> None:
        """Notes that a kind of fault struck."""
        self.struck[kind] = self.struck.get(kind, 0) + 1

    def _count_down(self, fault: Fault) -> None:
        self.count(fault.kind)
        if fault.count is not None:
            fault.count -= 1
            if fault.count <= 0:
                self._armed.remove(fault)
