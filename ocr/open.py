"""Bytes become a picture, safely: limits are checked before anything is decoded."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from datetime import datetime

import cv2
import numpy as np
import pillow_heif
from cv2.typing import MatLike
from PIL import ExifTags, Image, UnidentifiedImageError

from ocr.exceptions import CorruptPhoto, PhotoTooLarge, UnsupportedPhoto

MAX_BYTES = 40 * 1024 * 1024
MAX_SIDE = 30_000
# A JPEG is decoded at a fraction of its size where that is enough; cameras make HEIC of up to 48 megapixels.
MAX_PIXELS = {"JPEG": 80_000_000, "MPO": 80_000_000, "HEIF": 50_000_000, "PNG": 50_000_000}
MAX_OTHER_PIXELS = 30_000_000
# Millions of empty chunks, and scan upon scan over one picture, cost seconds from a small file.
MAX_READS = 50_000
MAX_SCANS = 20
# Reading gains nothing from more pixels.
LONG_SIDE = 3200
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP", "TIFF")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_START_OF_SCAN, _END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"

# Pillow knows its less common formats only after this.
Image.init()
pillow_heif.register_heif_opener()

# 8-bit BGR or grey pixels, rows first.
Picture = MatLike


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo: BGR pixels turned upright by its EXIF tag, and when it was shot."""

    pixels: Picture
    shot_at: datetime | None


class _Bounded(io.BytesIO):
    """A file that refuses to be read in endless small pieces."""

    _reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._reads += 1
        if self._reads > MAX_READS:
            raise OSError("too many pieces")
        return super().read(size)


def open_photo(data: bytes) -> Photo:
    """Decodes JPEG, PNG, WebP, HEIC and their like into BGR, the long side at most 3200 pixels.

    Transparency is laid on white, 16 bit and CMYK become 8 bit RGB, of an animation the first frame counts.

    Raises:
        UnsupportedPhoto, PhotoTooLarge, CorruptPhoto: see `ocr.exceptions`.
    """
    check_bytes(data)
    if data[:1024].lstrip().startswith(b"%PDF"):
        raise UnsupportedPhoto("pdf")
    image = _identified(data)
    width, height = image.size
    if width * height > MAX_PIXELS.get(image.format or "", MAX_OTHER_PIXELS) or max(width, height) > MAX_SIDE:
        raise PhotoTooLarge("too_many_pixels")
    if data.startswith(b"\xff\xd8") and _has_endless_scans(data):
        raise CorruptPhoto
    return _decoded(image)


def check_bytes(data: bytes) -> None:
    """Raises PhotoTooLarge for more bytes than a photo of a card has."""
    if len(data) > MAX_BYTES:
        raise PhotoTooLarge("too_many_bytes")


def shrunk(picture: Picture, side: int) -> Picture:
    """The picture with its long side at most `side` pixels.

    Halving averages pixels at a seventh of the price of any other factor, so that it comes first; what is
    left is little enough to interpolate.
    """
    while max(picture.shape[:2]) >= 2 * side:
        picture = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    scale = side / max(picture.shape[:2])
    if scale >= 1:
        return picture
    size = [max(1, round(scale * length)) for length in picture.shape[1::-1]]
    smaller: Picture = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)
    return smaller


def _identified(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(_Bounded(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PhotoTooLarge("too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise UnsupportedPhoto("not_an_image") from error
    except Exception as error:
        raise CorruptPhoto from error


def _has_endless_scans(data: bytes) -> bool:
    """Whether a JPEG goes over its pixels again and again; a progressive file does so about ten times."""
    place, scans = 2, 0
    while scans <= MAX_SCANS and (marker := _MARKER.search(data, place)):
        if marker.group() == _END_OF_IMAGE:
            return False
        scans += marker.group() == _START_OF_SCAN
        place = marker.end() + max(2, int.from_bytes(data[marker.end() : marker.end() + 2], "big"))
    return scans > MAX_SCANS


def _decoded(image: Image.Image) -> Photo:
    turn, shot_at = _noted(image)
    try:
        small = _small(image)
        upright = small if turn is None else small.transpose(turn)
        pixels = shrunk(cv2.cvtColor(np.asarray(_on_white(upright)), cv2.COLOR_RGB2BGR), LONG_SIDE)
    except Exception as error:
        raise CorruptPhoto from error
    return Photo(pixels, shot_at)


def _noted(image: Image.Image) -> tuple[Image.Transpose | None, datetime | None]:
    """What the camera noted: the turn that makes the picture upright, and when it was shot."""
    try:
        exif = image.getexif()
        return _TURNS.get(exif.get(ExifTags.Base.Orientation, 1)), _shot_at(exif)
    except Exception:  # noqa: BLE001 (a bad note takes nothing from its picture)
        return None, None


def _small(image: Image.Image) -> Image.Image:
    """The image as RGB or RGBA, its long side below twice what reading needs.

    A JPEG is decoded at a half, a quarter or an eighth where that is enough.
    """
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
    elif image.mode in ("LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        image = image.convert("RGB")
    width, height = image.size
    image.draft(None, (LONG_SIDE * width // max(image.size), LONG_SIDE * height // max(image.size)))
    factor = max(image.size) // LONG_SIDE
    if factor > 1:
        image = image.reduce(factor)
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    step = max(1, max(image.size) // LONG_SIDE)
    values = np.asarray(image)[::step, ::step].astype(np.float32)
    top = 65535.0 if values.max() > 255 else 255.0
    return Image.fromarray(cv2.convertScaleAbs(values, alpha=255.0 / top))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _shot_at(exif: Image.Exif) -> datetime | None:
    stamps = (
        exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal),
        exif.get(ExifTags.Base.DateTime),
    )
    for stamp in stamps:
        try:
            return datetime.strptime(str(stamp).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # the camera has no zone
        except ValueError:
            continue
    return None
