"""People named in Japanese: before an honorific or a title, by full name, or bare where words around tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from contacts.data import table
from contacts.readings import is_personal, name_kinds
from notes.data import words
from notes.people.companies import CompanySpan
from notes.people.folding import KANJI, fold
from notes.people.lexicon import called, department_person, title_pattern
from notes.people.names import Index, is_faint
from notes.people.spans import PersonSpan

_LONGEST_FAMILY, _LONGEST_NAME = 5, 9
_NAME_RUN = rf"[{KANJI}]+(?:[ノケツッ][{KANJI}]+)*"
_KANJI_RUN = re.compile(rf"{_NAME_RUN}(?: {_NAME_RUN})?$")
_KANA_RUN = re.compile(r"[ァ-ヺー]+(?:[・= ][ァ-ヺー]+)*$")
_HIRAGANA_RUN = re.compile(r"[ぁ-ゖー]+$")
_LETTERS_RUN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'.]*(?: [A-ZÀ-Þ][A-Za-zÀ-ÿ'.]*)*$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name, whom it fits (places in the list of people), whether it is a full one, where it starts."""

    name: str
    fits: set[int]
    full: bool
    start: int

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """What makes one reading of a run likelier than another: it is stored, a frequent name, long."""
        return bool(self.fits), fold(self.name) in common_families(), len(self.name)


# What may follow a name said bare.
_PARTICLE = (
    r"(?:です|だった|でした|と(?!い|言|も)|に|へ|から|より|は|が|も|を|宛|経由|、|,|・|/|\(|→|:|[ ]|$|\n|。)"
)
_EVENT = (
    r"(?:訪問|面談|面会|電話|来社|来訪|会食|商談|打ち?合|架電|TEL|tel|Tel|同席|欠席|不在|了承|承認|宛|経由|ランチ|飲|定例|立ち話|挨拶|MTG|mtg|"
    r"メール|mail|Zoom|zoom|Teams|Web|web|オンライン|アポ|紹介|名刺)"
)
_MET = re.compile(
    rf"(?:と|に|へ|から|より|宛)?[ ]?の?[^。\n]{{0,6}}?{_EVENT}|と[^。\n]{{0,8}}(?:会|話|食|飲|相談)"
)


@cache
def common_families() -> frozenset[str]:
    """Japan's most frequent family names."""
    return frozenset(row[0] for row in table("common_families"))


# A title that only describes whom the next words name: 代表の本間さん.
_OF_NAMED = re.compile(rf"の(?P<name>[{KANJI}]{{1,4}})(?:さん|様|氏|さま)")
_LEGAL_END = re.compile(r"(?:株式会社|有限会社|合同会社|\((?:株|有|同)\)|法人)$")


def named_before_calls(text: str, index: Index, companies: Sequence[CompanySpan]) -> Iterator[PersonSpan]:
    """People followed by an honorific or a title, and roles without a name."""
    for call in called().finditer(text):
        start, title = call.start(), call["title"]
        if title and (_inside(companies, start, call.end()) or _describes(text, call.end(), index)):
            continue
        blocked = max((one.end for one in companies if one.end <= start), default=0)
        found, shift = _split(text[blocked:start], title or "", index)
        title = title and title[shift:].strip()
        found = _by_given(text[blocked:start], found, index, companies)
        if found:
            begin = blocked + found.start
            said = text[begin : call.end()]
            yield PersonSpan(begin, call.end(), said, found.name, frozenset(found.fits), found.full, title)
        elif title and not (call["after"] or "").startswith("ちゃん"):
            yield PersonSpan(start, call.end(), call.group().strip(), "", title=title)
    yield from _of_department(text)


def _by_given(head: str, found: Named | None, index: Index, companies: Sequence[CompanySpan]) -> Named | None:
    """The stored person who is called by the given name: 陽子さん, or 栄さん where the company is named."""
    run = _KANJI_RUN.search(head)
    if run is None or (found and (found.fits or (found.full and " " in found.name))):
        return found
    name = run.group().rpartition(" ")[2]
    fits = index.by_given.get(fold(name), set())
    named = {company for one in companies for company in one.names}
    here = {at for at in fits if index.people[at].company in named}
    if here or (len(fits) == 1 and len(name) > 1 and not name_kinds(name)[0] and not named):
        return Named(name, here or fits, False, run.end() - len(name))
    return found


