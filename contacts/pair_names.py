"""Do two printed names name one person? Family and given name apart, across scripts and spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from contacts.data import table
from contacts.lookalikes import fold_letters, misread, near_letters
from contacts.names import NameParts, former_family, plain_name, split_name
from contacts.normal import clean, fold_kanji, has_japanese, is_kana, katakana
from contacts.profile import Profile
from contacts.readings import kana_of
from contacts.romaji import from_kana, romaji_key, skeleton


class Level(IntEnum):
    """How two parts of a name relate; larger is better.

    UNKNOWN means that one side does not say, UNLIKE that only guessed readings speak against, PART that one
    lacks a character of the other (a character lost in reading, or 健 and 健一).
    """

    DIFFERENT = 0
    UNLIKE = 1
    PART = 2
    UNKNOWN = 3
    INITIAL = 4
    NEAR = 5
    READ = 6
    EQUAL = 7

    @property
    def fits(self) -> bool:
        """Whether the parts can be one name: equal, read alike, misread, or a fitting initial."""
        return self >= Level.INITIAL


@dataclass(frozen=True, slots=True)
class Named:
    """A name in its parts: as written, and every reading (romaji keys) that is printed or likely."""

    family: str
    given: str
    former: str
    japanese: bool
    family_reads: tuple[str, ...]
    given_reads: tuple[str, ...]
    printed: bool
    whole: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Levels of both parts; `reading` compares the printed readings; `former` says a maiden name fits."""

    family: Level
    given: Level
    reading: Level = Level.UNKNOWN
    former: bool = False


def compare_names(a: Profile, b: Profile) -> NameMatch:
    """How the names of two profiles relate, either way round where the order is open."""
    first, second = named(a), named(b)
    if first.japanese and second.japanese:
        return _native(first, second, _whole_reading(first, second))
    straight = NameMatch(_part(first, second, "family"), _part(first, second, "given"))
    return max(straight, _turned(first, second), key=lambda match: (match.family + match.given, match.family))


@lru_cache(maxsize=4096)
def named(profile: Profile) -> Named:
    """The parts and readings of a profile's name; empty parts where no name is known."""
    name = plain_name(profile.name) or plain_name(profile.name_romaji)
    parts = split_name(name, profile.name_kana or None)
    japanese = has_japanese(name)
    families, givens, printed = _readings(parts, profile, japanese)
    whole = families[0] + givens[0] if printed and families and givens else ""
    if not whole and profile.name_kana:
        whole = romaji_key(from_kana(clean(profile.name_kana).replace(" ", "")))
    family, given = (_written(part) if japanese else _letters(part) for part in (parts.family, parts.given))
    former = fold_kanji(former_family(profile.name) or "")
    return Named(family, given, former, japanese, families, givens, printed, whole)


def _written(part: str) -> str:
    return re.sub(r"\W", "", fold_kanji(katakana(part) if is_kana(part) else part))


def _letters(part: str) -> str:
    return re.sub(r"[\W_]", "", part.casefold())


