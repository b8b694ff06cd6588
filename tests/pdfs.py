"""PDF files made of pictures, as office scanners make them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image


def pdf_of(pictures: Sequence[Image.Image]) -> bytes:
    """One PDF, a picture a page at 72 dots an inch."""
    file = io.BytesIO()
    first, *others = (picture.convert("RGB") for picture in pictures)
    first.save(file, "PDF", save_all=True, append_images=others, resolution=72)
    return file.getvalue()