def _of_department(text: str) -> Iterator[PersonSpan]:
    """Somebody told by the department alone: 経理の方, 購買のご担当者."""
    for found in department_person().finditer(text):
        yield PersonSpan(found.start(), found.end(), found.group(), "", title=found["department"])


def _split(head: str, title: str, index: Index) -> tuple[Named | None, int]:
    """The name before a title and how much of the title is part of it: 山本|部長, not 山|本部長."""
    best: tuple[Named | None, int] = (None, 0)
    for shift in range(min(3, max(1, len(title)))):
        if shift and not re.fullmatch(title_pattern(), title[shift:]):
            continue
        words_ = head + title[:shift]
        found = _name_before(words_[:-1] if words_.endswith(" ") and title else words_, index)
        if found and (best[0] is None or found.weight > best[0].weight):
            best = found, shift
    return best


def _describes(text: str, place: int, index: Index) -> bool:
    """Whether a title is followed by the name of its bearer (代表の本間さん), not by kin (社長の息子さん)."""
    found = _OF_NAMED.match(text, place)
    if not found or found["name"] in words("not_people"):
        return False
    return bool(index.family_written(fold(found["name"]))) or name_kinds(found["name"])[0]


def _inside(companies: Sequence[CompanySpan], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in companies)


def _name_before(head: str, index: Index) -> Named | None:
    """The name that ends here."""
    for run, read in (
        (_KANJI_RUN, _kanji),
        (_KANA_RUN, _katakana),
        (_HIRAGANA_RUN, _hiragana),
        (_LETTERS_RUN, _letters),
    ):
        match = run.search(head)
        if match and match.end() == len(head) and not _LEGAL_END.search(head[: match.start()]):
            mixed = _mixed(head, index) if run is not _LETTERS_RUN else None
            return mixed or read(match.group(), match.start(), index)
    return None


def _mixed(head: str, index: Index) -> Named | None:
    """A stored full name, in whatever scripts (山本 さくら, 林えみ), that ends here."""
    folded = fold(head)
    for length in range(min(_LONGEST_NAME, len(head)), 2, -1):
        squeezed = folded[-length:].replace(" ", "")
        fits = index.by_full.get(squeezed, set())
        if fits and not folded[-length].isspace():
            return Named(head[-length:], fits, True, len(head) - length)
    return None


def _kanji(run: str, start: int, index: Index) -> Named | None:
    """The longest family name at the end of a run of kanji: 山下 in 東洋精機山下."""
    tail = run.rpartition(" ")[2] if " " in run else run
    start += len(run) - len(tail)
    family = run[: -len(tail)].rstrip()
    if family and name_kinds(family)[0] and name_kinds(tail)[1] and not name_kinds(tail)[0]:
        return Named(run, set(), True, start - len(run) + len(tail))
    folded = fold(tail)
    for length in range(min(_LONGEST_FAMILY, len(tail)), 0, -1):
        word = folded[-length:]
        fits = index.family_written(word)
        if fits or (name_kinds(word)[0] and word not in words("not_people")):
            if length == 1 and len(tail) > 1 and not fits:
                continue
            return Named(tail[-length:], fits, False, start + len(tail) - length)
    return _full_kanji(tail, start)


def _full_kanji(tail: str, start: int) -> Named | None:
    """An unknown full name: 大林春樹."""
    for family in range(1, min(4, len(tail))):
        if name_kinds(tail[:family])[0] and name_kinds(tail[family:])[1]:
            return Named(tail, set(), True, start)
    return None


def _katakana(run: str, start: int, index: Index) -> Named | None:
    parts = [part for part in re.split(r"[・= ]", run) if part]
    families, givens = _kana_fits(parts[-1], index)
    if len(parts) > 1:
        first_families, first_givens = _kana_fits(parts[0], index)
        both = (first_givens & families) | (first_families & givens)
        if not both and len(parts) == 2 and is_faint(parts[-1]):
            both = {at for at in first_givens if index.names[at].letters}
        if both:
            return Named(run, both, True, start)
        if " " in run and (families or givens):
            return Named(parts[-1], families or givens, False, start + len(run) - len(parts[-1]))
    elif families or givens:
        return Named(run, families or givens, False, start)
    if not all(is_personal(part) for part in parts):
        return None
    return Named(run, set(), len(parts) > 1, start)


