"""Files made to cost a reader its time or its memory."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw, ImageFont

from tests.ocr.pictures import CARD, card, heic, saved

_COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9999' height='9999'/>"


def flat_png(width: int, height: int, channels: int = 3, bits: int = 8) -> bytes:
    """A valid PNG of one colour: a few bytes that grow a thousandfold."""
    header = struct.pack(">IIBBBBB", width, height, bits, _COLOUR_TYPES[channels], 0, 0, 0)
    packer = zlib.compressobj(1)
    row = b"\0" + b"\xc8" * (width * channels * bits // 8)
    body = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    return _png(header, _chunk(b"IDAT", body))


def png_of_chunks(count: int) -> bytes:
    """A small PNG with so many empty chunks before its pixels."""
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return _png(header, _chunk(b"abCd", b"") * count + _chunk(b"IDAT", zlib.compress(bytes(72))))


def jpeg_of_segments(count: int) -> bytes:
    """A small JPEG with so many empty segments before its pixels."""
    data = saved(Image.new("RGB", (80, 40), "white"), "JPEG")
    return data[:2] + b"\xff\xe5\x00\x02" * count + data[2:]


def jpeg_of_scans(count: int, side: int = 80) -> bytes:
    """A progressive JPEG that repeats its last scan so many times."""
    data = saved(Image.new("RGB", (side, side), "white"), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def gif_of_frames(count: int, side: int) -> bytes:
    """An animation whose frames all differ."""
    frames = [Image.new("P", (side, side), number % 255) for number in range(count)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


def animated_webp(count: int) -> bytes:
    """A card and then so many other frames."""
    first = card()
    frames = [Image.new("RGB", first.size, (number, 0, 0)) for number in range(count)]
    return saved(first, "WEBP", save_all=True, append_images=frames)


def polyglot() -> bytes:
    """A photo of a card that is an HTML page and an archive as well."""
    photo = CARD.read_bytes()
    comment = b"<html><script>alert(1)</script></html>"
    comment = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    return photo[:2] + comment + photo[2:] + b"PK\x05\x06" + bytes(18)


def huge_flat_heic(side: int) -> bytes:
    """A HEIC of one colour."""
    return heic(Image.new("RGB", (side, side), "white"))


def cmyk_jpeg(side: int) -> bytes:
    """A print shop's JPEG of one colour."""
    return saved(Image.new("CMYK", (side, side)), "JPEG")


def with_bad_exif() -> bytes:
    """A photo of a card whose camera notes point outside the file."""
    exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0" + struct.pack("<HHII", 0x8769, 4, 1, 2**31) + b"\x12\x01\x09\0"
    buffer = io.BytesIO()
    card().save(buffer, "JPEG", exif=exif, quality=90)
    return buffer.getvalue()


def page_of_print() -> bytes:
    """A white page of a thousand small words, each of which is a piece of text to read."""
    page = Image.new("RGB", (3_200, 2_400), "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(28)
    for top in range(0, page.height, 34):
        for left in range(0, page.width, 160):
            draw.text((left, top), f"{left * top % 99_991:05d}", fill="black", font=font)
    return saved(page, "PNG")


def _png(header: bytes, chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + chunks + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
