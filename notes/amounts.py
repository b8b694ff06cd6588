"""The amount of a note: our own deal, budget or estimate, not the competitor's nor a price for one piece."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from notes.data import grouped
from notes.draft import Amount
from notes.sums import Sum, sums

# What a role weighs: the heaviest sum is the deal's; what is below zero is no amount of ours at all.
_WEIGHTS = {"agreed": 5.0, "total": 4.0, "ours": 3.2, "quoted": 3.0, "budget": 2.5}
_LIGHT = {"unit": 1.0, "old": 0.5, "wish": 0.4}
_PLAIN = 2.0
_BREAK = re.compile(r"[。!?\n;]|\.(?=\s|$)")
_PIECE = re.compile(
    r"[、,。!?\n;|/→⇒](?!\d{3})|\.(?=\s|$)|(?:が|けど|ので|けれど)(?=[、,\s])|\s(?:but|while|vs\.?|and)\s|\s[-–]\s"
)
_NAMED = re.compile(
    r"(?:金額|予算[感枠額]?|見積(?:もり|り)?[額書]?|みつもり|概算|総額|合計|価格|契約金?額|受注額?|budget|amount|total|price|"
    r"quote[ds]?|estimate[ds]?|deal(?: (?:size|value))?|value|worth|ACV|ARR|TCV)"
    r"\s?(?:[はが::=]|\bis\b|\bof\b|\bat\b|about|around|approx\.?|~|約|およそ|だいたい|ざっくり|\s)*$",
    re.IGNORECASE,
)
_LEAST_BARE = 1000


def find_amount(text: str, *, currency: str = "JPY") -> Amount | None:
    """The amount of the deal a note speaks of, revised and of a range the lower; None when there is none.

    `currency` is the ISO code for sums that name none (120k).
    """
    plain = unicodedata.normalize("NFKC", text)
    found = [one for one in sums(plain) if _is_money(plain, one)]
    weighed = [(weight, one) for one in found if (weight := _weight(plain, one, found)) > 0]
    if not weighed:
        return None
    heaviest = max(weight for weight, _ in weighed)
    chosen = max((one for weight, one in weighed if weight == heaviest), key=lambda one: one.value)
    value = chosen.value
    named = chosen.currency or next((one.currency for one in found if one.currency), None) or currency
    return Amount(int(value) if value == int(value) else value, named)


def _is_money(text: str, one: Sum) -> bool:
    """Whether a sum without a currency is one by the words around it."""
    if one.marked:
        return not re.match(r"\s?(?:台|件|人|通|回|個|本)", text[one.end :])
    before = text[: one.start]
    if not text[one.start : one.end].strip()[-1:].isdecimal():
        near = text[max(0, one.start - 40) : one.end + 24]
        return _has("cue", "near", near) and one.value >= _LEAST_BARE
    return bool(_NAMED.search(before)) and one.value >= _LEAST_BARE


def _weight(text: str, one: Sum, found: list[Sum]) -> float:
    """What the words around a sum make of it; 0 when it is no amount of ours."""
    before, behind = _around(text, one, found)
    roles = {role for role, place in _roles() if _has(role, place, before if place == "before" else behind)}
    if "ours" not in roles and ("rival" in roles or _rival_before(text, one)):
        return 0
    if "other" in roles:
        return 0
    for role, weight in _LIGHT.items():
        if role in roles and not one.revised:
            return weight
    if one.revised:
        return _WEIGHTS["agreed"]
    return max((_WEIGHTS[role] for role in roles if role in _WEIGHTS), default=_PLAIN)


def _around(text: str, one: Sum, found: list[Sum]) -> tuple[str, str]:
    """The words of its own piece of the sentence, before it (from the last sum on) and behind it."""
    start = max((m.end() for m in _PIECE.finditer(text, 0, one.start)), default=0)
    start = max([start, *(other.end for other in found if other.end <= one.start)])
    stop = _PIECE.search(text, one.end)
    following = [other.start for other in found if other.start >= one.end]
    end = min([stop.start() if stop else len(text), *following])
    return text[start : one.start], text[one.end : end]


def _rival_before(text: str, one: Sum) -> bool:
    """Whether the sentence speaks of a competitor before the sum and not of us since."""
    start = max((m.end() for m in _BREAK.finditer(text, 0, one.start)), default=0)
    pieces = _PIECE.split(text[start : one.start])
    for piece in reversed(pieces):
        if _has("ours", "before", piece):
            return False
        if _has("rival", "before", piece):
            return True
    return False


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    return tuple(
        (role, place)
        for role, place in (name.split(" ") for name in grouped("amount_words"))
        if role != "cue"
    )


def _has(role: str, place: str, words: str) -> bool:
    return bool(_pattern(role, place).search(words))


@cache
def _pattern(role: str, place: str) -> re.Pattern[str]:
    words = grouped("amount_words")[f"{role} {place}"]
    return re.compile("|".join(words), re.IGNORECASE)
