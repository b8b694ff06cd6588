"""The modal that takes photos or a mail signature: for the card command and the global shortcut.

Callback id: `card_photos`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.texts import Texts
from bot.views.message import Block, View, field, modal, value_of

CALLBACK, PHOTOS, SIGNATURE = "card_photos", "photos", "signature"
MOST_FILES, MOST_CHARACTERS = 10, 2_000
FILE_TYPES = ("jpg", "jpeg", "png", "webp", "heic", "heif")


def card_modal(t: Texts) -> View:
    """The form with one input for up to ten photos and one for a signature."""
    element: Block = {"type": "file_input", "filetypes": list(FILE_TYPES), "max_files": MOST_FILES}
    photos = field(PHOTOS, t.plain("capture.photos"), element, hint=t.plain("capture.photos_hint"))
    text: Block = {"type": "plain_text_input", "multiline": True, "max_length": MOST_CHARACTERS}
    signature = field(SIGNATURE, t.plain("capture.signature"), text, hint=t.plain("capture.signature_hint"))
    title, submit, close = t.plain("capture.title"), t.plain("capture.submit"), t.plain("modal.cancel")
    return modal(CALLBACK, title, submit, close, [photos, signature])


def files_in(view: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The Slack file objects of the submitted form."""
    return list(value_of(view["state"]["values"], PHOTOS).get("files") or ())


def signature_in(view: Mapping[str, Any]) -> str:
    """The signature of the submitted form, empty when none was typed."""
    return str(value_of(view["state"]["values"], SIGNATURE).get("value") or "").strip()
