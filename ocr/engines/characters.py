"""From the recogniser's predictions to text: only characters that a Japanese or Latin card can hold.

Kanji are those of JIS X 0208 with the NEC and IBM extensions (Python's cp932) and the four jōyō kanji
outside it; Chinese forms such as 携带 or 课 then give way to the next likely character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocr.engines.variants import Variants, pairs

JOYO_OUTSIDE = "俱剝塡頰"
# Spaces, marks and the signs of labels say nothing about the letters and digits beside them.
INSIGNIFICANT = frozenset(" 　〒|｜・·()（）-:.：；;/／,、—―‐～~－携帯電話")
BLANK = 0
# Signs surer than this have no alternatives; an alternative is at least as likely as the other.
CLEAR, LIKELY = 0.95, 0.02
MOST_ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class Text:
    """A text as recognised, the mean probability of its characters, and that of its least sure one.

    `signs` holds the probability of each character; `others` are the texts with one sign changed, left out
    or put in that may be meant as well, each with that sign's probability, the likeliest first: only a
    detailed `Decoder` tells them.
    """

    text: str
    mean: float
    least: float
    signs: tuple[float, ...] = ()
    others: tuple[tuple[str, float], ...] = ()


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
    Variants of kanji (髙, 﨑) are settled; a detailed one tells other likely texts as well.
    """

    def __init__(self, alphabet: Sequence[str], *, detailed: bool = False) -> None:
        self._alphabet = alphabet
        self._detailed = detailed
        self._variants = Variants(alphabet)
        self._foreign = np.array([not expected(character) for character in alphabet])
        self._usual = _usual_places(alphabet)

    def __call__(self, predictions: Any, *_: Any, **__: Any) -> tuple[list[tuple[Text, float]], list[Any]]:
        """RapidOCR's (text, score) for each text, the text being a `Text`, and no word boxes."""
        best = predictions.argmax(axis=2)
        for image, step in zip(*np.nonzero(self._foreign[best]), strict=True):
            best[image, step] = np.where(self._foreign, 0.0, predictions[image, step]).argmax()
        texts = [self._text(chosen, rows) for chosen, rows in zip(best, predictions, strict=True)]
        return [(text, text.mean) for text in texts], []

    def _text(self, best: NDArray[np.int64], rows: NDArray[np.float32]) -> Text:
        signs = self._signs(best, rows)
        telling = [sign.sure for sign in signs if sign.letter not in INSIGNIFICANT]
        sure = [sign.sure for sign in signs]
        text, mean = "".join(sign.letter for sign in signs), float(np.mean(sure or [0.0]))
        least = min(telling or sure, default=0.0)
        each = tuple(round(sign.sure, 3) for sign in signs for _ in sign.letter)
        return Text(text, mean, least, each, self._others(best, rows, signs) if self._detailed else ())

    def _signs(self, best: NDArray[np.int64], rows: NDArray[np.float32]) -> list[_Sign]:
        best = self._usual[best]
        return [self._sign(int(step), best, rows) for step in _starts(best)]

    def _sign(self, step: int, best: NDArray[np.int64], rows: NDArray[np.float32]) -> _Sign:
        letter = self._alphabet[best[step]]
        if letter not in self._variants:
            return _Sign(letter, float(rows[step, best[step]]))
        end = step + 1
        while end < len(best) and best[end] == best[step]:
            end += 1
        tries = [self._variants.settled(letter, rows[place]) for place in range(step, end)]
        return _Sign(*max(tries, key=lambda found: found[1]))

    def _others(
        self, best: NDArray[np.int64], rows: NDArray[np.float32], signs: list[_Sign]
    ) -> tuple[tuple[str, float], ...]:
        """Other texts, by the other choices wherever the first one is not clear."""
        found = dict(_other_forms(signs))
        best = self._usual[best]
        usual = [self._alphabet[index] for index in best[_starts(best)]]
        forms = {ord(one): sign.letter for one, sign in zip(usual, signs, strict=True) if len(one) == 1}
        whole = _telling(usual)
        for step in np.nonzero(rows[np.arange(len(best)), best] < CLEAR)[0]:
            for index in np.nonzero(rows[step] >= LIKELY)[0]:
                letters = self._changed(best, int(step), int(index))
                if not self._foreign[index] and _telling(letters) != whole:
                    text = "".join(letters).translate(forms)
                    found[text] = max(float(rows[step, index]), found.get(text, 0.0))
        return tuple(sorted(found.items(), key=lambda item: -item[1])[:MOST_ALTERNATIVES])

    def _changed(self, best: NDArray[np.int64], step: int, index: int) -> list[str]:
        """The letters with another choice at one step."""
        changed = best.copy()
        changed[step] = self._usual[index]
        return [self._alphabet[place] for place in changed[_starts(changed)]]


def _starts(best: NDArray[np.int64]) -> NDArray[np.int64]:
    """The steps at which a sign begins."""
    starts = best != BLANK
    starts[1:] &= best[1:] != best[:-1]
    return np.asarray(np.nonzero(starts)[0])


@dataclass(frozen=True, slots=True)
class _Sign:
    """One recognised character with its probability, and its other form with that one's."""

    letter: str
    sure: float
    other: str = ""
    likely: float = 0.0


def _other_forms(signs: Sequence[_Sign]) -> Iterator[tuple[str, float]]:
    """The text with one doubtful kanji in its other form."""
    letters = [sign.letter for sign in signs]
    for place, sign in enumerate(signs):
        if sign.likely >= LIKELY:
            yield "".join([*letters[:place], sign.other, *letters[place + 1 :]]), sign.likely


def _telling(letters: Sequence[str]) -> str:
    """A text without its spaces and marks of a label."""
    return "".join(letter for letter in letters if letter not in " \u3000〒")


def _usual_places(alphabet: Sequence[str]) -> NDArray[np.int64]:
    """For each place of the alphabet itself, for variants the place of their usual form."""
    places = {letter: place for place, letter in reversed(list(enumerate(alphabet)))}
    usual = np.arange(len(alphabet))
    for pair in pairs():
        if pair.usual in places and pair.variant in places:
            usual[places[pair.variant]] = places[pair.usual]
    return usual
