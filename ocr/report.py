"""Readings of photo files as plain objects, for the command line."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ocr.exceptions import PhotoError
from ocr.workers import ReadingPool


def read_files(paths: Sequence[Path], workers: int | None = None) -> Iterator[dict[str, Any]]:
    """One object a photo, in the order given: `image`, `contacts`, and `error` (None or a code)."""
    pool = ReadingPool(workers)
    waiting: deque[Future[dict[str, Any]]] = deque()
    try:
        with ThreadPoolExecutor(pool.workers) as threads:
            for path in paths:
                waiting.append(threads.submit(_read, pool, path))
                while len(waiting) > 2 * pool.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    finally:
        pool.close()


def _read(pool: ReadingPool, path: Path) -> dict[str, Any]:
    try:
        reading = pool.read(path.read_bytes())
    except PhotoError as error:
        return {"image": path.name, "contacts": [], "error": error.code}
    except OSError:
        return {"image": path.name, "contacts": [], "error": "no_file"}
    contacts = [card.fields.to_dict() for card in reading.cards]
    return {"image": path.name, "contacts": contacts, "error": None}
