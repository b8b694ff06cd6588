"""A burst of photos at the real process beside the local Slack: do answers to people stay quick?

PHOTOS=40 photos (of CARDS, or those the project ships) are posted at once by three people while commands
and taps come at a steady rate; the time from Slack's request to its acknowledgement is compared with that
of the same requests without load.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from localslack.driver import Person, Refused, TimedOut
from storage.tables import Card, Outbox, Photo
from tests.bench.measure import percentile
from tests.bot.running import CARDS, EMMA, GENERAL, PRIVATE, SAMPLES, SATO, SUZUKI, Running, has, running

PER_MESSAGE = 10
# Slack allows an app about one view a second.
REQUESTS_A_SECOND = 2
QUIET_SECONDS = 20
LIMIT_SECONDS = 900
PLACES = (GENERAL, CARDS, PRIVATE)
DONE = ("read", "not_card", "unreadable", "cancelled")


def run() -> None:
    """Prints acknowledgement times without and with the burst, and what became of the photos."""
    photos = list(_photos(int(os.environ.get("PHOTOS", "40"))))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as goen:
        review = _warm(goen)
        acks = _recorded(goen)
        with _requests(goen, review):
            time.sleep(QUIET_SECONDS)
        _print_acks("without load", acks)
        acks.clear()
        with _requests(goen, review):
            _burst(goen, photos)
        _print_acks(f"during the burst of {len(photos)} photos", acks)
        _print_answers(goen)


def _photos(wanted: int) -> Iterator[tuple[str, bytes]]:
    """So many photos of cards, each with a comment of its own so that no two are the same file."""
    folder = Path(os.environ.get("CARDS", SAMPLES))
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines() if line.strip()]
    names = list(dict.fromkeys(row["image"] for row in rows if row.get("fields")))
    for number, name in enumerate(islice(cycle(names), wanted)):
        data = (folder / name).read_bytes()
        yield f"{number}-{name}", data[:2] + b"\xff\xfe\x00\x06" + b"%04d" % number + data[2:]


def _warm(goen: Running) -> dict[str, Any]:
    """One photo read and answered, so that readers and connections are there; its review message."""
    person = goen.person(SATO)
    ts = person.say(GENERAL, files=[SAMPLES / "demo_en.jpg"])
    return person.wait_for(GENERAL, has("review_edit"), ts, 120)


def _recorded(goen: Running) -> dict[str, list[float]]:
    """Seconds from each request's sending to its acknowledgement, by kind, from now on."""
    seconds: dict[str, list[float]] = defaultdict(list)
    assert goen.slack.local
    transport = goen.slack.local.transport
    send = transport.send

    async def timed(kind: str, *args: Any) -> Any:
        begun = time.perf_counter()
        answer = await send(kind, *args)
        seconds[kind].append(time.perf_counter() - begun)
        return answer

    transport.send = timed  # type: ignore[assignment]  # the same call, with a watch beside it
    return seconds


@contextmanager
def _requests(goen: Running, review: dict[str, Any]) -> Iterator[None]:
    """Commands and taps at a steady rate, whether or not the ones before were answered."""
    over = threading.Event()
    failed: Counter[str] = Counter()

    def request(number: int) -> None:
        person = goen.person(SATO)
        try:
            _ask(person, review, number)
        except (Refused, TimedOut) as error:
            failed[str(error)[:60]] += 1

    def keep_asking() -> None:
        with ThreadPoolExecutor(8) as threads:
            for number in count():
                threads.submit(request, number)
                if over.wait(1 / REQUESTS_A_SECOND):
                    return

    asking = threading.Thread(target=keep_asking)
    asking.start()
    try:
        yield
    finally:
        over.set()
        asking.join()
        for reason, times in failed.items():
            print(f"  {times} requests failed: {reason}")


def _ask(person: Person, review: dict[str, Any], number: int) -> None:
    if number % 2:
        person.command(PLACES[number // 2 % len(PLACES)], "/contact 田中")
        return
    person.tap(GENERAL, review, "review_edit")
    person.close(person.modal())


def _burst(goen: Running, photos: list[tuple[str, bytes]]) -> None:
    """Posts the photos in messages of ten and waits until each is read and everything is said."""
    before = len(goen.rows(Photo))
    places = [(goen.person(user), goen.direct(user)) for user in (SATO, SUZUKI, EMMA)]
    places.append((goen.person(SATO), CARDS))
    messages = [photos[start : start + PER_MESSAGE] for start in range(0, len(photos), PER_MESSAGE)]
    with ThreadPoolExecutor(len(messages)) as threads:
        for (person, channel), files in zip(cycle(places), messages, strict=False):
            threads.submit(person.say, channel, files=files)
    begun = time.monotonic()
    goen.wait(lambda: _all_read(goen, before + len(photos)), LIMIT_SECONDS)
    read = time.monotonic() - begun
    goen.wait(lambda: all(row.state in ("sent", "dropped") for row in goen.rows(Outbox)), LIMIT_SECONDS)
    said = time.monotonic() - begun
    rate = 60 * len(photos) / read
    print(f"  {rate:.0f} photos a minute; all read after {read:.0f} s, everything said after {said:.0f} s")


def _all_read(goen: Running, wanted: int) -> bool:
    time.sleep(0.4)
    states = [row.state for row in goen.rows(Photo)]
    return len(states) >= wanted and all(state in DONE for state in states)


def _print_acks(title: str, acks: dict[str, list[float]]) -> None:
    print(f"acknowledged {title}, milliseconds")
    for kind, seconds in [*sorted(acks.items()), ("all", [one for some in acks.values() for one in some])]:
        shown = {"p50": median(seconds), "p99": percentile(seconds, 0.99), "max": max(seconds)}
        figures = "  ".join(f"{name} {1000 * value:6.0f}" for name, value in shown.items())
        print(f"  {kind:<16}{len(seconds):>5}  {figures}")


def _print_answers(goen: Running) -> None:
    """Whether every photo was settled and nothing was said twice; each message carries its outbox key."""
    assert goen.slack.local
    states = Counter(row.state for row in goen.rows(Photo))
    keys = Counter(
        json.dumps(message["metadata"], sort_keys=True)
        for message in goen.slack.local.log
        if message.get("metadata") and not message.get("changed")
    )
    twice = sum(times > 1 for times in keys.values())
    print(f"photos {dict(states)}; cards {len(goen.rows(Card))}; messages {len(keys)}, said twice {twice}")
