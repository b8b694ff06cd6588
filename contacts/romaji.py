"""Kana in letters, and keys under which Hepburn, kunrei and passport spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import jaconv

from contacts.normal import katakana

# Spelling systems folded onto Hepburn, in this order; each pair is (pattern, replacement).
_FOLDS = [
    (re.compile(pattern), to)
    for pattern, to in [
        (r"[^a-z]", ""),
        (r"l", "r"),
        (r"sy", "sh"),
        (r"(?:ty|cy)", "ch"),
        (r"(?:zy|jy)", "j"),
        (r"si", "shi"),
        (r"(?<![st])ti", "chi"),
        (r"tu", "tsu"),
        (r"hu", "fu"),
        (r"zi|di", "ji"),
        (r"du|dzu", "zu"),
        (r"dj", "j"),
        (r"tch", "cch"),
        (r"m(?=[bpm])", "n"),
        (r"oh(?=[^aeiou]|$)", "o"),
        (r"o[ou]", "o"),
        (r"uu", "u"),
        (r"(?<=[aeiou])h(?=[^aeiouy]|$)", ""),
        (r"([aeiou])\1", r"\1"),
    ]
]


@lru_cache(maxsize=50_000)
def romaji_key(text: str) -> str:
    """One key for every spelling of a Japanese name in letters: Itō, Itou, Itoh, ITO -> "ito".

    Accents fall away, so European names have a key as well; it is for comparing, not for showing.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    key = "".join(char for char in decomposed if not unicodedata.combining(char))
    for pattern, to in _FOLDS:
        key = pattern.sub(to, key)
    return key


@lru_cache(maxsize=50_000)
def from_kana(kana: str) -> str:
    """Kana in Hepburn as passports write it, without long vowels: サトウ -> "Sato", オオノ -> "Ono"."""
    letters = str(jaconv.kana2alphabet(str(jaconv.kata2hira(katakana(kana)))))
    letters = letters.replace("ー", "").replace("-", "")
    letters = re.sub(r"o(?:u|o)", "o", re.sub(r"uu", "u", letters))
    letters = re.sub(r"n(?=[bpm])", "m", letters)
    return letters.replace("'", "").capitalize()


def skeleton(letters: str) -> str:
    """The consonants as Japanese renders foreign ones: sunrise and sanraizu are both s-n-r-s."""
    letters = re.sub(r"ph", "f", re.sub(r"th", "s", letters))
    folded = letters.translate(str.maketrans("vcfjzq", "bkhssk", "aiueoyw"))
    return re.sub(r"(.)\1", r"\1", folded)
