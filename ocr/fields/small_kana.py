"""Small kana that were read as large ones (グラフイツク), by which spelling is made of known words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from contacts.readings import tokenizer

_LARGE, _SMALL = "アイウエオツヤユヨ", "ァィゥェォッャュョ"
_SHRUNK = str.maketrans(_LARGE, _SMALL)
_RUN = re.compile(rf"[ァ-ヺー](?=[ァ-ヺー]*[{_LARGE}])[ァ-ヺー]{{2,}}")
# Behind these a small kana makes a sound of its own; ッ stands in front of these.
_BEFORE = {
    "ァ": "フヴツ",
    "ィ": "フヴテデウツ",
    "ゥ": "トド",
    "ェ": "フヴシジチウツイ",
    "ォ": "フヴウツク",
    **dict.fromkeys("ャュョ", "キシチニヒミリギジビピフデテヴ"),
}
_BEHIND_TSU = "カキクケコサシスセソタチツテトパピプペポハヒフヘホガギグゲゴザジズゼゾダデドバビブベボ"
MOST_CHANGES = 3


def with_small_kana(text: str) -> str:
    """A text whose katakana words are spelt with small kana where only then the dictionary knows them."""
    return _RUN.sub(lambda found: _spelt(found.group()), text)


@lru_cache(maxsize=2_000)
def _spelt(word: str) -> str:
    unknown = _unknown(word)
    if not unknown:
        return word
    return min((word, *_respelled(word)), key=_unknown)


def _respelled(word: str) -> Iterator[str]:
    """The word with one to three of its large kana made small, fewest changes first."""
    places = [place for place in range(1, len(word)) if word[place] in _LARGE]
    for count in range(1, min(MOST_CHANGES, len(places)) + 1):
        for chosen in combinations(places, count):
            letters = [letter.translate(_SHRUNK) if n in chosen else letter for n, letter in enumerate(word)]
            if all(_fits(letters, place) for place in chosen):
                yield "".join(letters)


def _fits(letters: list[str], place: int) -> bool:
    if letters[place] == "ッ":
        return place + 1 < len(letters) and letters[place + 1] in _BEHIND_TSU
    return letters[place - 1] in _BEFORE[letters[place]]


def _unknown(word: str) -> int:
    """How many letters of a word belong to none that the dictionary knows."""
    return sum(
        len(part.surface())
        for part in tokenizer().tokenize(word)
        if part.is_oov() or len(part.surface()) == 1
    )
