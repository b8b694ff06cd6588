"""What every engine offers."""

from __future__ import annotations

from typing import Protocol

from ocr.open import Picture
from ocr.values import Line


class Engine(Protocol):
    """Reads the text of a picture."""

    name: str

    def read(self, picture: Picture) -> list[Line]:
        """Lines of an upright BGR picture, in no promised order."""
        ...
