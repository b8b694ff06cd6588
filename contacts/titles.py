"""Titles and their rank: who stands above whom at a company, from a table kept as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from contacts.data import table
from contacts.normal import clean

# How far below the full post its deputy and the like stand; smaller than the step to the next post.
_LOWERED = {"代理": 5, "代行": 3, "補佐": 6, "心得": 6, "補": 6, "待遇": 6}
_PREFIXED = {"副": 5, "担当": 4, "専任": 4, "専門": 4, "次席": 5}
_RAISED = {"統括": -3, "筆頭": -3, "上席": -2, "上級": -2, "主席": -2}
_ENGLISH_PREFIXED = {"deputy": 5, "assistant": 6, "associate": 6, "vice": 5, "acting": 3, "sub": 5}
# These are offices held beside a post (執行役員 営業部長), not a rung of their own.
_BESIDE = ("執行役員", "上席執行役員", "上級執行役員", "取締役", "理事", "監査役", "参与")
_SPLIT = re.compile(r"\s*(?:[/／・,、，&]|兼|\s)\s*")
UNRANKED = 1000


@dataclass(frozen=True, slots=True)
class Rank:
    """`order` (smaller is higher), `post` as the table names it, `beside` the offices held with it."""

    order: int
    post: str | None = None
    beside: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def rank(title: str | None) -> Rank:
    """Where a printed title stands: 部長 above 副部長 and 部長代理, 執行役員 beside the post it comes with.

    Several posts give the highest; an unknown or missing title has order UNRANKED.
    """
    text = clean(title or "")
    if not re.search(r"[぀-鿿]", text):
        return _english(text.casefold())
    ranks = [_japanese(part) for part in _SPLIT.split(text) if part]
    posts = [found for found in ranks if found.post and found.post not in _BESIDE]
    offices = tuple(found.post for found in ranks if found.post in _BESIDE)
    best = min(posts or ranks, key=lambda found: found.order, default=Rank(UNRANKED))
    return Rank(best.order, best.post, tuple(office for office in offices if office and office != best.post))


def address_title(title: str | None) -> str | None:
    """The part of a title by which a person is addressed after the name (佐藤部長); None when there is none.

    代表取締役社長 -> 社長, 執行役員 営業本部長 -> 本部長, スタッフ or an English title -> None.
    """
    parts = [part for part in _SPLIT.split(clean(title or "")) if part]
    named = [(found.order, _spoken(part, found.post)) for part in parts if (found := _japanese(part)).post]
    offices = [pair for pair in named if pair[1] in _BESIDE]
    return min(set(named) - set(offices) or named, default=(0, None))[1]


def _japanese(text: str) -> Rank:
    """The rank of one post (営業部長代理): the longest known post its end shows, moved by its affixes."""
    stem, lowered = text, 0
    for suffix, step in _LOWERED.items():
        if stem.endswith(suffix):
            stem, lowered = stem.removesuffix(suffix), step
            break
    post = next((post for post in _posts() if stem.endswith(post)), None)
    if post is None:
        return Rank(UNRANKED)
    before = stem.removesuffix(post)
    moved = sum(step for word, step in {**_PREFIXED, **_RAISED}.items() if before.endswith(word))
    return Rank(_posts()[post] + lowered + moved, post)


def _spoken(text: str, post: str | None) -> str | None:
    """The post with the affixes that are said with it: 副社長, 部長代理, 担当部長."""
    assert post is not None
    suffix = next((word for word in _LOWERED if text.endswith(word)), "")
    before = text.removesuffix(suffix).removesuffix(post)
    prefix = next((word for word in _PREFIXED if before.endswith(word)), "")
    return f"{prefix}{_said().get(post, post)}{suffix}"


def _english(text: str) -> Rank:
    words = re.sub(r"[^\w\s&-]", " ", text)
    found = next((name for name in _english_posts() if re.search(rf"\b{re.escape(name)}\b", words)), None)
    if found is None:
        return Rank(UNRANKED)
    before = words[: words.index(found)].split()
    return Rank(_english_posts()[found] + sum(_ENGLISH_PREFIXED.get(word, 0) for word in before), found)


@cache
def _posts() -> dict[str, int]:
    """Japanese posts, longest first, with their order."""
    return {row[0]: int(row[2]) for row in sorted(table("titles"), key=lambda row: -len(row[0]))}


@cache
def _said() -> dict[str, str]:
    return {row[0]: row[3] for row in table("titles") if len(row) > 3}


@cache
def _english_posts() -> dict[str, int]:
    pairs = [(name, int(row[2])) for row in table("titles") for name in row[1].split("|") if name]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
