"""A scan in one PDF file becomes pictures, one a page."""

from __future__ import annotations

import io

import pypdfium2 as pdfium

from ocr.exceptions import PhotoTooLarge, UnsupportedPhoto
from ocr.open import LONG_SIDE

MOST_PAGES = 60
# A sheet full of cards needs 300 dots an inch; a page of a card's size is drawn larger, its scan is finer.
DOTS_PER_POINT, LEAST_SIDE = 300 / 72, 1800
QUALITY = 92


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF file, by the header near its start (ISO 32000-1, 7.5.2)."""
    return data[:1024].lstrip().startswith(b"%PDF")


def pages_of(data: bytes) -> tuple[bytes, ...]:
    """The pages of a PDF as JPEG files, in order; longer sides of 1,800 to 3,200 pixels.

    Raises:
        UnsupportedPhoto: "pdf_locked", it opens with a password only; "pdf", it cannot be opened at all.
        PhotoTooLarge: "pdf_pages", more than `MOST_PAGES`.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise PhotoTooLarge("pdf_pages")
            pages = tuple(_picture(document[number]) for number in range(len(document)))
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).casefold()
        raise UnsupportedPhoto("pdf_locked" if locked else "pdf") from error
    if not pages:
        raise UnsupportedPhoto("pdf")
    return pages


def _picture(page: pdfium.PdfPage) -> bytes:
    longer = max(*page.get_size(), 1.0)
    scale = min(max(DOTS_PER_POINT, LEAST_SIDE / longer), LONG_SIDE / longer)
    file = io.BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
