"""Normal forms of text, so that the same words printed differently compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import jaconv

from contacts.data import table

_SPACES = re.compile(r"\s+")
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\ufe63]")
_NOT_WORD = re.compile(r"[\W_]+")
# Between katakana, a dash or the kanji 一 is the long vowel mark misread or mistyped.
_LONG_MARK = re.compile(r"(?<=[ァ-ヺ])(?:[-一](?=[ァ-ヺ]|$)|一(?=\d))")
# A long vowel mark follows kana only; elsewhere before a kanji it is a misread 一 (ー般社団法人).
_MISREAD_ONE = re.compile(r"(?<![ぁ-ヺー〇一二三四五六七八九十\d])ー(?=[一-鿿])")
_HALF_DIGIT_DASH = re.compile(r"(?<=\d)ー(?=\d)")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """`text` in NFKC with plain hyphens and single spaces; kanji variants and letter case stay."""
    text = unicodedata.normalize("NFKC", _VARIATION_SELECTORS.sub("", text))
    text = _HALF_DIGIT_DASH.sub("-", _DASHES.sub("-", text))
    text = _MISREAD_ONE.sub("一", _LONG_MARK.sub("ー", text))
    return _SPACES.sub(" ", text).strip()


def fold_kanji(text: str) -> str:
    """`text` with each variant kanji (髙 﨑 邉 𠮷) replaced by its usual form (高 崎 辺 吉)."""
    return text.translate(_to_usual())


def kanji_forms(char: str) -> tuple[str, ...]:
    """Every form of one kanji, the usual one first; the character alone when it has no variants."""
    usual = fold_kanji(char)
    return (usual, *_variants().get(usual, ()))


def key(text: str) -> str:
    """What of `text` matters for equality and search: no case, spaces, marks, widths or kanji variants."""
    return _NOT_WORD.sub("", fold_kanji(clean(text)).casefold())


def katakana(text: str) -> str:
    """`text` with half-width and hiragana kana as full-width katakana; everything else as it was."""
    return str(jaconv.hira2kata(unicodedata.normalize("NFKC", text)))


def has_japanese(text: str) -> bool:
    """Whether kana or kanji occur in `text`."""
    return bool(re.search(r"[ぁ-ヿㇰ-ㇿｦ-ﾟ々〆一-鿿㐀-䶿豈-﫿𠀀-𯨟]", text))


def is_kana(text: str) -> bool:
    """Whether `text` holds kana and nothing else but spaces and marks."""
    return bool(re.fullmatch(r"[ぁ-ゖァ-ヺーｦ-ﾟ・\s　]+", text)) and bool(text.strip())


@cache
def _variants() -> dict[str, tuple[str, ...]]:
    return {usual: tuple(others.split(" ")) for usual, others in table("variants")}


@cache
def _to_usual() -> dict[int, str]:
    return {ord(other): usual for usual, others in _variants().items() for other in others}
