"""QR codes in a picture, by zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp

from ocr.open import Picture
from ocr.values import Point


@dataclass(frozen=True, slots=True)
class Code:
    """A code's exact payload and its middle in pixels."""

    payload: str
    middle: Point


def read_codes(picture: Picture) -> list[Code]:
    """All QR codes of a BGR picture."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [Code(code.text, _middle(code.position)) for code in found if code.text]


def _middle(position: zxingcpp.Position) -> Point:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return sum(corner.x for corner in corners) / 4, sum(corner.y for corner in corners) / 4
