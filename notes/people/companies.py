"""Companies in a note: full names, names without form or general words, short forms, other scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from contacts.companies import core_name
from contacts.data import table
from contacts.normal import clean, has_japanese, is_kana
from contacts.readings import is_common_word, name_kinds, word_reading
from contacts.romaji import from_kana, romaji_key, skeleton
from contacts.values import Person
from notes.data import any_of, words
from notes.data import table as note_table
from notes.people.folding import KANJI, fold, tight
from notes.people.names import spoken

_RUN = re.compile(rf"[{KANJI}]+|[ァ-ヺー・]+|[ぁ-ゖー]+|[a-z0-9&'.-]+")
_WORD = re.compile(rf"[{KANJI}]|[ァ-ヺー]|[ぁ-ゖ]|[a-z0-9]")
_SOUNDS_ALIKE, _LEAST_SOUND = 82, 4


@dataclass(frozen=True, slots=True)
class CompanySpan:
    """Words that name one or several stored companies; `start` and `end` are places in the plain text.

    `sure` is False for a short form that is also a family name or an everyday word.
    """

    start: int
    end: int
    names: frozenset[str]
    sure: bool = True


@cache
def _general() -> tuple[str, ...]:
    every = set(words("company_general")) | {row[0] for row in table("company_words")}
    return tuple(sorted({fold(one) for one in every}, key=len, reverse=True))


@lru_cache(maxsize=4096)
def forms(name: str, aliases: tuple[str, ...] = ()) -> dict[str, bool]:
    """What a company may be called, folded without spaces, and whether the form alone is clear."""
    found: dict[str, bool] = {}
    for full in (name, *aliases):
        core = core_name(full)
        for form in (full, core, *_parts(core), *_parts(clean(full)), *_initials(core)):
            key = tight(form)
            if len(key) >= 2:
                found.setdefault(key, key == tight(core) or _clear(key))
    return found


def _parts(core: str) -> Iterator[str]:
    """The name without general words, shortened, by its parts."""
    japanese = has_japanese(core)
    text = fold(core)
    for long, short in ((row[0], row[1].split(" ")) for row in note_table("company_short")):
        if fold(long) in text:
            yield from (text.replace(fold(long), fold(one)) for one in short)
            yield from (fold(one) for one in short if text.endswith(fold(long)) and len(one) > 1)
    if japanese:
        yield from _stems(tight(core))
        yield from (part for part in re.split(r"[・\s]", core) if len(part) > 1)
    else:
        yield from _leading_words(text)


def _stems(text: str) -> Iterator[str]:
    """北斗電機工業 -> 北斗電機, 北斗; ホテル瑞雲 -> 瑞雲."""
    leading = re.match(rf"(?:{any_of(fold(one) for one in words('company_leading'))})(?=..)", text)
    if leading:
        yield from _stems(text[leading.end() :])
        yield text[leading.end() :]
    while stem := next((text.removesuffix(w) for w in _general() if text.endswith(w) and text != w), None):
        text = stem
        if len(stem) >= 2:
            yield stem
    first = _RUN.match(text)
    if first and first.end() < len(text) and first.end() >= 2:
        yield first.group()


def _leading_words(text: str) -> Iterator[str]:
    """Redwood Capital Partners -> redwood capital, redwood."""
    parts = [part for part in re.split(r"[\s,]+", text.removeprefix("the ")) if part]
    for count in range(len(parts) - 1, 0, -1):
        joined = " ".join(parts[:count]).rstrip(" &")
        if joined and not all(one in _general() for one in joined.split()):
            yield joined


def _initials(core: str) -> Iterator[str]:
    """TPS for Tokyo Precision Systems; two letters say too little."""
    parts = [part for part in re.findall(r"[A-Za-z]+", core) if part.lower() not in ("and", "of", "the")]
    if not has_japanese(core) and len(parts) >= 3:
        yield "".join(part[0] for part in parts)


def _clear(key: str) -> bool:
    if key.isascii():
        return len(key) > 2 and key not in words("word_names") and key not in _general()
    return not (name_kinds(key)[0] or is_common_word(key) or len(key) < 2 or key in words("place_families"))


@dataclass(slots=True)
class Companies:
    """The companies of a note's look-up by what they may be called."""

    by_form: dict[str, dict[str, bool]]
    names: frozenset[str]

    @classmethod
    def of(cls, people: Sequence[Person]) -> Companies:
        by_form: dict[str, dict[str, bool]] = defaultdict(dict)
        named = {person.company: person.company_aliases for person in people if person.company}
        for name, aliases in named.items():
            for form, sure in forms(name, aliases).items():
                by_form[form][name] = sure or by_form[form].get(name, False)
        return cls(dict(by_form), frozenset(named))

    def find(self, text: str) -> list[CompanySpan]:
        """The stored companies a plain text names, in order, none overlapping, the longest first."""
        folded = fold(text)
        places = [place for place, char in enumerate(folded) if _WORD.match(char)]
        squeezed = "".join(folded[place] for place in places)
        found = [*self._written(squeezed, places, text), *self._sounding(text)]
        kept: list[CompanySpan] = []
        for one in sorted(found, key=lambda span: (span.start - span.end, not span.sure)):
            if all(one.end <= other.start or other.end <= one.start for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda span: span.start)

    def _written(self, squeezed: str, places: list[int], text: str) -> Iterator[CompanySpan]:
        longest = max(map(len, self.by_form), default=0)
        for start in range(len(squeezed)):
            if not _begins(text, places[start]):
                continue
            for length in range(min(longest, len(squeezed) - start), 1, -1):
                names = self.by_form.get(squeezed[start : start + length])
                end = places[start + length - 1] + 1
                if (
                    names
                    and _same_script(text[places[start] : end], names)
                    and _ends(text, end)
                    and _tight_enough(text[places[start] : end])
                ):
                    best = {name for name, sure in names.items() if sure} or set(names)
                    yield CompanySpan(places[start], end, frozenset(best), any(names.values()))
                    break
        yield from self._beginnings(text)

    def _beginnings(self, text: str) -> Iterator[CompanySpan]:
        """A run that begins the name of one company: ネクスト for ネクストウェーブ."""
        for run in re.finditer(rf"(?:[ぁ-ゖ]{{2,4}})?[{KANJI}]{{2,}}|[ァ-ヺー]{{3,}}[{KANJI}]*", text):
            word = fold(run.group())
            if word in self.by_form:
                continue
            names = {name for name in self.names if any(part.startswith(word) for part in _segments(name))}
            if len(names) == 1:
                yield CompanySpan(run.start(), run.end(), frozenset(names), _clear(word))

    def _sounding(self, text: str) -> Iterator[CompanySpan]:
        """Companies written in another script than the stored one: パシフィックブリッジ, Pacific Bridge."""
        for run in re.finditer(r"[ァ-ヺー・]{3,}|[A-Za-z][A-Za-z&' ]{3,}[A-Za-z]|[ぁ-ゖー]{4,}", text):
            word = run.group()
            for name in self.names:
                if self._sounds(word, name):
                    yield CompanySpan(run.start(), run.end(), frozenset({name}))

    def _sounds(self, word: str, name: str) -> bool:
        """Letters and kana are alike by their consonants; kana and kanji by the whole reading."""
        scripts = {_script(word), _script(_core(name))}
        if scripts == {"letters", "kana"}:
            return any(_alike(a, b) for a in _sounds_of(word) for b in _sounds_of(name))
        return scripts == {"kana", "kanji"} and _reading(word) == _reading(name)


