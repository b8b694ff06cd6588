"""Files made to harm, read by one worker: what each costs, what is answered, whether the worker lives."""

from __future__ import annotations

import time
from collections.abc import Callable

import psutil
from PIL import Image

from ocr.exceptions import PhotoError
from ocr.workers import ReadingPool
from tests.bench.measure import cpu_of, workers
from tests.ocr.harmful import (
    SVG,
    animated_webp,
    cmyk_jpeg,
    flat_png,
    gif_of_frames,
    huge_flat_heic,
    jpeg_of_scans,
    jpeg_of_segments,
    page_of_print,
    png_of_chunks,
    polyglot,
    with_bad_exif,
)
from tests.ocr.pictures import CARD, saved

MEGABYTE = 1024 * 1024
FILES: dict[str, Callable[[], bytes]] = {
    "a card, to compare": CARD.read_bytes,
    "PNG of 50,000 x 50,000": lambda: flat_png(50_000, 50_000, channels=1),
    "PNG of 65,000 x 10": lambda: flat_png(65_000, 10),
    "RGBA PNG of 79 megapixels": lambda: flat_png(8_888, 8_888, channels=4),
    "RGBA PNG of 49 megapixels": lambda: flat_png(7_000, 7_000, channels=4),
    "16-bit PNG of 49 megapixels": lambda: flat_png(7_000, 7_000, channels=1, bits=16),
    "16-bit RGBA of 49 megapixels": lambda: flat_png(7_000, 7_000, channels=4, bits=16),
    "PNG of 30,000 x 1": lambda: flat_png(30_000, 1),
    "PNG of 1 x 1": lambda: flat_png(1, 1),
    "PNG of 3 million chunks": lambda: png_of_chunks(3_000_000),
    "JPEG of 9 million segments": lambda: jpeg_of_segments(9_000_000),
    "JPEG of 300 scans, 64 megapix.": lambda: jpeg_of_scans(300, 8_000),
    "CMYK JPEG of 79 megapixels": lambda: cmyk_jpeg(8_888),
    "JPEG cut short": lambda: CARD.read_bytes()[:20_000],
    "JPEG, HTML and ZIP in one": polyglot,
    "JPEG with bad EXIF": with_bad_exif,
    "GIF of 400 frames, 16 megapix.": lambda: gif_of_frames(400, 4_000),
    "GIF of 29 megapixels": lambda: saved(Image.new("P", (5_400, 5_400)), "GIF"),
    "animated WebP": lambda: animated_webp(20),
    "WebP of 29 megapixels": lambda: saved(Image.new("RGBA", (5_400, 5_400)), "WEBP", method=0),
    "HEIC of 49 megapixels": lambda: huge_flat_heic(7_000),
    "TIFF of one bit, 29 megapixels": lambda: saved(
        Image.new("1", (5_400, 5_400)), "TIFF", compression="group4"
    ),
    "200 MB": lambda: b"\xff\xd8\xff" + bytes(200 * MEGABYTE),
    "39 MB of nothing": lambda: bytes(39 * MEGABYTE),
    "no bytes": bytes,
    "PDF named .jpg": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "SVG": lambda: SVG,
    "a page of small print": page_of_print,
}


def run() -> None:
    """Prints a line a file: seconds of wall and of the worker's CPU, the code or the cards, alive or not."""
    pool = ReadingPool(1)
    try:
        pool.read(CARD.read_bytes())
        (worker,) = workers()
        print(f"  {'file':<32}{'MB':>7}{'wall s':>8}{'CPU s':>7}  answer")
        for name, make in FILES.items():
            _one(pool, worker, name, make())
    finally:
        pool.close()


def _one(pool: ReadingPool, worker: psutil.Process, name: str, data: bytes) -> None:
    clock, before = time.perf_counter(), cpu_of(worker)
    try:
        answer = f"{len(pool.read(data).cards)} cards"
    except PhotoError as error:
        answer = error.code
    wall, used = time.perf_counter() - clock, cpu_of(worker) - before
    state = "worker alive" if worker in workers() else "WORKER LOST"
    print(f"  {name:<32}{len(data) / MEGABYTE:>7.1f}{wall:>8.2f}{used:>7.2f}  {answer}, {state}")
