"""From the recogniser's predictions to text: only characters that a Japanese or Latin card can hold.

Kanji are those of JIS X 0208 with the NEC and IBM extensions (Python's cp932) and the four jōyō kanji
outside it; Chinese forms such as 携带 or 课 then give way to the next likely character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

JOYO_OUTSIDE = "俱剝塡頰"
# Spaces, marks and the signs of labels say nothing about the letters and digits beside them.
INSIGNIFICANT = frozenset(" 　〒|｜・·()（）-:.：；;/／,、—―‐～~－携帯電話")
BLANK = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A text as recognised, the mean probability of its characters, and that of its least sure one."""

    text: str
    mean: float
    least: float


def expected(character: str) -> bool:
    """Whether a character may stand on a card that Goen reads."""
    if len(character) != 1 or not "\u3400" <= character <= "\u9fff" or character in JOYO_OUTSIDE:
        return True
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


class Decoder:
    """Greedy CTC decoding (Graves et al. 2006, section 3.2) that strikes out unexpected characters.

    Takes the place of RapidOCR's decoder: called with probabilities of shape (texts, steps, characters).
    """

    def __init__(self, alphabet: Sequence[str]) -> None:
        self._alphabet = alphabet
        self._foreign = np.array([not expected(character) for character in alphabet])

    def __call__(self, predictions: Any, *_: Any, **__: Any) -> tuple[list[tuple[Text, float]], list[Any]]:
        """RapidOCR's (text, score) for each text, the text being a `Text`, and no word boxes."""
        best = predictions.argmax(axis=2)
        for image, step in zip(*np.nonzero(self._foreign[best]), strict=True):
            predictions[image, step, self._foreign] = 0.0
            best[image, step] = predictions[image, step].argmax()
        texts = [self._text(chosen, rows) for chosen, rows in zip(best, predictions, strict=True)]
        return [(text, text.mean) for text in texts], []

    def _text(self, best: NDArray[np.int64], rows: NDArray[np.float32]) -> Text:
        starts = best != BLANK
        starts[1:] &= best[1:] != best[:-1]
        steps = np.nonzero(starts)[0]
        letters = [self._alphabet[index] for index in best[steps]]
        sure = [float(rows[step, best[step]]) for step in steps]
        telling = [p for letter, p in zip(letters, sure, strict=True) if letter not in INSIGNIFICANT]
        return Text("".join(letters), float(np.mean(sure or [0.0])), min(telling or sure, default=0.0))