def _kana_fits(word: str, index: Index) -> tuple[set[int], set[int]]:
    families, givens = index.family_written(fold(word)), index.given_written(fold(word))
    return (families, givens) if families or givens else index.sounding(word)


def _hiragana(run: str, start: int, index: Index) -> Named | None:
    for length in range(min(7, len(run)), 1, -1):
        word = run[-length:]
        fits = index.family_written(fold(word)) or index.given_written(fold(word))
        known = name_kinds(word)[0] and length > 2 and word not in words("not_people")
        if fits or known:
            return Named(word, fits, False, start + len(run) - length)
    return None


def _letters(run: str, start: int, index: Index) -> Named | None:
    parts = run.replace(".", "").split()
    families, givens = index.by_letters(parts[-1])
    if len(parts) > 1:
        first_families, first_givens = index.by_letters(parts[0])
        both = (first_givens & families) | (first_families & givens)
        if both:
            return Named(run, both, True, start)
    word = parts[-1]
    if families or givens:
        return Named(word, families or givens, False, start + len(run) - len(word))
    return (
        Named(word, set(), False, start + len(run) - len(word))
        if word[0].isupper() and len(word) > 2
        else None
    )


def bare(
    text: str, index: Index, companies: Sequence[CompanySpan], taken: Sequence[PersonSpan]
) -> Iterator[PersonSpan]:
    """Stored people said without title and honorific: full names, and family names where that is clear."""
    folded = fold(text)
    place = 0
    while place < len(text):
        found = None if _busy(place, taken) else _bare_at(text, folded, place, index, companies)
        if found and not _busy(found.end - 1, taken):
            yield found
            place = found.end
        else:
            place += 1


def _busy(place: int, taken: Sequence[PersonSpan]) -> bool:
    return any(one.start <= place < one.end for one in taken if one.name)


def _bare_at(
    text: str, folded: str, place: int, index: Index, companies: Sequence[CompanySpan]
) -> PersonSpan | None:
    for length in range(min(_LONGEST_NAME, len(text) - place), 1, -1):
        if folded[place + length - 1] == " ":
            continue
        squeezed = folded[place : place + length].replace(" ", "")
        full = index.by_full.get(squeezed)
        if full:
            end = place + length
            return PersonSpan(place, end, text[place:end], text[place:end], frozenset(full), True, bare=True)
    if any(one.start <= place < one.end for one in companies):
        return None
    for length in range(min(_LONGEST_FAMILY, len(text) - place), 0, -1):
        word = folded[place : place + length]
        if not re.fullmatch(rf"{_NAME_RUN}|[ァ-ヺー]{{3,}}", text[place : place + length]):
            continue
        fits = index.by_family.get(word) or (index.family_written(word) if name_kinds(word)[0] else set())
        if fits and _stands_alone(text, place, place + length, companies):
            end = place + length
            return PersonSpan(place, end, text[place:end], text[place:end], frozenset(fits), bare=True)
    return None


def _stands_alone(text: str, start: int, end: int, companies: Sequence[CompanySpan]) -> bool:
    """Whether a family name said bare is one here, by the characters and words around it."""
    word, before = text[start:end], text[start - 1 : start]
    attached = any(
        0 <= start - one.end <= 1 and text[one.end : start] in ("", " ", "の", "・") for one in companies
    )
    if re.match(rf"[{KANJI}ァ-ヺー]", before or " ") and not attached:
        return False
    if not re.match(rf"{_PARTICLE}|{_EVENT}", text[end:] or "\n"):
        return False
    if len(word) == 1 or word in words("place_families") or re.fullmatch(r"[ァ-ヺー]+", word):
        return (
            bool(_MET.match(text, end)) if not attached else bool(re.match(rf"{_EVENT}|[ と、]", text[end:]))
        )
    return True


def title_after(text: str, end: int) -> re.Match[str] | None:
    """The title right behind a full name said bare."""
    return re.compile(rf"[ ]?(?P<title>{title_pattern()})").match(text, end)
