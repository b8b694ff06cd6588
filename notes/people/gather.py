"""What a note names: the people and companies in it, in order, before anyone is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contacts.companies import core_name
from notes.people.companies import CompanySpan
from notes.people.english import named_in_letters, roles, strangers
from notes.people.folding import fold, tight
from notes.people.japanese import bare, named_before_calls, title_after
from notes.people.lexicon import titles
from notes.people.names import Index
from notes.people.spans import PersonSpan


def people_in(text: str, index: Index, companies: Sequence[CompanySpan]) -> list[PersonSpan]:
    """Everybody a plain text names, stored or not, in order; `companies` are the company spans in it."""
    called = list(named_before_calls(text, index, companies))
    alone = [_titled(text, one) for one in bare(text, index, companies, called)]
    called = [one for one in called if one.name or not any(a.start <= one.start < a.end for a in alone)]
    taken = [*called, *alone]
    letters = list(named_in_letters(text, index, companies, taken))
    taken += letters
    taken += list(strangers(text, companies, taken))
    taken += list(roles(text, companies, taken))
    return sorted(taken, key=lambda span: span.start)


def _titled(text: str, span: PersonSpan) -> PersonSpan:
    """A full name with the title right behind it."""
    found = title_after(text, span.end) if span.full else None
    return (
        span.but(end=found.end(), said=text[span.start : found.end()], title=found["title"], bare=False)
        if found
        else span
    )


def companies_in(text: str, companies: list[CompanySpan], index: Index) -> list[CompanySpan]:
    """The company spans without short forms that are people or everyday words here."""
    return [one for one in companies if _is_clear(text, one, index) or _meant(text, one, index)]


def _is_clear(text: str, one: CompanySpan, index: Index) -> bool:
    """Whether a form names a company whatever stands around it; Hughes of Hughes & Sons is also a person."""
    said = text[one.start : one.end]
    if said.isascii():
        return one.sure and not any(index.by_letters(said))
    return one.sure and (
        fold(said) not in index.by_family or any(tight(core_name(n)) == fold(said) for n in one.names)
    )


def _meant(text: str, one: CompanySpan, index: Index) -> bool:
    """Whether the words around an unclear form make it a company: 丸和の工場長, 田中さん(東海)."""
    after = text[one.end : one.end + 12]
    if text[one.start - 1 : one.start] == "(" and after[:1] == ")":
        return True
    said = text[one.start : one.end]
    if said.isascii():
        return not any(index.by_letters(said))
    is_name = bool(index.family_written(fold(said)))
    role = re.match(rf"の(?:{'|'.join(re.escape(t) for t in titles())})", after)
    person = re.match(r"(?:さん|様)?の", after) and any(
        fold(after.lstrip("さん様の")).startswith(name.family)
        for at, name in enumerate(index.names)
        if name.family and index.people[at].company in one.names
    )
    return bool(role or person or (not is_name and re.match(r"さん|様|の|さま|[:(]| ", after)))
