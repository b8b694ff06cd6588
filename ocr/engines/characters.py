"""Which characters a Japanese or Latin card can hold; the recogniser knows many more.

Kanji are those of JIS X 0208 with the NEC and IBM extensions (Python's cp932) and the four jōyō kanji
outside it; Chinese forms such as 携带 or 课 then give way to the next likely character.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

JOYO_OUTSIDE = "俱剝塡頰"


def expected(character: str) -> bool:
    """Whether a character may stand on a card that Goen reads."""
    if len(character) != 1 or not "\u3400" <= character <= "\u9fff" or character in JOYO_OUTSIDE:
        return True
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def only_expected(decode: Any) -> Callable[..., Any]:
    """RapidOCR's CTC decoder with unexpected characters struck out before the most likely is taken."""
    alphabet: Sequence[str] = decode.character
    foreign = np.array([not expected(character) for character in alphabet])

    def masked(predictions: Any, *args: Any, **kwargs: Any) -> Any:
        best = predictions.argmax(axis=2)
        for image, step in zip(*np.nonzero(foreign[best]), strict=True):
            predictions[image, step, foreign] = 0.0
        return decode(predictions, *args, **kwargs)

    return masked
