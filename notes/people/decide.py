"""Who of the people in a note is whom: stored, unknown, ours, or open between several."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contacts.companies import core_name
from contacts.normal import fold_kanji
from contacts.values import Person
from notes.clauses import plain
from notes.draft import Ambiguous, Unknown
from notes.people.attach import attached, company_words, is_own, joined
from notes.people.companies import Companies, CompanySpan
from notes.people.folding import fold, tight
from notes.people.gather import companies_in, people_in
from notes.people.lexicon import post, role_fits, same_role
from notes.people.main import in_order
from notes.people.names import Index
from notes.people.spans import PersonSpan


@dataclass(frozen=True, slots=True)
class Found:
    """The people of a note: stored ones by id with the main one first, the others as `Draft` has them.

    `company` is the main one's; `theirs` and `ours` are the words that name people of either side, `places`
    where the names of stored companies end in the plain text.
    """

    contact_ids: tuple[int, ...]
    ambiguous: tuple[Ambiguous, ...]
    unknown: tuple[Unknown, ...]
    colleagues: tuple[str, ...]
    company: str | None
    theirs: tuple[str, ...]
    ours: tuple[str, ...]
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A span and what it came to: places of people (one: decided, more: open, none: unknown)."""

    span: PersonSpan
    places: tuple[int, ...]


def find_people(text: str, people: Sequence[Person], colleagues: Collection[str] = ()) -> Found:
    """Whom of `people` a note names, and who else is in it; `colleagues` are names of our own people."""
    note = _Note.of(plain(text), people, colleagues)
    return note.found()


