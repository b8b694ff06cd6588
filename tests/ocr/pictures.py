"""Small pictures in every kind of file."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

SAMPLES = Path(__file__).parents[1] / "samples"
CARD = SAMPLES / "demo_en.jpg"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The picture's bytes as PNG, JPEG, WEBP, GIF, TIFF …"""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def heic(image: Image.Image) -> bytes:
    """The picture as an iPhone would send it."""
    buffer = io.BytesIO()
    pillow_heif.from_pillow(image).save(buffer, quality=90)
    return buffer.getvalue()


def card() -> Image.Image:
    return Image.open(CARD).convert("RGB")


def half_and_half() -> Image.Image:
    """80 x 40: red on the left, blue on the right."""
    pixels = np.zeros((40, 80, 3), np.uint8)
    pixels[:, :40, 0] = 255
    pixels[:, 40:, 2] = 255
    return Image.fromarray(pixels)


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that claim to be a huge PNG and expand to zeros."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
