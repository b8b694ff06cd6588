"""What people type into a contact picker, asked of ever larger teams: milliseconds, and who is found.

SIZES=10000,100000 contacts (1000000 takes ten minutes more), CHECKS=400 queries: the beginnings of a name in
kanji, kana and romaji, a family name alone, name and company, a mail's beginning, four digits of a number.
Milliseconds are those of the clock on the wall, the check of what was found included.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from statistics import median

import numpy as np

from contacts.search_terms import Searched, hashed, normal, terms
from contacts.values import CardFields
from storage import contacts
from storage.database import Database
from storage.tables import SearchTerm
from tests.bench.candidates import databases
from tests.bench.measure import percentile
from tests.bench.team import card, person
from tests.bench.team_seed import WORKSPACE, Hashes, Seed, span

SIZES, CHECKS, WARM, SHOWN = "10000,100000", "400", 20, 30


def run() -> None:
    """Prints the figures of each size on both databases."""
    checks = int(os.environ.get("CHECKS", CHECKS))
    for size in (int(one) for one in os.environ.get("SIZES", SIZES).split(",")):
        with databases() as both, Seed(size, SearchTerm, terms_of) as seed:
            print(f"{size} contacts, {seed.keys / size:.1f} terms a contact")
            for database in both:
                seed.into(database)
                _print(database, size, checks)


def terms_of(chunk: tuple[int, int]) -> Hashes:
    """(hash, contact id) of the terms of the contacts of a chunk (team's size, first contact)."""
    size, _ = chunk
    return np.array(
        [
            (hashed(term, WORKSPACE), number + 1)
            for number in span(chunk)
            for term in terms(_searched(card(person(number, size))))
        ],
        dtype=np.int64,
    )


def _searched(fields: CardFields) -> Searched:
    names = (fields.name, fields.name_kana, fields.name_romaji)
    words = (fields.department, fields.title, *fields.emails)
    return Searched(
        names=tuple(filter(None, names)),
        companies=tuple(filter(None, (fields.company,))),
        words=tuple(filter(None, words)),
        numbers=tuple(phone.number for phone in fields.phones),
    )


def _print(database: Database, size: int, checks: int) -> None:
    spent: list[float] = []
    found = 0
    with database.read() as session:
        for at, (number, query, sure) in enumerate(_queries(size, checks + WARM)):
            begun = time.perf_counter()
            people = contacts.search(session, WORKSPACE, query, SHOWN, "U1")
            milliseconds = 1000 * (time.perf_counter() - begun)
            session.expunge_all()
            if at >= WARM:
                spent.append(milliseconds)
                found += number + 1 in {one.id for one in people} if sure else bool(people)
    name = "SQLite" if database.is_sqlite else "PostgreSQL"
    print(
        f"  {name:<10} ms a query  p50 {median(spent):5.1f}  p99 {percentile(spent, 0.99):5.1f}"
        f"  max {max(spent):5.1f}  found {found / len(spent):.1%}"
    )


def _queries(size: int, count: int) -> Iterator[tuple[int, str, bool]]:
    """(number of a contact, what is typed, whether exactly that contact must be among the first)."""
    source = random.Random(11)
    while count:
        number = source.randrange(size)
        fields = card(person(number, size))
        typed = source.choice(list(_typed(fields)))
        if normal(typed[0]):
            count -= 1
            yield number, *typed


def _typed(fields: CardFields) -> Iterator[tuple[str, bool]]:
    family = fields.family_name or (fields.name or "").split(" ")[0]
    for text in (family, family[:1], (fields.name_kana or "")[:3], (fields.name_romaji or "")[:4]):
        if text:
            yield text, False
    if fields.name and fields.company:
        yield f"{fields.name} {fields.company}", True
    if fields.emails:
        yield fields.emails[0].partition("@")[0], False
    if fields.phones:
        yield fields.phones[0].number, False