@dataclass(slots=True)
class _Note:
    text: str
    people: Sequence[Person]
    companies: list[CompanySpan]
    spans: list[PersonSpan]
    colleagues: frozenset[str]

    @classmethod
    def of(cls, text: str, people: Sequence[Person], colleagues: Collection[str]) -> _Note:
        index = Index.of(people)
        companies = companies_in(text, Companies.of(people).find(text), index)
        spans = people_in(text, index, companies)
        note = cls(text, people, companies, spans, frozenset(tight(one) for one in colleagues))
        note.spans = [note._with_company(span) for span in spans]
        note._share_companies()
        note._mark_own()
        return note

    def found(self) -> Found:
        theirs = [span for span in self.spans if not span.own]
        decided = self._agree([self._decide(span) for span in theirs])
        known = [one for one in decided if len(one.places) == 1]
        ranked = in_order(self.text, [one.span for one in decided if one.places or one.span.name])
        order = {span: rank for rank, span in enumerate(ranked)}
        known.sort(key=lambda one: order.get(one.span, len(order)))
        ids = tuple(dict.fromkeys(self.people[one.places[0]].id for one in known))
        unknown = _unknown([one for one in decided if not one.places and one.span.name])
        main = next(
            (
                one
                for one in sorted(decided, key=lambda one: order.get(one.span, 999))
                if one.places or one.span.name
            ),
            None,
        )
        return Found(
            ids,
            tuple({fold(one.span.name): self._open(one) for one in decided if len(one.places) > 1}.values()),
            unknown,
            tuple(dict.fromkeys(span.said for span in self.spans if span.own and span.name)),
            self._company(main),
            tuple(dict.fromkeys(span.said for span in theirs)),
            tuple(dict.fromkeys(span.said for span in self.spans if span.own)),
            tuple(one.end for one in self.companies),
        )

    def _open(self, one: Decided) -> Ambiguous:
        return Ambiguous(one.span.said, tuple(self.people[at].id for at in one.places))

    def _company(self, main: Decided | None) -> str | None:
        if main and len(main.places) == 1:
            return self.people[main.places[0]].company
        if main and len(main.span.companies) == 1:
            return next(iter(main.span.companies))
        if main and main.span.company_words:
            return main.span.company_words
        named = {name for one in self.companies for name in one.names if len(one.names) == 1}
        return named.pop() if len(named) == 1 else None

    def _with_company(self, span: PersonSpan) -> PersonSpan:
        names = attached(self.text, span, self.companies)
        if names:
            return span.but(companies=names)
        blocked = max((one.end for one in self.companies if one.end <= span.start), default=0)
        blocked = max([blocked, *(one.end for one in self.spans if one.end <= span.start)])
        return (
            span.but(company_words=company_words(self.text, span, self.companies, blocked))
            if span.name
            else span
        )

    def _share_companies(self) -> None:
        """People named in one breath are of one company: the company before the first, or behind the last."""
        for at in range(1, len(self.spans)):
            first, second = self.spans[at - 1], self.spans[at]
            if joined(self.text, first, second) and not (second.companies or second.company_words):
                self.spans[at] = second.but(companies=first.companies, company_words=first.company_words)
        for at in range(len(self.spans) - 1, 0, -1):
            first, second = self.spans[at - 1], self.spans[at]
            if joined(self.text, first, second) and not (first.companies or first.company_words):
                self.spans[at - 1] = first.but(companies=second.companies, company_words=second.company_words)

    def _mark_own(self) -> None:
        self.spans = [span.but(own=not span.companies and self._is_ours(span)) for span in self.spans]
        for at in range(1, len(self.spans)):
            if (
                self.spans[at - 1].own
                and self.spans[at].bare
                and joined(self.text, self.spans[at - 1], self.spans[at])
            ):
                self.spans[at] = self.spans[at].but(own=True)
        ours = {fold(span.name) for span in self.spans if span.own and span.name}
        self.spans = [
            span.but(own=span.own or (fold(span.name) in ours and not self._is_theirs(span)))
            for span in self.spans
        ]

    def _is_theirs(self, span: PersonSpan) -> bool:
        """Whether a name that one of ours has too is a customer's here: by company or by the very post."""
        if span.companies or not span.title:
            return bool(span.companies)
        here = self._in_context(span.fits)
        return any(role_fits(span.title, self.people[at].title) for at in here) and bool(here)

    def _is_ours(self, span: PersonSpan) -> bool:
        if is_own(self.text, span, self.colleagues):
            return True
        named = span.name and any(tight(span.name) in one for one in self.colleagues)
        return bool(named) and not self._in_context(span.fits)

    def _decide(self, span: PersonSpan) -> Decided:
        if not span.name:
            return Decided(span, self._by_role(span))
        fits = self._by_company(span)
        if span.title and not span.full:
            fits = self._by_title(fits, span)
        return Decided(span, tuple(sorted(self._by_writing(self._by_post(fits, span), span))))

    def _by_company(self, span: PersonSpan) -> set[int]:
        """Those of the company said with the person, else of the note's; a full name fits anywhere."""
        fits = set(span.fits)
        if span.companies:
            at_it = {at for at in fits if self.people[at].company in span.companies}
            return at_it or (fits if span.full and len(fits) == 1 else set())
        if span.company_words and not span.full:
            return {at for at in fits if _begins_like(self.people[at].company, span.company_words)}
        here = self._in_context(fits)
        if here or span.full or not self._context() or self._apart(span):
            return here or fits
        return set()

    def _context(self) -> set[str]:
        return {name for one in self.companies for name in one.names}

    def _in_context(self, fits: Collection[int]) -> set[int]:
        context = self._context()
        return {at for at in fits if self.people[at].company in context}

    def _apart(self, span: PersonSpan) -> bool:
        """Whether a person is met or called apart from the company the note is about: 太田社長のところへ."""
        return bool(_ELSEWHERE.match(self.text, span.end))

    def _by_title(self, fits: set[int], span: PersonSpan) -> set[int]:
        """Those whose stored title is the one said; a stranger to it only where the company tells."""
        assert span.title is not None
        said = {at: role_fits(span.title, self.people[at].title) for at in fits}
        right = {at for at in fits if said[at]}
        open_ones = {at for at in fits if said[at] is None}
        exact = {at for at in right if fold(self.people[at].title or "") == fold(span.title)}
        if right or open_ones:
            return exact or right or open_ones
        return fits if span.companies or self._in_context(fits) else set()

    def _by_post(self, fits: set[int], span: PersonSpan) -> set[int]:
        """Among several, those of the department or post said before the name: 品質管理の北村様."""
        said = _POST_BEFORE.search(self.text[: span.start]) if len(fits) > 1 else None
        if said is None:
            return fits
        word = fold(said["post"])
        people = {at: self.people[at] for at in fits}
        posts = {at: fold(f"{one.department or ''}{one.title or ''}") for at, one in people.items()}
        return {at for at in fits if word in posts[at] or word.rstrip("部課室係") in posts[at]} or fits

    def _by_writing(self, fits: set[int], span: PersonSpan) -> set[int]:
        """Among several, those written with the very kanji of the note where those are not the usual ones."""
        if len(fits) < 2 or fold_kanji(span.name) == span.name:
            return fits
        exact = {at for at in fits if span.name in self.people[at].name}
        return exact or fits

    def _by_role(self, span: PersonSpan) -> tuple[int, ...]:
        """The one person of a company whose title is the role said."""
        names = span.companies or self._company_of_clause(span)
        if not names or not span.title:
            return ()
        at_it = [at for at, person in enumerate(self.people) if person.company in names]
        fits = [at for at in at_it if role_fits(span.title, self.people[at].title)]
        exact = [at for at in fits if post(span.title) in (self.people[at].title or "")]
        if len(exact) == 1:
            return (exact[0],)
        if fits:
            return (fits[0],) if len(fits) == 1 else ()
        return self._head_of_family(span, at_it)

    def _head_of_family(self, span: PersonSpan, at_it: Sequence[int]) -> tuple[int, ...]:
        """The person without a title whose family name the company carries is its head: 坂本酒店の大将."""
        assert span.title is not None
        if not (same_role(post(span.title)) & same_role("社長") or post(span.title) == "社長"):
            return ()
        heads = [
            at
            for at in at_it
            if not self.people[at].title
            and tight(self.people[at].family_name or self.people[at].name.split(" ")[0])
            in tight(self.people[at].company or "")
        ]
        return (heads[0],) if len(heads) == 1 else ()

    def _company_of_clause(self, span: PersonSpan) -> frozenset[str]:
        """The company of the sentence a role stands in, or the only one of the note, where they met."""
        only = self._context() if len(self._context()) == 1 else ()
        if span.said.isascii():
            return frozenset(only)
        after = self.text[span.end :]
        start = max(self.text.rfind(mark, 0, span.start) for mark in "。\n!?") + 1
        before = [one for one in self.companies if start <= one.start < span.start]
        if not _MET_ROLE.match(after) or _ASKED_OURS.match(after):
            return frozenset()
        return before[-1].names if before else frozenset(only)

    def _agree(self, decided: list[Decided]) -> list[Decided]:
        """Names said again mean whom they meant; open ones close where another span decided one of them."""
        sure = {one.places[0] for one in decided if len(one.places) == 1 and one.span.name}
        firms = {self.people[at].company for at in sure}
        out = []
        for one in decided:
            again = [at for at in one.span.fits if at in sure]
            if len(one.places) != 1 and len(again) == 1 and not one.span.company_words:
                one = Decided(one.span, (again[0],))
            elif len(one.places) > 1:
                near = tuple(at for at in one.places if self.people[at].company in firms)
                one = Decided(one.span, near if len(near) == 1 else one.places)
            out.append(one)
        return out


