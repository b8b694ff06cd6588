"""Bytes become a picture, safely: limits are checked before anything is decoded."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pillow_heif
from cv2.typing import MatLike
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from ocr.exceptions import CorruptPhoto, PhotoTooLarge, UnsupportedPhoto

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 80_000_000
MAX_SIDE = 30_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP", "TIFF")

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


def open_photo(data: bytes) -> Photo:
    """Decodes JPEG, PNG, WebP, HEIC and their like into BGR.

    Transparency is laid on white, 16 bit and CMYK become 8 bit RGB, of an animation the first frame counts.

    Raises:
        UnsupportedPhoto, PhotoTooLarge, CorruptPhoto: see `ocr.exceptions`.
    """
    if len(data) > MAX_BYTES:
        raise PhotoTooLarge("too_many_bytes")
    if data[:1024].lstrip().startswith(b"%PDF"):
        raise UnsupportedPhoto("pdf")
    image = _identified(data)
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise PhotoTooLarge("too_many_pixels")
    return _decoded(image)


def _identified(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PhotoTooLarge("too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise UnsupportedPhoto("not_an_image") from error
    except Exception as error:
        raise CorruptPhoto from error


def _decoded(image: Image.Image) -> Photo:
    try:
        shot_at = _shot_at(image)
        upright = ImageOps.exif_transpose(image)
        rgb = np.asarray(_as_rgb(upright))
    except Exception as error:
        raise CorruptPhoto from error
    return Photo(np.ascontiguousarray(rgb[:, :, ::-1]), shot_at)


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float32)
        top = 65535.0 if values.max() > 255 else 255.0
        return Image.fromarray((values * (255.0 / top)).clip(0, 255).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        transparent = image.convert("RGBA")
        paper = Image.new("RGBA", transparent.size, "white")
        return Image.alpha_composite(paper, transparent).convert("RGB")
    return image.convert("RGB")


def _shot_at(image: Image.Image) -> datetime | None:
    exif = image.getexif()
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
