"""House numbers whose hyphens were read as 1: 港町211213 is 港町2-12-13."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ocr.fields.text import KANJI_DIGIT

# The first number behind the town; no house number is so long, and none in kanji goes without 番 or a dash.
_RUN_TOGETHER = re.compile(r"(?<=[\u3400-\u9fffヶケ々])(\d{5,8})(?![\d\-番号丁])")
_KANJI_RUN = re.compile(
    rf"(?<=[町通条里目内外東西南北])([{KANJI_DIGIT}]{{3,}})(?![{KANJI_DIGIT}十百番号丁階\-])"
)
# Blocks and numbers are hardly ever larger.
MOST_CHOME, MOST_OTHERS = 15, 99


def with_hyphens(address: str) -> str:
    """An address (Japanese, folded) with the hyphens back that were read as 1, where one way fits best."""
    return _RUN_TOGETHER.sub(lambda found: min(_ways(found[1]), default=(0, found[1]))[1], address)


def lacks_hyphens(address: str) -> bool:
    """Whether a number of an address can only be several that were run together."""
    return bool(_RUN_TOGETHER.search(address) or _KANJI_RUN.search(address))


def _ways(digits: str) -> Iterator[tuple[int, str]]:
    """How digits fall into three numbers parted by ones, each with its unlikeliness."""
    ones = [place for place, digit in enumerate(digits) if digit == "1"]
    for first, second in combinations(ones, 2):
        parts = digits[:first], digits[first + 1 : second], digits[second + 1 :]
        if any(not part or part.startswith("0") for part in parts):
            continue
        chome, *others = map(int, parts)
        if chome <= MOST_CHOME and max(others) <= MOST_OTHERS:
            yield len(parts[0]), "-".join(parts)