def _readings(
    parts: NameParts, profile: Profile, japanese: bool
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Romaji keys of family and given name, and whether they are printed rather than guessed."""
    if not japanese:
        return _keys(parts.family), _keys(parts.given), True
    kana = clean(profile.name_kana).split(" ")
    if len(kana) == 2:
        return _keys(from_kana(kana[0])), _keys(from_kana(kana[1])), True
    families = [romaji_key(from_kana(k)) for k in kana_of(parts.family, family=True)]
    givens = [romaji_key(from_kana(k)) for k in kana_of(parts.given, family=False)]
    if profile.name_romaji and not has_japanese(profile.name_romaji):
        letters = split_name(profile.name_romaji)
        family, given = _keys(letters.family), _keys(letters.given)
        if family and given and given[0] in families and family[0] not in families:
            family, given = given, family
        return family, given, True
    # The local part of one's own mail address is one's name in letters: juna_anzai@.
    mailed = [
        romaji_key(t) for mail in profile.emails for t in re.findall(r"[a-z]{3,}", mail.partition("@")[0])
    ]
    givens += [word for word in mailed if word not in families]
    return tuple(dict.fromkeys(families)), tuple(dict.fromkeys(givens)), False


def _keys(text: str) -> tuple[str, ...]:
    key = romaji_key(text)
    return (key,) if key else ()


def _native(a: Named, b: Named, reading: Level) -> NameMatch:
    """Two names in Japanese script, cut where one of them was surely cut."""
    a_parts, b_parts = (a.family, a.given), (b.family, b.given)
    whole_a, whole_b = "".join(a_parts), "".join(b_parts)
    if len(whole_a) == len(whole_b) and len(a.family) != len(b.family) and a.given and b.given:
        b_parts = (whole_b[: len(a.family)], whole_b[len(a.family) :])
    if whole_a and a_parts == (b.given, b.family):
        return NameMatch(Level.EQUAL, Level.EQUAL, reading)
    family = _written_level(a_parts[0], b_parts[0], a.family_reads, b.family_reads)
    if family is Level.DIFFERENT and _mistyped(a, b):
        family = Level.NEAR
    given = _written_level(a_parts[1], b_parts[1], a.given_reads, b.given_reads)
    former = bool({a.former, b.former} & {a.family, b.family}) and family is Level.DIFFERENT
    return NameMatch(Level.EQUAL if former else family, given, reading, former)


def _mistyped(a: Named, b: Named) -> bool:
    """Whether two family names sound alike as printed and share a character: 安部 and 阿部."""
    sound = a.printed and b.printed and a.family_reads[:1] == b.family_reads[:1]
    return sound and len(a.family) == len(b.family) and bool(set(a.family) & set(b.family))


def _written_level(a: str, b: str, reads_a: tuple[str, ...], reads_b: tuple[str, ...]) -> Level:
    if not a or not b:
        return Level.UNKNOWN
    if a == b:
        return Level.EQUAL
    if misread(a, b):
        return Level.NEAR
    # A name once in kanji and once in kana meets by its reading only.
    if is_kana(a) != is_kana(b) and set(reads_a) & set(reads_b):
        return Level.READ
    if is_kana(a) and is_kana(b) and near_letters(reads_a[0], reads_b[0]):
        return Level.NEAR
    return Level.PART if _lacks_one(a, b) else Level.DIFFERENT


def _lacks_one(a: str, b: str) -> bool:
    """Whether one word is the other without one of its characters."""
    return abs(len(a) - len(b)) == 1 and Levenshtein.distance(a, b, score_cutoff=1) == 1


def _part(a: Named, b: Named, part: str) -> Level:
    written = getattr(a, part), getattr(b, part)
    reads = getattr(a, f"{part}_reads"), getattr(b, f"{part}_reads")
    return _read_level(written, reads, letters=a.japanese == b.japanese, printed=a.printed and b.printed)


def _turned(a: Named, b: Named) -> NameMatch:
    """The match when one side was printed given name first and taken for a family name."""
    letters, printed = a.japanese == b.japanese, a.printed and b.printed
    family = _read_level(
        (a.family, b.given), (a.family_reads, b.given_reads), letters=letters, printed=printed
    )
    given = _read_level(
        (a.given, b.family), (a.given_reads, b.family_reads), letters=letters, printed=printed
    )
    return NameMatch(family, given)


def _read_level(
    written: tuple[str, str], reads: tuple[tuple[str, ...], tuple[str, ...]], *, letters: bool, printed: bool
) -> Level:
    """The relation of two parts of which at least one is in letters."""
    a, b = written
    if not a or not b:
        return Level.UNKNOWN
    if letters and (a == b or _nickname(a, b)):
        return Level.EQUAL
    if not reads[0] or not reads[1]:
        return Level.UNKNOWN
    if set(reads[0]) & set(reads[1]):
        return Level.EQUAL if letters else Level.READ
    pairs = [(fold_letters(a), fold_letters(b))] if letters else [(x, y) for x in reads[0] for y in reads[1]]
    if any(min(len(x), len(y)) == 1 and x[0] == y[0] for x, y in pairs):
        return Level.INITIAL
    if any(near_letters(x, y) for x, y in pairs) or (not letters and _transcribed(a, b, pairs)):
        return Level.NEAR
    if letters and min(len(a), len(b)) > 1 and _lacks_one(a, b):
        return Level.PART
    return Level.DIFFERENT if printed else Level.UNLIKE


def _transcribed(a: str, b: str, pairs: list[tuple[str, str]]) -> bool:
    """Whether one is a foreign name in kana and the other the same name in letters: マイケル, Michael."""
    if not (is_kana(a) or is_kana(b)):
        return False
    return any(fuzz.ratio(skeleton(x), skeleton(y)) >= 75 for x, y in pairs)


def _whole_reading(a: Named, b: Named) -> Level:
    """How the printed readings compare; guessed ones never speak against."""
    if not a.whole or not b.whole:
        return Level.UNKNOWN
    if a.whole == b.whole:
        return Level.EQUAL
    if min(len(part) for named_ in (a, b) for part in (*named_.given_reads, "xx")) == 1:
        return Level.UNKNOWN
    return Level.NEAR if near_letters(a.whole, b.whole) else Level.DIFFERENT


def is_rare(profile: Profile) -> bool:
    """Whether a Japanese family name is rare enough that a second bearer of the full name is unlikely."""
    name = named(profile)
    return name.japanese and len(name.family) > 1 and bool(name.given) and name.family not in _common()


@cache
def _common() -> frozenset[str]:
    return frozenset(row[0] for row in table("common_families"))


def _nickname(a: str, b: str) -> bool:
    known = _nicknames()
    a, b = fold_letters(a), fold_letters(b)
    return b in known.get(a, ()) or a in known.get(b, ()) or bool(known.get(a, set()) & known.get(b, set()))


@cache
def _nicknames() -> dict[str, set[str]]:
    return {
        fold_letters(name): {fold_letters(n) for n in short.split(" ")} for name, short in table("nicknames")
    }
