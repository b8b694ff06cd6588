"""Phone numbers of vertical cards: kanji digits, and hyphens that were read as digits or as nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import phonenumbers

from ocr.fields.text import HYPHENS, KANJI_DIGIT, KANJI_DIGITS

# What a hyphen or bracket of a column is read as; the digits among them may be digits after all.
_SEPARATORS = f"-{HYPHENS}・|Il⊥丨()（） ノ/"
# How much it takes to believe that a digit is a hyphen.
_LIKE_DIGITS = {"一": 2, "1": 2, "二": 3}
# Signs read for kanji digits inside a number.
_MISREAD = str.maketrans("ニハミ八○◯oO口ロ零", "二八三八〇〇〇〇〇〇〇")
_DIGIT = rf"{KANJI_DIGIT}ニハミ○◯oO口ロ零\d"
_RUN = re.compile(rf"[(（]?[〇○◯0O口ロ零][{_DIGIT}{re.escape(_SEPARATORS)}]{{8,17}}")
# Digits of area code, exchange and number; eleven in all only for mobiles and IP phones.
_SHAPES = ((2, 4, 4), (3, 3, 4), (4, 2, 4), (5, 1, 4), (3, 4, 4), (4, 3, 3))
_ELEVEN = re.compile(r"0[5-9]0|0800")


def plain(line: str) -> str:
    """A line whose kanji or full-width phone numbers are put as 03-1234-5678; all else stays."""
    return _RUN.sub(lambda match: _number(match.group()) or match.group(), line)


def _number(run: str) -> str | None:
    """The likeliest number in a run of digits and separators; None when it reads as none."""
    tail = re.search(r"[\s(（]*$", run)
    body = run[: tail.start()] if tail else run
    if _is_plain(body):
        return None
    # A stroke at the foot of a column is read as one more digit.
    found = max(_readings(body), default=None) or max(_readings(_without_foot(body)), default=None)
    return found[1] + run[len(body) :] if found else None


def _without_foot(body: str) -> str:
    return body[:-1] if body[-1:] in "〇○一" and not body.isascii() else body


def _is_plain(body: str) -> bool:
    """Whether a run needs no help: ASCII digits parted by hyphens, or as many digits as a number has."""
    digits = re.sub(r"\D", "", body)
    return body.isascii() and (len(digits) <= 10 or (len(digits) == 11 and bool(_ELEVEN.match(digits))))


def _readings(body: str) -> Iterator[tuple[int, str]]:
    """Every way to read a run as area code, exchange and number, with what speaks for it."""
    signs = body.translate(_MISREAD)
    sure = [n for n, sign in enumerate(signs) if sign in _SEPARATORS]
    maybe = [n for n, sign in enumerate(signs) if sign in _LIKE_DIGITS]
    for left_out in range(min(3, len(maybe)) + 1):
        for chosen in combinations(maybe, left_out):
            gaps = {*sure, *chosen}
            digits = "".join(sign for n, sign in enumerate(signs) if n not in gaps).translate(KANJI_DIGITS)
            if not digits.isdigit() or not (
                len(digits) == 10 or (len(digits) == 11 and _ELEVEN.match(digits))
            ):
                continue
            places = {sum(n not in gaps for n in range(gap)) for gap in gaps} - {0, len(digits)}
            yield from _shaped(digits, places, sum(_LIKE_DIGITS[signs[n]] for n in chosen))


def _shaped(digits: str, places: set[int], guesses: int) -> Iterator[tuple[int, str]]:
    """The digits in every grouping that fits the gaps; `guesses` is what the gaps cost to believe."""
    for first, second, third in _SHAPES:
        if first + second + third != len(digits) or not places <= {first, first + second}:
            continue
        groups = digits[:first], digits[first : first + second], digits[first + second :]
        score = 4 * len(places) - guesses + 2 * _is_usual(digits, groups) + _is_valid(digits)
        yield score, "-".join(groups)


def _is_usual(digits: str, groups: tuple[str, ...]) -> bool:
    """Whether the area code is one, so that the number is written with hyphens just there."""
    number = phonenumbers.parse(digits, "JP")
    usual = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return tuple(usual.split("-")) == groups


def _is_valid(digits: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(digits, "JP"))
