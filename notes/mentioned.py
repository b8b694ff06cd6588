"""The surface forms of a note by which stored people are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

import jaconv

from contacts.normal import is_kana, kanji_forms
from contacts.readings import is_common_word, kana_of, name_kinds
from contacts.romaji import from_kana
from notes.clauses import plain
from notes.data import words
from notes.people.english import capitals
from notes.people.folding import KANJI
from notes.people.japanese import named_before_calls
from notes.people.names import Index

_MOST = 40
_MOST_FORMS = 4
_COMPANY = re.compile(rf"[{KANJI}ァ-ヺーA-Za-z0-9&・]{{2,}}|(?<![ぁ-ゖ])[ぁ-ゖ]{{2,4}}[{KANJI}]{{2,}}")


class Form(StrEnum):
    """What a surface form may be."""

    NAME = "name"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name a stored person or company; `words` is ready for a search, honorifics left out."""

    words: str
    form: Form


def mentions(text: str) -> list[Mention]:
    """What to look up for a note, the likeliest first and each once; at most 40."""
    note = plain(text)
    found = dict.fromkeys((*_called(note), *_letters(note), *_companies(note), *_bare(note)))
    return list(found)[:_MOST]


def _called(note: str) -> Iterator[Mention]:
    """Names before an honorific or a title."""
    for span in named_before_calls(note, Index.of(()), ()):
        if span.name:
            for part in re.split(r"[・=\s]", span.name):
                yield from (Mention(form, Form.NAME) for form in _forms(part) if form)


def _forms(name: str) -> Iterator[str]:
    """A name as written and as it may be stored: other forms of its kanji, its readings in letters."""
    written = product(*(dict.fromkeys((char, *kanji_forms(char))) for char in name))
    yield from islice(("".join(chars) for chars in written), _MOST_FORMS)
    if not is_kana(name):
        yield from (from_kana(kana) for kana in kana_of(name, family=True)[:2])


def _letters(note: str) -> Iterator[Mention]:
    for word in capitals(note):
        yield Mention(word, Form.NAME)
        kana = str(jaconv.alphabet2kana(word.lower()))
        if is_kana(kana):
            yield Mention(kana, Form.NAME)


def _companies(note: str) -> Iterator[Mention]:
    """Runs of kanji and katakana that are no everyday word, whole and without the words speech leaves out."""
    for run in _COMPANY.finditer(note):
        word = run.group().strip("・")
        if len(word) >= 2 and not is_common_word(word) and not word.isdecimal():
            yield Mention(word, Form.COMPANY)
            yield from (Mention(stem, Form.COMPANY) for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    """アオバテック of アオバテック斎藤; 北斗電機 of 北斗電機齋藤係長."""
    pieces = re.findall(rf"[{KANJI}]{{2,}}|[ァ-ヺー]{{3,}}|[A-Za-z]{{3,}}", word)
    yield from (piece for piece in pieces if piece != word and not is_common_word(piece))
    for general in sorted(words("company_general"), key=len, reverse=True):
        at = word.find(general)
        if at >= 2 and len(general) > 1:
            yield word[: at + len(general)]
            yield word[:at]
            return


def _bare(note: str) -> Iterator[Mention]:
    """Family names without an honorific."""
    for run in re.finditer(rf"[{KANJI}]{{2,}}", note):
        for length in (3, 2):
            word = run.group()[:length]
            if name_kinds(word)[0] and not is_common_word(word):
                yield Mention(word, Form.NAME)
                break
