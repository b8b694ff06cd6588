import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ocr.exceptions import PhotoError, PhotoTooLarge, ReadingTimedOut
from ocr.open import MAX_BYTES
from ocr.workers import NICE, PoolClosed, ReadingPool
from tests.ocr.pictures import CARD

PHOTO = CARD.read_bytes()


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    started = ReadingPool(1)
    yield started
    started.close()


def children() -> list[psutil.Process]:
    return [psutil.Process(child.pid) for child in multiprocessing.active_children()]


def test_a_photo_is_read_in_a_child(pool: ReadingPool) -> None:
    (card,) = pool.read(PHOTO).cards
    assert card.fields.emails == ("h.lindqvist@tarnwell.example",)
    assert card.picture.startswith(b"\xff\xd8")
    assert len(children()) == 1


def test_a_reader_steps_back_for_the_bot(pool: ReadingPool) -> None:
    pool.read(PHOTO)
    (child,) = children()
    assert child.nice() == min(19, psutil.Process().nice() + NICE)


def test_too_many_bytes_never_reach_a_reader() -> None:
    pool = ReadingPool(1)
    before = children()
    with pytest.raises(PhotoTooLarge) as raised:
        pool.read(bytes(MAX_BYTES + 1))
    assert raised.value.code == "too_many_bytes"
    assert children() == before


def test_a_bad_photo_leaves_the_child_alive(pool: ReadingPool) -> None:
    pool.read(PHOTO)
    before = [child.pid for child in children()]
    with pytest.raises(PhotoError) as raised:
        pool.read(b"%PDF-1.4")
    assert raised.value.code == "pdf"
    assert [child.pid for child in children()] == before


def test_a_killed_child_is_replaced(pool: ReadingPool) -> None:
    pool.read(PHOTO)
    (child,) = children()
    os.kill(child.pid, signal.SIGKILL)
    assert pool.read(PHOTO).cards
    assert [one.pid for one in children()] != [child.pid]


def test_a_closed_pool_says_nothing_about_the_photo() -> None:
    pool = ReadingPool(1)
    pool.read(PHOTO)
    pool.close()
    with pytest.raises(PoolClosed):
        pool.read(PHOTO)


def test_a_hanging_child_is_killed_at_the_limit() -> None:
    pool = ReadingPool(1, seconds=60)
    pool.read(PHOTO)
    (child,) = [one for one in children() if one.pid not in _pids_before]
    child.suspend()
    pool._seconds = 1
    with pytest.raises(ReadingTimedOut):
        pool.read(PHOTO)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    pool.close()


_pids_before: set[int] = set()


@pytest.fixture(autouse=True)
def _known_children() -> None:
    _pids_before.clear()
    _pids_before.update(child.pid for child in children())


def test_several_threads_share_the_pool(pool: ReadingPool) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(pool.read(PHOTO).cards))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1]


PARENT = """
import sys, time
from pathlib import Path
from ocr.workers import PoolClosed, ReadingPool
if __name__ == "__main__":
    pool = ReadingPool(1)
    pool.read(Path(sys.argv[1]).read_bytes())
    print("ready", flush=True)
    time.sleep(600)
"""


def test_children_die_with_their_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, str(script), str(CARD)],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    readers = psutil.Process(parent.pid).children(recursive=True)
    assert any("spawn_main" in " ".join(reader.cmdline()) for reader in readers)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20
    while any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in readers):
        assert time.monotonic() < deadline, "a reader outlived its parent"
        time.sleep(0.1)


FREED = """
import sys
from ocr import workers

workers.as_reader()
workers.MOST_RESIDENT = 0
blocks = [bytearray(50_000) for _ in range(4_000)]
last = bytearray(50_000)
held = workers._resident()
del blocks
kept = workers._resident()
workers.give_back_memory()
print(held - kept, kept - workers._resident())
"""


def test_freed_memory_is_kept_for_the_next_photo_until_it_is_too_much() -> None:
    ran = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True)
    at_once, given_back = map(int, ran.stdout.split())
    assert at_once < 50_000_000 < 150_000_000 < given_back
