"""What can be wrong with a photo.

PhotoError
├── UnsupportedPhoto   "pdf", "pdf_locked", "not_an_image"
├── PhotoTooLarge      "too_many_bytes", "too_many_pixels", "pdf_pages"
├── CorruptPhoto       "corrupt"
├── ReadingTimedOut    "timeout"
└── ReaderCrashed      "crashed"
"""

from __future__ import annotations


class PhotoError(Exception):
    """A photo that cannot be read; `code` is stable and says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnsupportedPhoto(PhotoError):
    """A kind of file that Goen does not read."""


class PhotoTooLarge(PhotoError):
    """More bytes or pixels than a card photo ever has."""


class CorruptPhoto(PhotoError):
    """Bytes that claim to be a picture and are not one."""

    def __init__(self) -> None:
        super().__init__("corrupt")


class ReadingTimedOut(PhotoError):
    """The reading took too long and was stopped."""

    def __init__(self) -> None:
        super().__init__("timeout")


class ReaderCrashed(PhotoError):
    """The reading process died over this photo."""

    def __init__(self) -> None:
        super().__init__("crashed")
