"""A person's name in Latin letters: its form, its size, its place, and above all the mail address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from contacts.names import split_name
from contacts.romaji import romaji_key
from ocr.fields import words
from ocr.fields.data import entries
from ocr.fields.text import is_japanese, without_accents
from ocr.layout import Row, usual_size

FEWEST, MOST = 2, 5
ENOUGH = 0.4
_FORM_OF_ADDRESS = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Mx|Herr|Frau|Mme|M)\b\.?\s+)+")
# An academic title printed before a name is part of how the person signs.
_DEGREE = re.compile(
    r"^(?:(?:Univ\.-|ao\.\s?)?(?:Dr\.-Ing|Dr|Prof|Ing|Dipl\.-Ing|Dott|Dott\.ssa|Doc|Mag|Arq|Lic)\b\.?\s*"
    r"(?:(?:med|phil|jur|iur|rer\.\s?(?:nat|pol)|dent|vet|h\.\s?c)\b\.\s*)*)+"
)
_DEGREES = (
    r"(?:Ph\.?\s?D\.?|MBA|M\.?D\.?|CPA|P\.?E\.?|P\.?Eng\.?|Esq\.?|PMP|CFA|LL\.?M\.?|FRICS|MRICS|"
    r"lic\.|M\.?Sc\.?|B\.?Sc\.?|B\.?A\.|M\.?A\.|J\.?D\.?|RIBA|AIA|ACA|FCA|ACCA)(?![A-Za-z]).*$"
)
# Behind a comma small letters do as well; else "Li Ma" would lose a family name.
_LETTERS = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z.]{2,8}|\([A-Za-z]+\)")
_SUFFIX = re.compile(rf",?\s*(?<![A-Za-z]){_DEGREES}|,\s*(?i:{_DEGREES})")
_NICKNAME = re.compile(r"\s*(?:[\"“(][^\W\d_]+[\"”)])\s*")


def written(text: str) -> str:
    """A row's text without a form of address before the name and without degrees behind it."""
    head, _, tail = text.partition(",")
    # Behind a whole name, words with two capitals are letters: LLB (Hons), CPEng.
    if len(head.split()) > 1 and tail and all(map(_is_letters, re.split(r"[,\s]+", tail.strip()))):
        text = head
    return _FORM_OF_ADDRESS.sub("", _SUFFIX.sub("", text)).strip(" ,")


def _is_letters(word: str) -> bool:
    return bool(_LETTERS.fullmatch(word)) or word.replace(".", "").casefold() in _known_letters()


@cache
def _known_letters() -> frozenset[str]:
    return frozenset(name.replace(".", "").casefold() for name in entries("qualifications_latin"))


def best(
    rows: Sequence[Row], emails: Sequence[str], readings: Sequence[str] = ()
) -> tuple[str, Row, float] | None:
    """The likeliest name, its row and its score; None when no row looks like one.

    `readings` are romaji keys of the parts of the same card's Japanese name, which then decide.
    """
    usual = usual_size(rows)
    texts = [(written(row.text), row) for row in rows]
    scored = [
        (_score(text, row, usual, emails) + _read(text, readings), text, row)
        for text, row in texts
        if could_be(text, emails)
    ]
    score, text, row = max(scored, key=lambda entry: entry[0], default=(0.0, "", None))
    return (text, row, score) if row is not None and score >= ENOUGH else None


def could_be(text: str, emails: Sequence[str]) -> bool:
    """Whether a text could be a name by its form; one like a title (Carpenter) only if the mail says so."""
    if is_japanese(text) or re.search(r"[\d@/:]", text):
        return False
    parts = _NICKNAME.sub(" ", _DEGREE.sub("", text)).replace(",", " ").split()
    if not FEWEST <= len(parts) <= MOST or not all(
        re.fullmatch(r"[^\W\d_][\w'’.\-]*", part) for part in parts
    ):
        return False
    known = in_mail(text, emails) or _plain(parts[0]) in _given_names()
    if not all(part[0].isupper() or part.casefold() in entries("name_particles") for part in parts):
        return text.islower() and (known or _is_local(parts, emails))
    return known or not (words.english_title(text) or words.english_department(text))


def _is_local(parts: Sequence[str], emails: Sequence[str]) -> bool:
    """Whether a mail address is one of the words by itself: yuki@."""
    return bool({email.split("@")[0].casefold() for email in emails} & set(parts))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(entries("given_names_latin"))


def in_mail(text: str, emails: Sequence[str]) -> bool:
    """Whether a mail address is made of this name: anna.keller@, akeller@, kellera@, anna_k@."""
    parts = split_name(_DEGREE.sub("", text))
    given, family = (re.sub(r"[^a-z]", "", _plain(part)) for part in (parts.given, parts.family))
    if not given or not family:
        return False
    forms = {given + family, family + given, given[0] + family, family + given[0], given + family[0]}
    return any(re.sub(r"[^a-z]", "", _plain(email.split("@")[0])) in forms for email in emails)


def _read(text: str, readings: Sequence[str]) -> float:
    """Whether the words spell the Japanese name: for, against, or nothing where no reading is known."""
    if not readings:
        return 0.0
    spelt = sum(romaji_key(word) in readings for word in re.findall(r"[^\W\d_]+", text))
    return 1.5 if spelt >= 2 else 0.7 if spelt else -0.7


def _plain(text: str) -> str:
    return without_accents(text.casefold().replace("ß", "ss"))


def _score(text: str, row: Row, usual: float, emails: Sequence[str]) -> float:
    score = 1.0 * min(2.0, row.size / max(usual, 1e-6)) - 1.0
    pieces = [piece for piece in re.findall(r"[a-z]+", _plain(text)) if len(piece) > 1]
    locals_ = [_plain(email.split("@")[0]) for email in emails]
    score += 1.5 * any(piece[:6] in local for piece in pieces if len(piece) > 2 for local in locals_)
    initials = "".join(piece[0] for piece in pieces)
    score += 0.5 * any(local.startswith(initials) for local in locals_)
    score += 0.5 * in_mail(text, emails) + 0.4 * (_plain(text.split()[0]) in _given_names())
    return score + 0.3 * (2 <= len(pieces) <= 3)
