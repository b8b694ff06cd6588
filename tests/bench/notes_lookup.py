"""Whom a note may mean, asked of large teams: CPU of the look-up and of the whole understanding of a note.

SIZES=1000000 contacts, CHECKS=200 notes about people drawn by chance, on SQLite and on PostgreSQL. CPU is
that of this process and, with PostgreSQL, of the server's process for the connection.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from contacts.values import CardFields
from contacts.workdays import Workdays
from notes.mentioned import Form, mentions
from notes.understanding import understand
from storage import note_people
from storage.database import Database
from storage.tables import SearchTerm
from tests.bench.candidates import databases, watch_of
from tests.bench.measure import percentile
from tests.bench.search import terms_of
from tests.bench.team import card, person
from tests.bench.team_seed import WORKSPACE, Seed

CHECKS, WARM = "200", 20
NOW = datetime(2026, 11, 24, 17, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
# {a} is one contact's family name, {firm} their company, {b} somebody else's family name.
TEXTS = (
    "{firm}の{a}さんと打ち合わせ。見積もりは来週火曜までに送る。予算300万円。",
    "{a}様に電話。不在のため明日かけ直し。",
    "{firm}訪問。{a}課長と{b}さんが同席。\n・カタログは金曜に郵送\n・デモは12/10 14時",
    "Met {romaji} at {firm} yesterday. I'll send the quote by Friday.",
    "{firm}さんへ。受付に資料だけ置いてきた。",
)


@dataclass
class Spent:
    """CPU milliseconds of each note: the look-up, and mentions, look-up and understanding together."""

    lookups: list[float] = field(default_factory=list)
    notes: list[float] = field(default_factory=list)
    asked: int = 0
    found: int = 0


def run() -> None:
    """Prints the figures of each size on both databases."""
    for size in (int(one) for one in os.environ["SIZES"].split(",")):
        with databases() as both, Seed(size, SearchTerm, terms_of) as seed:
            print(f"look-up of a note's people among {size} contacts, CPU ms")
            for database in both:
                seed.into(database)
                _print(database, _measured(database, size))


def _measured(database: Database, size: int) -> Spent:
    spent = Spent()
    with database.read() as session:
        watch = watch_of(session)
        for at, (number, text) in enumerate(_notes(size, int(os.environ.get("CHECKS", CHECKS)) + WARM)):
            begun = watch()
            ids, lookup = _understood(session, text, watch)
            if at >= WARM:
                spent.lookups.append(1000 * lookup)
                spent.notes.append(1000 * (watch() - begun))
                spent.asked += number is not None
                spent.found += number in ids
            session.expunge_all()
    return spent


def _understood(session: Session, text: str, watch: Callable[[], float]) -> tuple[set[int], float]:
    """The ids found for a note, and the seconds of the look-up alone."""
    said = mentions(text)
    begun = watch()
    names = [one.words for one in said if one.form is Form.NAME]
    companies = [one.words for one in said if one.form is Form.COMPANY]
    people = note_people.people_for(session, WORKSPACE, names, companies, "U1")
    lookup = watch() - begun
    understand(text, NOW, people, Workdays())
    return {one.id for one in people if one.id is not None}, lookup


def _notes(size: int, count: int) -> Iterator[tuple[int | None, str]]:
    """(id of the contact a note is about where it names them with their company, the note)."""
    source = random.Random(23)
    for at in range(count):
        number = source.randrange(size)
        fields = card(person(number, size))
        text = TEXTS[at % len(TEXTS)]
        told = "{firm}" in text and ("{a}" in text or "{romaji}" in text) and bool(fields.company)
        other = card(person(source.randrange(size), size))
        words = {"a": _family(fields), "b": _family(other), "firm": fields.company or ""}
        yield number + 1 if told else None, text.format(**words, romaji=fields.name_romaji or fields.name)


def _family(fields: CardFields) -> str:
    return fields.family_name or (fields.name or "").split(" ")[0]


def _print(database: Database, spent: Spent) -> None:
    name = "SQLite" if database.is_sqlite else "PostgreSQL"
    print(
        f"  {name:<10} look-up p50 {median(spent.lookups):5.1f}  p95 {percentile(spent.lookups, 0.95):5.1f}"
        f"  max {max(spent.lookups):5.1f}  whole note p50 {median(spent.notes):5.1f}"
        f"  p95 {percentile(spent.notes, 0.95):5.1f}  found {spent.found / max(1, spent.asked):.1%}"
    )
