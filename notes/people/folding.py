"""Text folded character by character, so that places in it are places in the note."""

from __future__ import annotations

import re
from functools import lru_cache

from contacts.normal import fold_kanji, katakana

KANJI = "一-鿿々〆ヶ㐀-䶿豈-﫿𠀀-𯨟"
_LETTER_MARKS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿœšžłđğış", "aaaaaaceeeeiiiinoooooouuuuyyoszldgis")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """`text` (NFKC) with kanji variants, letter case, accents and hiragana folded; as long as it was."""
    plain = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    folded = katakana(fold_kanji(plain)).translate(_LETTER_MARKS).replace("’", "'")
    return folded if len(folded) == len(text) else plain


def tight(text: str) -> str:
    """`text` folded, without spaces and marks."""
    return re.sub(r"[\s・=.,'&_/-]+", "", fold(text))
