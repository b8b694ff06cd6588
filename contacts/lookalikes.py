"""Characters taken for one another, so that a misread name or mail address still meets its right one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from contacts.data import table
from contacts.normal import fold_kanji

_LETTERS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_SINGLE = str.maketrans("01259864|!ij", "olzsgbbalill")
_KANA_LIKE = str.maketrans("ァィゥェォッャュョツソー", "アイウエオシヤユヨシンン")
_CROSS = str.maketrans("ニロタカエトハミー一二口夕力工卜八三", "二口夕力工卜八三一一二口夕力工卜八三")


@lru_cache(maxsize=50_000)
def fold_letters(text: str) -> str:
    """Lower-case letters and figures with OCR look-alikes made one: rn = m, vv = w, 0 = o, 1 = l = i."""
    text = text.casefold()
    for pair, single in _LETTERS:
        text = text.replace(pair, single)
    return text.translate(_SINGLE)


@lru_cache(maxsize=50_000)
def plain_vowels(text: str) -> str:
    """Lower-case letters without accents; ae, oe, ue stand for ä, ö, ü: Müller, Mueller -> muller."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return re.sub(r"(?<=[aou])e", "", bare)


@lru_cache(maxsize=50_000)
def fold_kana(kana: str) -> str:
    """Katakana without what small print loses: voicing, small kana, ソ/ン, ツ/シ."""
    plain = re.sub("[\u3099\u309a\\W]", "", unicodedata.normalize("NFD", kana))
    return plain.translate(_KANA_LIKE)


def alike(a: str, b: str) -> bool:
    """Whether two characters look alike (本 木, 崎 埼, ロ 口); equal ones and kanji variants do too."""
    first, second = fold_kanji(a), fold_kanji(b)
    return (
        first == second or first.translate(_CROSS) == second.translate(_CROSS) or {first, second} in _pairs()
    )


@lru_cache(maxsize=50_000)
def fold_alike(text: str) -> str:
    """`text` with every kanji replaced by the one that stands for its look-alikes, over any chain of them.

    Coarser than `alike`: words that are one misread of each other fold to one, and a few more do.
    """
    return fold_kanji(text).translate(_CROSS).translate(_stand_ins())


def misread(a: str, b: str, *, allowed: int = 2) -> bool:
    """Whether two words of one length differ by at most `allowed` look-alikes and nothing else."""
    if len(a) != len(b):
        return False
    wrong = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(wrong) <= min(allowed, len(a)) and all(alike(x, y) for x, y in wrong)


def near_letters(a: str, b: str) -> bool:
    """Whether two words in letters are one misread: equal when folded, or one edit apart."""
    first, second = (fold_letters(plain_vowels(word)) for word in (a, b))
    return first == second or (
        min(len(first), len(second)) >= 5 and Levenshtein.distance(first, second, score_cutoff=1) <= 1
    )


@cache
def _pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset((row[0], other)) for row in table("lookalikes") for other in row[1])


@cache
def _stand_ins() -> dict[int, str]:
    """Each kanji of the look-alikes and the first of its chain."""
    first: dict[str, str] = {}

    def root(char: str) -> str:
        while first.setdefault(char, char) != char:
            char = first[char]
        return char

    for row in table("lookalikes"):
        for other in row[1]:
            a, b = sorted((root(row[0].translate(_CROSS)), root(other.translate(_CROSS))))
            first[b] = a
    return {ord(char): root(char) for char in list(first)}