_POST_BEFORE = re.compile(r"(?P<post>[\u3400-\u9fffァ-ヺーA-Za-z]{2,12})の$")
# Met apart from the company the note is about, or only the one who brought them together.
_ELSEWHERE = re.compile(
    r"の(?:ところ|所|とこ|会社|事務所|店|お宅|自宅)|(?:様?宅|邸)|(?:から|より)?の?ご?紹介(?:で|に)|経由|のつて|を通じ"
)
# A role alone that is met or speaks (社長と雑談), against one of ours that is asked (課長に相談).
_MET_ROLE = re.compile(r"いわく|曰く|談|によ[るれ]|と|に|へ|から|より|が|は|も|、|さん|$")
_ASKED_OURS = re.compile(
    r"(?:さん)?(?:に|へ|と)(?:も)?(?:相談|確認|報告|共有|承認|許可|判断|エスカ|上げ|話を通)"
)


def _unknown(decided: Sequence[Decided]) -> tuple[Unknown, ...]:
    found: dict[str, Unknown] = {}
    for one in decided:
        span = one.span
        company = next(iter(span.companies), None) or span.company_words
        known = found.get(fold(span.name))
        if known is None or (span.title and not known.title):
            found[fold(span.name)] = Unknown(span.said.strip(), span.name, span.title, company)
    return tuple(found.values())


def _begins_like(stored: str | None, said: str) -> bool:
    """Whether a company that was said may be a stored one cut short in an unknown way: 城北大学生協."""
    a, b = tight(core_name(stored or "")), tight(core_name(said))
    return len(a) > 2 and len(b) > 2 and a[: max(2, len(b) // 2)] == b[: max(2, len(b) // 2)]
