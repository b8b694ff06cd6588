"""People named in letters: stored ones by full, first or last name, initials; strangers where words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notes.data import any_of, words
from notes.dates.words import MONTHS, WEEKDAYS
from notes.people.companies import CompanySpan
from notes.people.folding import fold
from notes.people.names import Index
from notes.people.spans import PersonSpan

_WORD = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’](?!s\b)[A-Za-zÀ-ÿ]+)*(?:-(?!san\b|sama\b|sensei\b)[A-Za-zÀ-ÿ]+)*"
)
_POLITE = r"(?:mr|mrs|ms|miss|mx|dr|prof|sir|herr|frau)\.?"
_SAID = re.compile(
    rf"'s?\b|,? (?:&|(?:{any_of(words('said'))})\b)| \w+ed\b| \w+[^su]s\b| @|,| \(| [-–—] |\)|:"
)
_NOT_NAMES = frozenset({*MONTHS, *WEEKDAYS, *words("not_names")})
_NAME = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:['’-]?[A-ZÀ-Þ]?[a-zß-ÿ]+)*"
_TITLE_WORDS = any_of(words("english_titles"))
_STRANGER = re.compile(
    rf"(?P<polite>(?i:\b{_POLITE})\s)(?P<a>{_NAME}(?:\s{_NAME})?)"
    rf"|(?P<b>\b{_NAME})-(?i:san|sama|sensei)\b"
    rf"|(?P<c>\b{_NAME}\s(?:[A-Z]\.\s|(?:van|von|de|da|del|di|la|bin|al)\s)*{_NAME})(?=,?\s\(?(?:[\w/&-]+\s){{0,5}}?(?i:{_TITLE_WORDS})\b|\s?\(|'s\b)"
    rf"|(?i:\b(?:met|meet|meeting|with|w/|called|call|calling|to|from|is|saw|visited|and|&|\+|named|contact|boss|"
    rf"successor|replacement|colleague|manager|director|supervisor|engineer|assistant|associate|deputy|partner|secretary|technician|foreman|buyer|owner|got|reached|caught|grabbed|emailed|introduced|by|name|"
    rf"head|lead|cc|cc'd|looping|loop in|lunch|dinner|,)[,:]?\s)"
    rf"(?P<d>{_NAME}\s(?:[A-Z]\.\s|(?:van|von|de|da|del|di|la|bin|al)\s)*{_NAME})\b(?!\s(?:Inc|Ltd|LLC|GmbH|Corp|Co|AG|AB|Group)\b)"
)


_TITLE_BEHIND = re.compile(rf",? \(?the (?P<title>(?:vice )?(?i:{_TITLE_WORDS}))\b")


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def named_in_letters(
    text: str, index: Index, companies: Sequence[CompanySpan], taken: Sequence[PersonSpan]
) -> Iterator[PersonSpan]:
    """Stored people that words in letters name, in order; a company's own words name nobody."""
    tokens = [_Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    quiet = not re.search(r"\b[A-Z][a-z]", text)
    place = 0
    while place < len(tokens):
        token = tokens[place]
        pair = tokens[place + 1] if place + 1 < len(tokens) else None
        found = None
        if not any(one.start <= token.start < one.end for one in taken):
            found = _pair(text, token, pair, index) if pair else None
            if not found and not _other_name(text, tokens, place, companies):
                found = _single(text, token, index, companies, quiet)
        if found:
            yield found
        place += 2 if found and pair and found.end >= pair.end else 1


def _other_name(text: str, tokens: Sequence[_Token], place: int, companies: Sequence[CompanySpan]) -> bool:
    """Whether the word is part of another full name: Kim of Kim Park, Johnson of Anna Johnson."""
    token = tokens[place]
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place else None
    if behind and text[token.end : behind.start] == " " and _like_name(behind, companies):
        return True
    if not before or text[before.end : token.start] != " " or not _like_name(before, companies):
        return False
    return not re.search(
        r"(?:ed|ing)$|^(?:Met|Saw|Spoke|Had|Got|Sent|Told|Gave|Ran|Rang|Mr|Ms|Mrs|Dr|Prof)$", before.word
    )


def _like_name(token: _Token, companies: Sequence[CompanySpan]) -> bool:
    lower = token.word.lower()
    known = (
        _no_name(token.word)
        or lower in words("orders")
        or lower in words("said")
        or lower in words("departments")
    )
    inside = any(one.start <= token.start < one.end for one in companies)
    return bool(re.fullmatch(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:['’-][A-ZÀ-Þ]?[a-zß-ÿ]+)*", token.word)) and not (
        known or inside
    )


def _pair(text: str, first: _Token, second: _Token, index: Index) -> PersonSpan | None:
    """A full name, either way round, or with an initial (Sara L., K. Watanabe)."""
    between = text[first.end : second.start]
    if between not in (" ", ". ", ", "):
        return None
    a_family, a_given = index.by_letters(first.word)
    b_family, b_given = index.by_letters(second.word)
    both = (a_given & b_family) | (a_family & b_given if between == " " else set())
    if not both and len(second.word) == 1 and between == " ":
        both = {
            at
            for at in a_given
            if index.names[at].family[:1] == fold(second.word) and first.word[0].isupper()
        }
    if not both and len(first.word) == 1 and between in (" ", ". "):
        both = {
            at
            for at in b_family
            if index.names[at].given[:1] == fold(first.word) and second.word[0].isupper()
        }
    if not both or between == ", ":
        return None
    return _span(text, first.start, second.end, both, full=True)


def _single(
    text: str, token: _Token, index: Index, companies: Sequence[CompanySpan], quiet: bool
) -> PersonSpan | None:
    if any(one.start <= token.start < one.end for one in companies):
        return None
    families, givens = index.by_letters(token.word)
    fits = families | givens
    polite = re.search(rf"(?i)\b{_POLITE}\s$", text[max(0, token.start - 6) : token.start])
    honoured = re.match(r"-(?:san|sama|sensei)\b", text[token.end :], re.IGNORECASE)
    if polite and families:
        fits = families
    if not fits or len(token.word) < 2 or not (polite or honoured or _is_name(text, token, quiet)):
        return None
    start = token.start - len(polite.group()) if polite else token.start
    end = token.end + (honoured.end() if honoured else 0)
    span = _span(text, start, end, fits, name=token.word, bare=not (polite or honoured))
    title = _TITLE_BEHIND.match(text, end)
    return span.but(title=title["title"]) if title else span


_TO_SOMEBODY = re.compile(
    r"(?i)\b(?:met|with|w/|from|to|by|called|emailed|texted|saw|visited|told|asked|thanked|see|and|cc|for|dear|hi|sent|send|gave|give|owe|showed|show|pinged|ping|call|email|text|tell|ask|meet|visit|remind|thank|invite|chef|boss)$|[&+]$"
)

_WITH_SOMEBODY = re.compile(
    r"(?i)\b(?:met|with|w/|called|emailed|texted|visited|told|asked|thanked|saw)$|[&+]$"
)

_SPEAKS = re.compile(
    r" (?:is|was|has|had|says|wants|needs|told|and (?:I|we)|(?!need|ind)\w+ed)\b| \(| [&+] [A-Z]"
    r"|'s (?:team|assistant|boss|office|colleague|people|side)"
)


def _is_name(text: str, token: _Token, quiet: bool) -> bool:
    """Whether a word alone is meant as a name: capital letters, and more where it is also a word."""
    word, lower = token.word, token.word.lower()
    also_word = lower in words("word_names") or lower in _NOT_NAMES
    before, behind = text[: token.start].rstrip(), text[token.end :]
    if word.isupper() and len(word) > 3 and text.upper() != text:
        return not also_word
    if not word[0].isupper() and not quiet:
        return False
    if not also_word or (lower not in _NOT_NAMES and _TO_SOMEBODY.search(before)):
        return True
    if lower in MONTHS and not re.match(r" \d", behind):
        heads = before[-1:] in ("", ",", ";", ":", ".") and re.match(r" and (?!in\b)[a-z]", behind)
        return bool(_WITH_SOMEBODY.search(before) or _SPEAKS.match(behind) or heads)
    starts = not before or before[-1] in ".!?\n;:-"
    modal = lower in ("will", "may", "can") and re.match(r" (?!\w+ed\b|\w+[^su]s\b)[a-z]", behind)
    if starts or modal or quiet:
        return bool(_SAID.match(behind)) and not modal
    return lower not in _NOT_NAMES


def _span(
    text: str, start: int, end: int, fits: set[int], *, full: bool = False, name: str = "", bare: bool = False
) -> PersonSpan:
    words_ = text[start:end]
    return PersonSpan(start, end, words_, name or words_, frozenset(fits), full, bare=bare)


def strangers(
    text: str, companies: Sequence[CompanySpan], taken: Sequence[PersonSpan]
) -> Iterator[PersonSpan]:
    """People in letters who fit nobody stored."""
    place = 0
    while found := _STRANGER.search(text, place):
        group = next(name for name in "abcd" if found[name])
        start, end = found.span(group)
        place = max(end, found.start() + 1)
        name_words = re.findall(r"[\w'’-]+", found[group])
        busy = _overlaps(companies, start, end) or _overlaps(taken, start, end)
        if busy or any(_no_name(word) for word in name_words):
            place = start + 1
            continue
        whole_end = end + (re.match(r"-\w+", text[end:]).end() if group == "b" else 0)  # type: ignore[union-attr]  # the pattern has it
        yield PersonSpan(
            found.start() if group == "a" else start,
            whole_end,
            text[found.start() if group == "a" else start : whole_end],
            found[group],
            full=len(name_words) > 1,
        )


_ROLE = re.compile(
    rf"(?i)(?:'s|\btheir|\bthe|\bits)\s(?P<role>(?:(?!and\b|the\b|with\b)[a-z&/-]+\s){{0,2}}?(?:{_TITLE_WORDS}))\b"
    rf"(?!\s(?:of|for|to|and) (?!{_NAME}))"
)


def roles(text: str, companies: Sequence[CompanySpan], taken: Sequence[PersonSpan]) -> Iterator[PersonSpan]:
    """Roles of a stored company without a name: Acme's plant manager, the CFO of Acme, their buyer."""
    for found in _ROLE.finditer(text):
        start, end = found.span("role")
        if not _overlaps(taken, start, end) and not re.match(rf",? {_NAME}", text[end:]):
            yield PersonSpan(start, end, text[start:end], "", title=text[start:end])


def no_name(word: str) -> bool:
    """Whether a word in letters, capital or not, names neither a person nor a company."""
    return word.lower() in _NOT_NAMES


def _no_name(word: str) -> bool:
    lower = word.lower()
    return no_name(word) or lower in words("english_titles") or lower in words("company_general")


def _overlaps(spans: Sequence[CompanySpan] | Sequence[PersonSpan], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in spans)


def capitals(text: str) -> list[str]:
    """Words in letters that may name somebody, each once; any but everyday words where all is lower case."""
    quiet = not re.search(r"\b[A-Z][a-z]", text)
    found = [m.group() for m in _WORD.finditer(text) if quiet or m.group()[0].isupper()]
    return [word for word in dict.fromkeys(found) if len(word) > 1 and not _no_name(word)]
