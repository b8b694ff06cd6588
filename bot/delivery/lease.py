"""A claimed row and how long it is still ours, on a clock that nobody sets and that sleep does not stop."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bot.delivery.transport import LeaseShort
from storage.leases import Claim


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: how long a claim lasts, and how long an unknown outcome rests before it is looked up.

    Both must be longer than the request timeout. `upload_lease` covers bytes and waiting for Slack to
    take them; `give_up` is the age at which a row that never got through is parked.
    """

    lease: float = 40
    settle: float = 12
    upload_lease: float = 120
    upload_wait: float = 20
    give_up: float = 24 * 3600


@dataclass(frozen=True, slots=True)
class Held:
    """A claim and the `monotonic` moment at which its lease ends."""

    claim: Claim
    deadline: float

    def check(self, timeout: float) -> None:
        """Raises LeaseShort when less than `timeout` seconds are left."""
        if self.deadline - monotonic() < timeout:
            raise LeaseShort("lease")


def monotonic() -> float:
    """Seconds that pass while the process is stopped and, where the system can tell, the machine sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
