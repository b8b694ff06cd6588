"""Replicas that are killed and frozen at random while a failing local Slack takes their messages."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from localslack.faults import Faults
from tests.bench.reminders_replica import TIMING

KINDS = ("429", "500", "503", "timeout_after_accept", "drop_after_accept", "drop_before")
SHARE_FAILING = 0.15
HANG_SECONDS = 3.0
FROZEN_SECONDS = TIMING.lease + TIMING.settle + 4


def arm(faults: Faults) -> None:
    """Has 15 of 100 calls fail, each kind about as often as another."""
    left = 1.0
    for kind in KINDS:
        share = SHARE_FAILING / len(KINDS)
        faults.arm(kind, count=None, probability=share / left, retry_after=1, seconds=HANG_SECONDS)
        left -= share


@dataclass
class Storm:
    """Keeps `replicas` processes alive and hits them as the work goes on.

    `done` tells how many messages were posted so far; of the `due` ones, the moments of `kills` kill -9 and
    `freezes` SIGSTOP are drawn by chance. A replica that dies by itself is started again, uncounted.
    """

    environment: Mapping[str, str]
    behind: float
    log: Path
    replicas: int
    due: int
    kills: int
    freezes: int
    done: Callable[[], int]
    killed: int = 0
    thawed: int = 0
    _source: random.Random = field(default_factory=lambda: random.Random(20261124))
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _frozen: dict[int, float] = field(default_factory=dict)

    def rage(self, is_over: Callable[[], bool], most_seconds: float) -> bool:
        """Until all kills and freezes are dealt and `is_over`; False when that took longer."""
        kills, freezes = self._moments(self.kills), self._moments(self.freezes)
        limit = time.monotonic() + most_seconds
        looked = 0.0
        while time.monotonic() < limit:
            self._keep_running()
            self._thaw()
            done = self.done()
            if freezes and done >= freezes[0] and self._freeze():
                freezes.pop(0)
            if kills and done >= kills[0] and self._kill():
                kills.pop(0)
            if not (kills or freezes or self._frozen) and time.monotonic() > looked + 1:
                looked = time.monotonic()
                if is_over():
                    return True
            time.sleep(self._source.uniform(0.02, 0.1))
        return False

    def calm(self) -> None:
        """Lets late ones finish what they still believe to hold."""
        time.sleep(TIMING.lease + TIMING.settle)

    def end(self) -> None:
        """Ends all processes."""
        for process in self._running:
            process.kill()
            process.wait()

    def _moments(self, count: int) -> list[float]:
        return sorted(self._source.uniform(0, 0.95 * self.due) for _ in range(count))

    def _keep_running(self) -> None:
        self._running = [process for process in self._running if process.poll() is None]
        while len(self._running) < self.replicas:
            command = [sys.executable, "-m", "tests.bench.reminders_replica", str(self.behind)]
            with self.log.open("ab") as log:
                environment = {**os.environ, **self.environment}
                process = subprocess.Popen(
                    command, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log
                )
                self._running.append(process)

    def _kill(self) -> bool:
        awake = [process for process in self._running if process.pid not in self._frozen]
        if not awake:
            return False
        victim = self._source.choice(awake)
        victim.kill()
        victim.wait()
        self.killed += 1
        return True

    def _freeze(self) -> bool:
        awake = [process for process in self._running if process.pid not in self._frozen]
        if len(awake) < 2:
            return False
        victim = self._source.choice(awake)
        victim.send_signal(signal.SIGSTOP)
        self._frozen[victim.pid] = time.monotonic() + FROZEN_SECONDS
        return True

    def _thaw(self) -> None:
        for process in self._running:
            if process.pid in self._frozen and self._frozen[process.pid] < time.monotonic():
                process.send_signal(signal.SIGCONT)
                del self._frozen[process.pid]
                self.thawed += 1
