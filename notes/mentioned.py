"""The surface forms of a note by which stored people are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import jaconv

from contacts.normal import fold_kanji, is_kana, kanji_forms
from contacts.readings import is_common_word, is_deed, kana_of, name_kinds
from contacts.romaji import from_kana
from notes.clauses import plain
from notes.data import words
from notes.people.english import capitals, no_name
from notes.people.folding import KANJI
from notes.people.japanese import named_before_calls
from notes.people.names import Index, nicknames

_MOST = 80
_MOST_FORMS = 6
_ROMAJI = re.compile(r"(?:(?:[kgsztdnhbpmyrwfj]|ch|sh|ts|[kgnhbpmr]y)?[aeiou]|n(?![aeiouy]))+", re.IGNORECASE)
_KANA_CALLED = re.compile(r"(?<![ぁ-ゖ])(?P<name>[ぁ-ゖー]{2,5}?)(?:さん|さま|様|氏)")
# A name that no dictionary has, between a particle or the start and an honorific.
_RARE_CALLED = re.compile(rf"(?<![{KANJI}])(?P<name>[{KANJI}]{{2,4}})(?:さん|さま|様|氏)")
# Words in letters side by side, each with a capital: a full name or a company's name.
_SIDE_BY_SIDE = re.compile(r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|&|of))*(?: [A-Z][\w'’-]*)")
MOST_SIDE_BY_SIDE = 5
_COMPANY = re.compile(rf"[{KANJI}ァ-ヺーA-Za-z0-9&・]{{2,}}|(?<![\w])[ぁ-ゖ]{{2,4}}[{KANJI}]{{2,}}")


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
    """What to look up for a note, the likeliest first and each once; at most 80.

    Everybody as written comes before anybody's other forms, so that many people do not crowd each other out.
    """
    note = plain(text)
    called = list(dict.fromkeys(_called(note)))
    forms = (Mention(form, Form.NAME) for name in called for form in _forms(name))
    written = (Mention(name, Form.NAME) for name in called)
    letters = (*_phrases(note), *_letters(note))
    found = dict.fromkeys((*written, *letters, *forms, *_companies(note), *_bare(note)))
    return list(found)[:_MOST]


def _called(note: str) -> Iterator[str]:
    """Names before an honorific or a title."""
    for span in named_before_calls(note, Index.of(()), ()):
        yield from filter(None, re.split(r"[・=\s]", span.name))
    yield from (found["name"] for found in _KANA_CALLED.finditer(note))
    yield from (found["name"] for found in _RARE_CALLED.finditer(note))


def _forms(name: str) -> Iterator[str]:
    """A name as written and as it may be stored: other forms of its kanji, its readings in letters."""
    others = (
        name[:at] + form + name[at + 1 :]
        for at, char in enumerate(name)
        for form in kanji_forms(char)
        if form != char
    )
    yield from islice(dict.fromkeys((name, fold_kanji(name), *others)), _MOST_FORMS)
    if not is_kana(name):
        yield from (from_kana(kana) for kana in kana_of(name, family=True)[:2])


def _phrases(note: str) -> Iterator[Mention]:
    """Neighbouring words in letters as they are said, to be found together: Ann Porter, Porter Foods."""
    for found in _SIDE_BY_SIDE.finditer(note):
        parts = [part for part in found.group().split(" ") if not no_name(part)]
        if 2 <= len(parts) <= MOST_SIDE_BY_SIDE:
            phrase = " ".join(parts)
            yield from (Mention(phrase, Form.NAME), Mention(phrase, Form.COMPANY))


def _letters(note: str) -> Iterator[Mention]:
    """Words in letters, the names they are short for, and their kana where they can be Japanese."""
    for word in capitals(note):
        yield Mention(word, Form.NAME)
        yield from (
            Mention(name.capitalize(), Form.NAME) for name in sorted(nicknames().get(word.lower(), ()))
        )
        if _ROMAJI.fullmatch(word):
            yield Mention(str(jaconv.alphabet2kana(word.lower())), Form.NAME)


def _companies(note: str) -> Iterator[Mention]:
    """Runs of kanji and katakana that are no everyday words, whole and without what speech leaves out."""
    for run in _COMPANY.finditer(note):
        word = run.group().strip("・")
        if len(word) < 2 or _everyday(word):
            continue
        yield Mention(word, Form.COMPANY)
        yield from (Mention(stem, Form.COMPANY) for stem in _stems(word))


def _everyday(word: str) -> bool:
    """Whether a run names no company: an everyday noun, what is done to one, numbers, English verbs."""
    if word.isascii():
        return not word[0].isupper() or no_name(word) or word.endswith("ed")
    kanji = re.fullmatch(rf"[{KANJI}]{{4,}}", word) and not word.endswith(words("company_general"))
    doing = kanji and any(is_common_word(word[:at]) and is_deed(word[at:]) for at in range(2, len(word) - 1))
    return is_common_word(word) or bool(doing) or bool(re.search(r"\d", word))


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
