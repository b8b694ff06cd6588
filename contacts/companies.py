"""Company names: the legal form apart from the name, and one normal form for however it was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from contacts.data import table
from contacts.normal import clean, fold_kanji, has_japanese, key

_CIRCLED = str.maketrans({"㈱": "(株)", "㈲": "(有)", "㈳": "(社)", "㈶": "(財)", "㍿": "株式会社"})
_ENDS = " ,，、・"


@dataclass(frozen=True, slots=True)
class CompanyName:
    """`core` as printed without its legal form, `form` in its usual spelling, `leads` when it came first."""

    core: str
    form: str | None = None
    leads: bool = False


def split_form(name: str) -> CompanyName:
    """Take the legal form off a company name, in Japanese before or after it, elsewhere after it.

    "㈱山田商事" -> core 山田商事, form 株式会社, leads; "Yamada Trading Co., Ltd." -> core "Yamada Trading".
    A name that is nothing but a form keeps it as its core.
    """
    text = clean(name.translate(_CIRCLED))
    for leads, pattern in ((True, _leading()), (False, _trailing())):
        found = pattern.search(text)
        core = (text[: found.start()] + text[found.end() :]).strip(_ENDS) if found else ""
        if found and core:
            return CompanyName(core, _usual()[_tight(found["form"])], leads)
    return CompanyName(text)


def core_name(name: str) -> str:
    """`name` without any legal form, in print form: "（株）山田商事" -> "山田商事"."""
    split = split_form(name)
    # 医療法人社団 山田会 株式会社 and the like carry two forms.
    return core_name(split.core) if split.form else split.core


def normal_name(name: str) -> str:
    """The form under which a company is found again; "" when nothing is left.

    No legal form, widths, case, spaces, marks or leading "The"; "&" and "and" are one; variant kanji fold.
    """
    text = core_name(name)
    if not has_japanese(text):
        text = re.sub(r"^the\s+|\band\b|&", " ", text.casefold())
        return " ".join(re.findall(r"\w+", fold_kanji(text.replace("'", "").replace("’", ""))))
    return key(text)


def same_form(a: str, b: str) -> bool:
    """Whether both names carry the same legal form, or at least one carries none."""
    first, second = split_form(a).form, split_form(b).form
    return first is None or second is None or first == second


@cache
def _usual() -> dict[str, str]:
    """Every spelling without its spaces and case -> the usual form."""
    rows = [(row[0], row[1].split("|") if len(row) > 1 else []) for row in table("company_forms")]
    return {_tight(spelling): usual for usual, others in rows for spelling in (usual, *others)}


def _tight(spelling: str) -> str:
    return spelling.casefold().replace(" ", "")


def _pattern(spellings: list[str]) -> str:
    parts = [re.escape(spelling).replace(r"\ ", " ?") for spelling in spellings]
    return "|".join(sorted(parts, key=len, reverse=True))


def spellings() -> list[str]:
    """All spellings of legal forms: 株式会社, (株), "Co., Ltd.", GmbH …"""
    closed, letters = _spellings()
    return [*closed, *letters]


@cache
def _spellings() -> tuple[list[str], list[str]]:
    """All spellings, those in Japanese or brackets apart from those made of letters."""
    every = [
        spelling
        for row in table("company_forms")
        for spelling in (row[0], *(row[1].split("|") if len(row) > 1 else ()))
    ]
    closed = [s for s in every if has_japanese(s) or s.startswith("(")]
    return closed, [s for s in every if s not in closed]


@cache
def _leading() -> re.Pattern[str]:
    closed, _ = _spellings()
    return re.compile(rf"^(?P<form>{_pattern(closed)})", re.IGNORECASE)


@cache
def _trailing() -> re.Pattern[str]:
    closed, letters = _spellings()
    return re.compile(
        rf"(?P<form>{_pattern(closed)}|(?:(?<=[\s,.])|(?<=[^\x00-\x7f]))(?:{_pattern(letters)}))\.?$",
        re.IGNORECASE,
    )