@lru_cache(maxsize=20_000)
def _core(name: str) -> str:
    return core_name(name)


@lru_cache(maxsize=20_000)
def _script(text: str) -> str:
    return "letters" if text.isascii() else "kana" if is_kana(text) else "kanji"


def _same_script(said: str, names: Iterable[str]) -> bool:
    """Whether a short form is not kana that only folding made equal: さん is no サン, みのり is みのり."""
    return not re.fullmatch(r"[ぁ-ゖー]{1,3}", said) or any(_core(name) == said for name in names)


@lru_cache(maxsize=4096)
def _segments(name: str) -> tuple[str, ...]:
    """The core of a company's name and its parts: 青藍会, あおば整形外科."""
    core = _core(name)
    return (tight(core), *(tight(part) for part in re.split(r"[・\s]", core) if len(part) > 2))


@lru_cache(maxsize=20_000)
def _reading(name: str) -> str:
    return romaji_key(from_kana(word_reading(_core(name))))


@lru_cache(maxsize=20_000)
def _sounds_of(name: str) -> frozenset[str]:
    """The consonants of a company's name, and in letters those of its first words as well."""
    core = _core(name)
    if has_japanese(core):
        return frozenset({skeleton(romaji_key(from_kana(word_reading(core))))})
    parts = {core, *_leading_words(fold(core))}
    return frozenset(sound for part in parts for sound in spoken(romaji_key(part)))


def _alike(a: str, b: str) -> bool:
    """Whether consonants are alike enough; three of them must be the same."""
    if min(len(a), len(b)) < _LEAST_SOUND:
        return a == b and len(a) == _LEAST_SOUND - 1
    return abs(len(a) - len(b)) <= 2 and fuzz.ratio(a, b) >= _SOUNDS_ALIKE


def _begins(text: str, place: int) -> bool:
    """Whether a name can begin here: not inside a word in letters or katakana."""
    before, char = text[place - 1 : place], text[place]
    if char.isascii():
        return not (before.isascii() and before.isalnum())
    return not (re.match("[ァ-ヺー]", char) and re.match("[ァ-ヺー]", before or " "))


def _ends(text: str, place: int) -> bool:
    last, after = text[place - 1], text[place : place + 1]
    if last.isascii():
        return not (after.isascii() and after.isalnum())
    return not (re.match("[ァ-ヺー]", last) and re.match("[ァ-ヺー]", after or " "))


def _tight_enough(words_: str) -> bool:
    """Whether the squeezed words stand close: no sentence end or line between them."""
    return not re.search(r"[。、\n!?:;()]|\s{2,}", words_)
