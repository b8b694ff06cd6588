"""One message a second and channel, and no channel waits for another."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace import Pace


def test_the_first_goes_at_once_and_the_next_wait_their_turn() -> None:
    pace = Pace()
    assert [pace.wait("C1", row, 100.0, 1) for row in (1, 2, 3)] == [0, 1, 2]


def test_a_row_that_comes_back_in_its_slot_goes() -> None:
    pace = Pace()
    pace.wait("C1", 1, 100.0, 1)
    assert pace.wait("C1", 2, 100.0, 1) == 1
    assert pace.wait("C1", 2, 100.5, 1) == 0.5
    assert pace.wait("C1", 2, 101.0, 1) == 0


def test_another_channel_does_not_wait() -> None:
    pace = Pace()
    pace.wait("C1", 1, 100.0, 1)
    assert pace.wait("C2", 2, 100.0, 1) == 0


def test_a_held_lane_waits_whatever_slots_were_handed_out() -> None:
    pace = Pace()
    pace.wait("C1", 1, 100.0, 1)
    pace.wait("C1", 2, 100.0, 1)
    pace.hold("C1", 30, 100.0)
    assert pace.wait("C1", 2, 101.0, 1) == 29
    assert pace.wait("C1", 2, 130.0, 1) == 0


def test_a_lane_without_spacing_is_limited_by_holds_alone() -> None:
    pace = Pace()
    assert [pace.wait("chat.update", row, 5.0, 0) for row in (1, 2, 3)] == [0, 0, 0]
    pace.hold("chat.update", 2, 5.0)
    assert pace.wait("chat.update", 4, 5.0, 0) == 2


@given(st.lists(st.tuples(st.sampled_from("AB"), st.floats(0, 3)), max_size=40))
def test_posts_of_one_channel_are_never_closer_than_a_second(steps: list[tuple[str, float]]) -> None:
    pace, now, waiting = Pace(), 0.0, []
    posted: dict[str, list[float]] = {"A": [], "B": []}
    for row, (lane, pause) in enumerate(steps):
        waiting.append((lane, row))
        for entry in list(waiting):
            if pace.wait(*entry, now, 1) == 0:
                posted[entry[0]].append(now)
                waiting.remove(entry)
        now += pause
    for moments in posted.values():
        assert all(b - a >= 1 - 1e-9 for a, b in itertools.pairwise(moments))
