"""The modal that takes photos: for the card command and the global shortcut; callback id `card_photos`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.texts import Texts
from bot.views.message import Block, View, field, modal, value_of

CALLBACK, PHOTOS = "card_photos", "photos"
MOST_FILES = 10
FILE_TYPES = ("jpg", "jpeg", "png", "webp", "heic", "heif")


def card_modal(t: Texts) -> View:
    """The form with one input for up to ten photos."""
    element: Block = {"type": "file_input", "filetypes": list(FILE_TYPES), "max_files": MOST_FILES}
    photos = field(
        PHOTOS, t.plain("capture.photos"), element, optional=False, hint=t.plain("capture.photos_hint")
    )
    title, submit, close = t.plain("capture.title"), t.plain("capture.submit"), t.plain("modal.cancel")
    return modal(CALLBACK, title, submit, close, [photos])


def files_in(view: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The Slack file objects of the submitted form."""
    return list(value_of(view["state"]["values"], PHOTOS).get("files") or ())
