"""The tick: at once and again, never over itself, never stopped by a failure."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Lock

import pytest

from reminders.clock import Clock

FAST = timedelta(milliseconds=20)


def test_it_ticks_again_and_again_although_a_tick_fails() -> None:
    enough, times = Event(), []

    def tick() -> None:
        times.append(1)
        if len(times) == 4:
            enough.set()
        raise ValueError("broken")

    clock = Clock([(FAST, tick)])
    clock.start()
    assert enough.wait(10)
    clock.stop()


def test_a_slow_tick_is_never_run_twice_at_once_and_keeps_no_other_waiting() -> None:
    running, most, lock = [0], [0], Lock()
    release, others = Event(), Event()
    count = []

    def slow() -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        release.wait(10)
        with lock:
            running[0] -= 1

    def quick() -> None:
        count.append(1)
        if len(count) == 10:
            others.set()

    clock = Clock([(FAST, slow), (FAST, quick)])
    clock.start()
    assert others.wait(10)
    release.set()
    clock.stop()
    assert most == [1]


def test_what_a_failing_tick_says_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    called = Event()

    def tick() -> None:
        called.set()
        raise ValueError("Tanaka Ichiro")

    clock = Clock([(FAST, tick)])
    clock.start()
    assert called.wait(10)
    clock.stop()
    printed = "".join(capsys.readouterr())
    assert "ValueError" in printed
    assert "Tanaka" not in printed
