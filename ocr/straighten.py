"""The card as a scan would show it: cut out, rectangular, right way up, evenly lit."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.layout import card_height
from ocr.open import Picture
from ocr.values import Quad

LONG_SIDE = 1200
JPEG_QUALITY = 85


def straightened(picture: Picture, quad: Quad) -> bytes:
    """A JPEG of the card, its long side 1200 pixels.

    Raises:
        ValueError: OpenCV could not encode it.
    """
    ratio = card_height(quad)
    width, height = (LONG_SIDE, LONG_SIDE * ratio) if ratio <= 1 else (LONG_SIDE / ratio, LONG_SIDE)
    size = max(1, round(width)), max(1, round(height))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(quad, dtype=np.float32), target)
    flat = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    done, encoded = cv2.imencode(".jpg", evenly_lit(flat), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("the picture could not be encoded")
    return encoded.tobytes()


def evenly_lit(picture: Picture) -> Picture:
    """The BGR picture with its slow changes of brightness taken out; colours stay."""
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB)
    light = lab[:, :, 0].astype(np.float32)
    reach = max(picture.shape[:2]) / 5
    small = cv2.resize(light, None, fx=0.1, fy=0.1, interpolation=cv2.INTER_AREA)
    slow = cv2.GaussianBlur(small, (0, 0), reach / 10)
    slow = cv2.resize(slow, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = light * (float(np.median(slow[::8, ::8])) / np.maximum(slow, 1.0))
    # A sixteenth of the pixels tells as much as all of them.
    middle, bright = np.percentile(even[::4, ::4], (50, 99))
    stretch = 245.0 / max(float(bright), 1.0) if middle > 110 else 1.0
    lab[:, :, 0] = np.clip(even * stretch, 0, 255).astype(np.uint8)
    result: Picture = cv2.cvtColor(lab, cv2.COLOR_LAB2BGR)
    return result
