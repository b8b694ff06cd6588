"""Do two printed company names name one company? Within one script by spelling, across scripts by sense."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from contacts.companies import core_name, normal_name
from contacts.data import table
from contacts.lookalikes import fold_letters, misread, plain_vowels
from contacts.normal import clean, has_japanese
from contacts.readings import word_reading
from contacts.romaji import from_kana, romaji_key, skeleton

_BRANCH = re.compile(
    r"\s*(?:\S{1,8}(?:支社|支店|営業所|事業所|工場|出張所|本店|センター)|本社|本部|.{0,6}オフィス)$"
)
_BRANCH_EN = re.compile(
    r"\s*(?:,|-|\()?\s*\b[\w ]{2,20}\b (?:branch|office|plant|factory)\)?$", re.IGNORECASE
)
_FORMER = re.compile(
    r"\s*[(（]\s*(?:旧|formerly)(?:社名|商号)?[\s::]*(?P<name>[^)）]{2,40})[)）]", re.IGNORECASE
)
# So much of a name in common, from its beginning, makes two companies of one group: 東亜HD and 東亜フーズ.
_KIN_JAPANESE, _KIN_LETTERS = 2, 5
# Where so many companies begin that it tells no group.
_PLACES = re.compile(
    r"^(?:日本|全国|国際|東京|大阪|京都|名古屋|横浜|神戸|北海道|東北|関東|首都圏|中部|東海|北陸|信州|近畿|関西|中国|四国"
    r"|九州|沖縄|東日本|西日本|中央|第[一二三]"
    r"|(?:japan|nippon|nihon|tokyo|international|national|global|united) )"
)


def former_company(name: str) -> str:
    """The earlier name printed with a company's (旧 日東第一倉庫株式会社); empty without one."""
    found = _FORMER.search(name)
    return found["name"] if found else ""


def kin(a: str, b: str) -> bool:
    """Whether two different company names begin alike, as those of a group do."""
    first, second = (_PLACES.sub("", company_key(name)) for name in (a, b))
    if not first or not second or first == second:
        return False
    common = next((i for i, (x, y) in enumerate(zip(first, second, strict=False)) if x != y), None)
    size = min(len(first), len(second)) if common is None else common
    return size >= (_KIN_JAPANESE if has_japanese(first[:size]) else _KIN_LETTERS)


def names_site(company: str, site: str) -> bool:
    """Whether a domain spells a company's name: Kokonoe Design Ltd. and kokonoedesign.jp."""
    letters = company_key(company).replace(" ", "")
    label = re.sub(r"[^a-z]", "", site.partition(".")[0])
    if has_japanese(letters) or min(len(letters), len(label)) < 5:
        return False
    return fuzz.partial_ratio(fold_letters(letters), fold_letters(label)) >= 90


def across_scripts(a: str, b: str) -> bool:
    """Whether one company name is in Japanese and the other in letters."""
    return has_japanese(company_key(a)) != has_japanese(company_key(b))


def company_likeness(a: str, b: str) -> float:
    """How far two company names are one, 0..1: 1 for one normal name, .95 misread, below by likeness."""
    first, second = (company_key(name) for name in (a, b))
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if has_japanese(first) != has_japanese(second):
        return _across(first, second) if has_japanese(first) else _across(second, first)
    if misread(first, second) or _letters(first) == _letters(second):
        return 0.95
    return 0.9 * fuzz.ratio(first, second) / 100


@lru_cache(maxsize=8192)
def company_key(name: str) -> str:
    """The normal form under which a company's names meet: no legal form, no branch (大阪支店), no marks."""
    # Spaces get lost in small print: HattaSystemsCorp.
    core = core_name(re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", _FORMER.sub("", name)))
    # A branch after a space is not part of the name; without one it may be.
    parts = clean(core).split(" ")
    if len(parts) > 1 and has_japanese(core) and _BRANCH.fullmatch(parts[-1]):
        core = core_name(" ".join(parts[:-1]))
    elif not has_japanese(core):
        core = core_name(_BRANCH_EN.sub("", core) or core)
    return normal_name(core)


def _letters(name: str) -> str:
    return fold_letters(plain_vowels(name))


@lru_cache(maxsize=8192)
def _across(japanese: str, english: str) -> float:
    """How well an English name renders a Japanese one: shared sense words, and the rest by its sound."""
    words = english.split()
    rest, wanted = japanese, []
    for word, meanings in _words():
        if word in rest:
            rest = rest.replace(word, " ", 1)
            wanted.append((word, meanings))
    met, spent = 0.0, set[str]()
    for word, meanings in wanted:
        hit = next((w for w in words if w in meanings and w not in spent), None)
        if hit:
            spent.add(hit)
            met += len(word)
        else:
            rest = rest + " " + word
    sound = romaji_key(_sound(rest))
    left = romaji_key("".join(w for w in words if w not in spent))
    alike = fuzz.ratio(skeleton(sound), skeleton(left)) / 100 if sound or left else 1.0
    alike = max(alike, fuzz.ratio(sound, left) / 100)
    size = len(rest.replace(" ", ""))
    return 0.95 * (met + alike * size) / (met + size) if met + size else 0.0


def _sound(text: str) -> str:
    return "".join(from_kana(word_reading(part)) for part in text.split())


@cache
def _words() -> tuple[tuple[str, frozenset[str]], ...]:
    rows = [
        (row[0], frozenset(row[1].split()) if len(row) > 1 else frozenset()) for row in table("company_words")
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
