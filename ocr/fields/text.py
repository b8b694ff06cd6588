"""Small helpers on printed text that all field rules share."""

from __future__ import annotations

import re
import unicodedata

HYPHENS = "‐‑‒–—―−－ー─ｰ"
KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


def folded(text: str) -> str:
    """NFKC: full-width letters and digits become plain ones; ㈱ becomes (株)."""
    return unicodedata.normalize("NFKC", text)


def is_japanese(text: str) -> bool:
    """Whether a text holds kana or kanji."""
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff々〆]", text))


def is_kana(text: str) -> bool:
    """Whether a text is kana and nothing else."""
    return bool(re.fullmatch(r"[\u3040-\u30ffー・\s]+", text)) and bool(re.search(r"[\u3041-\u30fa]", text))


def is_kanji_name(text: str) -> bool:
    """Whether a text could be a Japanese name by its characters: kanji, a few kana, no digits."""
    return bool(
        re.fullmatch(r"[\u3400-\u9fff々〆ヶケノ\U00020000-\U0002ffff\uf900-\ufaff\u3041-\u30fe]+", text)
    )


def plain_hyphens(text: str) -> str:
    """Dashes of all kinds between digits as hyphens."""
    return re.sub(rf"(?<=[0-9)])\s*[{HYPHENS}]\s*(?=[0-9(])", "-", text)
