"""Personal names: family and given apart, readings as hints, keys under which romaji spellings meet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from contacts.data import table
from contacts.normal import clean, fold_kanji, has_japanese, is_kana, katakana
from contacts.readings import kana_of, name_kinds
from contacts.romaji import from_kana, romaji_key

_FORMER = re.compile(
    r"[(（\[]?\s*(?:旧姓|旧氏|née|nee)\s*[:：]?\s*(?P<name>[^)）\]\s]+)\s*[)）\]]?", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(（\[〔].*?[)）\]〕]")
_SUFFIXES = re.compile(
    r"[,\s]+(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|mba|cpa|esq|dds|p\.?e|m\.?sc|b\.?sc|llm)\.?(?=$|[\s,])",
    re.IGNORECASE,
)
_PREFIXES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|ing|dipl|mag|dott|dott\.ssa)\b\.?[-\s]*"
    r"(?:(?:med|phil|jur|iur|rer|nat|pol|dent|vet|h\.\s?c)\.\s*)*)+",
    re.IGNORECASE,
)
# KaoriIida printed tight, but not MacLeod or DiCaprio.
_LOST_SPACE = re.compile(r"(?<=[a-z]{3})(?<!^Mac)(?=[A-Z][a-z]{2})")
_PARTICLES = frozenset(
    re.findall(r"\w+", "van von der den de del della da di du la le dos das ter ten zu bin al el st")
)


# Where cards in letters keep the own order even when both words could be a family name.
_ALWAYS_FAMILY_FIRST = frozenset({"CN", "KR", "VN"})


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in two; `sure` is False where the line between them was guessed. `middle` is Western only."""

    family: str
    given: str
    middle: str = ""
    sure: bool = True


def plain_name(name: str) -> str:
    """`name` without what is not part of it: brackets, a maiden name, Mr./Dr., Jr./Ph.D."""
    text = clean(_BRACKETS.sub(" ", _FORMER.sub(" ", clean(name))))
    if has_japanese(text):
        return text
    return _PREFIXES.sub("", _SUFFIXES.sub("", text)).strip(" ,")


def former_family(name: str) -> str | None:
    """The maiden or earlier family name printed with a name: 阿部 (旧姓 伊藤) -> 伊藤."""
    found = _FORMER.search(clean(name))
    return found["name"] if found else None


@lru_cache(maxsize=20_000)
def split_name(name: str, kana: str | None = None, country: str | None = None) -> NameParts:
    """Family and given name of a name as printed.

    Japanese and kana: family first, by the space or, without one, by the dictionary (`kana` with a space
    helps). Letters: given first, unless a comma, an all-capital first word or a family name of `country`
    (ISO 3166: CN, HK, KR, SG, TW, VN) tells otherwise. One word alone is a family name.
    """
    text = plain_name(name)
    if not has_japanese(text):
        return _family_first(text, country) or _split_letters(text)
    if "・" in text or "=" in text:
        first, _, last = re.sub(r"[=・]", " ", text).partition(" ")
        return NameParts(last.split(" ")[-1], first, sure=bool(last))
    words = text.split(" ")
    if len(words) == 2:
        return NameParts(words[0], words[1])
    # More words are the characters themselves, set wide: 原 田 実 貴 子.
    return _split_joined("".join(words), kana)


def name_key(name: str) -> str:
    """The whole name for equality: no spaces, case, variants, brackets; letters sorted by word."""
    text = plain_name(name)
    if has_japanese(text):
        return re.sub(r"\W", "", fold_kanji(katakana(text) if is_kana(text) else text))
    return " ".join(sorted(re.findall(r"\w+", text.casefold())))


def romaji_order(romaji: str, family_kana: str | None = None) -> tuple[str, str]:
    """(given, family) of a name in letters, whichever way round it was printed.

    `family_kana` (a reading of the family name) decides; else a comma, then capitals, then given first.
    """
    parts = _split_letters(plain_name(romaji))
    if family_kana and parts.family and parts.given:
        wanted = romaji_key(from_kana(family_kana))
        if romaji_key(parts.given) == wanted and romaji_key(parts.family) != wanted:
            return parts.family, parts.given
    return parts.given, parts.family


def romaji_display(romaji: str, family_kana: str | None = None) -> str:
    """A Japanese name in letters as English readers expect it: "Ichiro TANAKA"."""
    given, family = romaji_order(romaji, family_kana)
    given = given.title() if given.isupper() or given.islower() else given
    return f"{given} {family.upper()}".strip()


def reading_hint(name: str) -> tuple[str, str] | None:
    """A likely (family, given) reading in katakana for a name in kanji; a hint, never a fact."""
    parts = split_name(name)
    family, given = kana_of(parts.family, family=True), kana_of(parts.given, family=False)
    return (family[0], given[0]) if family and given else None


def _family_first(text: str, country: str | None) -> NameParts | None:
    """Kim Min-jun, Wang Xiaoming: a family name of the country in front, none behind."""
    words = text.split()
    known = [country in _families().get(_unmarked(word), ()) for word in words]
    if len(words) < 2 or not known[0] or (known[-1] and country not in _ALWAYS_FAMILY_FIRST):
        return None
    return NameParts(words[0], " ".join(words[1:]), sure=not known[-1])


def _unmarked(word: str) -> str:
    """Letters without their marks: Nguyễn -> nguyen."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def _families() -> dict[str, frozenset[str]]:
    return {name: frozenset(countries.split()) for name, countries in table("family_first")}


def _split_letters(text: str) -> NameParts:
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        return NameParts(family, given)
    words = text.split() if " " in text else _LOST_SPACE.sub(" ", text).split()
    if len(words) < 2:
        return NameParts(text, "", sure=False)
    if _shouts(words[0]) and not any(_shouts(word) for word in words[1:]):
        return NameParts(words[0], words[-1], " ".join(words[1:-1]))
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold().strip(".") in _PARTICLES:
        start -= 1
    return NameParts(" ".join(words[start:]), words[0], " ".join(words[1:start]), sure=False)


def _shouts(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not word.endswith(".")


def _split_joined(text: str, kana: str | None) -> NameParts:
    """The best cut of an unspaced Japanese name: dictionary first, then the usual lengths."""
    if len(text) < 2 or (len(text) <= 3 and name_kinds(text)[0]):
        return NameParts(text, "", sure=False)
    scored = [(_cut_score(text[:at], text[at:], kana), at) for at in range(1, min(len(text), 6))]
    score, at = max(scored)
    return NameParts(text[:at], text[at:], sure=score >= 3)


def _cut_score(family: str, given: str, kana: str | None) -> float:
    # Usual lengths break ties: two-character family names before three, one and four.
    score = {1: 0.1, 2: 0.5, 3: 0.3, 4: 0.05}.get(len(family), 0.0) + {1: 0.1, 2: 0.4, 3: 0.3}.get(
        len(given), 0.0
    )
    score += 2.0 * name_kinds(family)[0] + 1.0 * name_kinds(given)[1]
    read = clean(kana or "").split(" ")
    if len(read) == 2 and katakana(read[0]) in kana_of(family, family=True):
        score += 2.0
    return score
