"""Photos are read in child processes, so that the bot answers in time and survives any photo.

Children are spawned, die with their parent, run at nice 10, and are rebuilt after a crash or a timeout.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import queue
import resource
import signal
import sys
import threading
import warnings
from multiprocessing.connection import Connection
from typing import Any, cast

import cv2

from ocr.exceptions import PhotoError, ReaderCrashed, ReadingTimedOut
from ocr.open import check_bytes
from ocr.values import PhotoReading

NICE = 10
# The first byte of a task: what is to be done with the bytes behind it.
_READ, _PAGES = b"r", b"p"
SECONDS = 60.0
PR_SET_PDEATHSIG = 1
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
KEPT_BYTES = 512 * 1024 * 1024
# A reader needs some 700 MiB; what the heap holds beyond this after a photo is gaps between its blocks.
MOST_RESIDENT = 800 * 1024 * 1024


class PoolClosed(RuntimeError):
    """The readers are gone because the process is ending."""


class ReadingPool:
    """`workers` child processes (by default one a core); each reads one photo at a time."""

    def __init__(self, workers: int | None = None, seconds: float = SECONDS) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._seconds = seconds
        self._idle: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(self.workers):
            self._idle.put(None)
        self._children: set[_Child] = set()
        self._lock = threading.Lock()
        self._closed = False

    def read(self, data: bytes) -> PhotoReading:
        """Reads one photo, waiting for a free child; may be called from any thread.

        A child that dies may have been killed for another's sake, so a second one tries the photo too.

        Raises:
            PhotoError: the photo cannot be read, took too long, or killed both its readers.
            PoolClosed: the pool was closed; this says nothing about the photo.
        """
        check_bytes(data)
        return cast("PhotoReading", self._tried(_READ + data))

    def pages(self, data: bytes) -> tuple[bytes, ...]:
        """The pages of a PDF as JPEG files, made by a child; see `ocr.pages.pages_of`.

        Raises:
            PhotoError: the file cannot be taken apart, took too long, or killed both its readers.
            PoolClosed: the pool was closed.
        """
        check_bytes(data)
        return cast("tuple[bytes, ...]", self._tried(_PAGES + data))

    def _tried(self, task: bytes) -> Any:
        try:
            return self._done(task)
        except ReaderCrashed:
            if self._closed:
                raise PoolClosed from None
        try:
            return self._done(task)
        except ReaderCrashed:
            if self._closed:
                raise PoolClosed from None
            raise

    def _done(self, task: bytes) -> Any:
        child = self._idle.get()
        try:
            child = child or self._born()
            answer = child.ask(task, self._seconds)
        except (ReaderCrashed, ReadingTimedOut):
            if child:
                self._bury(child)
            child = None
            raise
        finally:
            self._idle.put(child)
        return answer

    def _born(self) -> _Child:
        child = _Child()
        with self._lock:
            self._children.add(child)
            if self._closed:
                child.kill()
        return child

    def _bury(self, child: _Child) -> None:
        child.kill()
        with self._lock:
            self._children.discard(child)

    def close(self) -> None:
        """Ends all children at once; photos under way raise PoolClosed."""
        with self._lock:
            self._closed = True
            for child in self._children:
                child.kill()


class _Child:
    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, other = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(other, os.getpid()), daemon=True)
        self._process.start()
        other.close()

    def ask(self, task: bytes, seconds: float) -> Any:
        try:
            self._pipe.send_bytes(task)
            if not self._pipe.poll(seconds):
                raise ReadingTimedOut
            answer: Any = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise ReaderCrashed from error
        if isinstance(answer, str):
            raise PhotoError(answer)
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection, parent: int) -> None:
    _die_with_parent(parent)
    os.nice(NICE)
    # A signal to the whole group is for the parent: it lets the photo under way finish, or kills us.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    as_reader()
    from ocr.pages import pages_of
    from ocr.pipeline import read_photo

    while True:
        try:
            task = pipe.recv_bytes()
        except EOFError:
            return
        try:
            pipe.send(pages_of(task[1:]) if task[:1] == _PAGES else read_photo(task[1:]))
        except PhotoError as error:
            pipe.send(error.code)
        except Exception as error:  # noqa: BLE001 (one photo must not end the process that reads the next)
            print(f"reader: {type(error).__name__}", file=sys.stderr)
            pipe.send(ReaderCrashed().code)
        give_back_memory()


def as_reader() -> None:
    """Fits this process to reading one photo after another: one thread, freed memory kept, no warnings.

    Giving the memory of each picture back to the system and taking it again costs a sixth of the CPU;
    Tesseract on several threads takes four times the CPU of one.
    """
    warnings.filterwarnings("ignore", module="PIL")
    cv2.setNumThreads(1)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    keep = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if keep:
        keep(M_MMAP_THRESHOLD, KEPT_BYTES)
        keep(M_TRIM_THRESHOLD, KEPT_BYTES)


def give_back_memory() -> None:
    """Returns freed memory to the system where a photo left this process with much of it."""
    if sys.platform != "linux" or _resident() < MOST_RESIDENT:
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def _resident() -> int:
    """Bytes of memory this process holds: proc(5), the second number of statm, in pages."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def _die_with_parent(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)
