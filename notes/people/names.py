"""How a stored person may be named in a note: written names, readings, nicknames; an index over them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz import fuzz

from contacts.data import table
from contacts.names import plain_name, split_name
from contacts.normal import clean, has_japanese, is_kana, katakana
from contacts.readings import kana_of
from contacts.romaji import from_kana, romaji_key, skeleton
from contacts.values import Person
from notes.people.folding import fold, tight

# A foreign name in katakana and in letters share this much of their consonants.
_SOUNDS_ALIKE = 80
_CONSONANTS = 2


@dataclass(frozen=True, slots=True)
class Name:
    """Family and given name of a stored person as folded writing, and the romaji keys of their readings."""

    family: str
    given: str
    family_reads: frozenset[str]
    given_reads: frozenset[str]
    letters: bool


@lru_cache(maxsize=4096)
def name_of(person: Person) -> Name:
    """The parts of a stored person's name and how they may sound."""
    text = plain_name(person.name)
    parts = split_name(text, person.name_kana)
    family, given = person.family_name or parts.family, person.given_name or parts.given
    letters = not has_japanese(text)
    if len(spoken_parts := text.split(" ")) > 2 and not letters and all(map(is_kana, spoken_parts)):
        return _three_parts(spoken_parts)
    kana = clean(person.name_kana or "").split(" ")
    if letters:
        reads = _letter_keys(family), _letter_keys(given) | _short_forms(given)
    elif len(kana) == 2:
        reads = _kana_keys([kana[0]]), _kana_keys([kana[1]])
    else:
        reads = _kana_keys(kana_of(family, family=True)), _kana_keys(kana_of(given, family=False))
    if person.name_romaji and not letters:
        words = re.findall(r"\w+", person.name_romaji)
        reads = _with_romaji(reads, [romaji_key(word) for word in words])
    return Name(tight(family), tight(given), *reads, letters)


def _three_parts(parts: Sequence[str]) -> Name:
    """A foreign name in kana of three words: called by its first (グエンさん) or its last (ランさん)."""
    family, given = parts[0], "".join(parts[1:])
    return Name(tight(family), tight(given), _kana_keys([family]), _kana_keys([given, parts[-1]]), False)


def _with_romaji(
    reads: tuple[frozenset[str], frozenset[str]], words: Sequence[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The readings with a printed romaji name, whichever way round it stands."""
    if len(words) != 2:
        return reads
    given, family = words if words[0] not in reads[0] else words[::-1]
    return reads[0] | {family}, reads[1] | {given}


def _letter_keys(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", fold(text).replace("'", ""))
    return frozenset(key for key in (romaji_key("".join(words)), *map(romaji_key, words[-1:])) if key)


def _kana_keys(kana: Iterable[str]) -> frozenset[str]:
    return frozenset(key for one in kana if (key := romaji_key(from_kana(one))))


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Given names in letters and their short forms, each way."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, short in table("nicknames"):
        for one in short.split(" "):
            found[name].add(one)
            found[one].add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _short_forms(given: str) -> frozenset[str]:
    first = fold(given).split(" ")[0]
    return frozenset(romaji_key(one) for one in nicknames().get(first, ()))


@dataclass(slots=True)
class Index:
    """All people of a note's look-up by what a word may be: places in the list of people."""

    people: Sequence[Person]
    names: list[Name] = field(default_factory=list)
    by_family: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_family_read: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_full: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_given: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_given_read: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, people: Sequence[Person]) -> Index:
        index = cls(people)
        for place, person in enumerate(people):
            name = name_of(person)
            index.names.append(name)
            index.by_family[name.family].add(place)
            index.by_given[name.given].add(place)
            if name.given and not name.letters:
                index.by_full[name.family + name.given].add(place)
            for key in name.family_reads:
                index.by_family_read[key].add(place)
            for key in name.given_reads:
                index.by_given_read[key].add(place)
        for keys in (index.by_family, index.by_given):
            keys.pop("", None)
        return index

    def family_written(self, word: str) -> set[int]:
        """Whom a folded word in Japanese script may mean as a family name."""
        found = self.by_family.get(word, set())
        return found if found else self.family_read(word)

    def family_read(self, word: str) -> set[int]:
        """Whom a family name means by its sound: やまもと, ヤマモト, or 渡辺 for a stored Watanabe."""
        if is_kana(word):
            return set(self.by_family_read.get(romaji_key(from_kana(word)), set()))
        keys = _kana_keys(kana_of(word, family=True))
        sound = {place for key in keys for place in self.by_family_read.get(key, ())}
        return {place for place in sound if self.names[place].letters or is_kana(self.names[place].family)}

    def given_written(self, word: str) -> set[int]:
        """Whom a folded word in Japanese script may mean as a given name."""
        if word in self.by_given:
            return self.by_given[word]
        if is_kana(word):
            return self.by_given_read.get(romaji_key(from_kana(word)), set())
        keys = _kana_keys(kana_of(word, family=False))
        sound = {place for key in keys for place in self.by_given_read.get(key, ())}
        return {place for place in sound if self.names[place].letters}

    def by_letters(self, word: str) -> tuple[set[int], set[int]]:
        """Whom a word in letters may mean as (family, given) name."""
        key = romaji_key(word)
        return self.by_family_read.get(key, set()), self.by_given_read.get(key, set())

    def sounding(self, kana: str) -> tuple[set[int], set[int]]:
        """Whom a foreign name in katakana may mean as (family, given) name: マイケル, Michael."""
        sound = skeleton(romaji_key(from_kana(katakana(kana))))
        if is_faint(kana):
            return set(), set()
        families, givens = set(), set()
        for place, name in enumerate(self.names):
            if name.letters:
                families |= {place} if _alike(sound, name.family_reads) else set()
                givens |= {place} if _alike(sound, name.given_reads) else set()
        return families, givens


def is_faint(kana: str) -> bool:
    """Whether a foreign name in katakana has too few consonants to tell it by: リー, ウォン."""
    return len(skeleton(romaji_key(from_kana(katakana(kana))))) < _CONSONANTS


def _alike(sound: str, reads: Iterable[str]) -> bool:
    """Whether consonants heard are those of a name in letters."""
    return any(fuzz.ratio(sound, one) >= _SOUNDS_ALIKE for read in reads for one in spoken(read))


@lru_cache(maxsize=20_000)
def spoken(letters: str) -> frozenset[str]:
    """The consonants a name in letters may be said with: Chen and Chris, Grace and Carl, Hugh, Max."""
    soft = re.sub(r"c(?=[eiy])", "s", re.sub(r"gh", "", letters.replace("x", "ks")))
    return frozenset(skeleton(form) for form in (letters, soft, soft.replace("ch", "k")))
