"""Who stands where at a company: departments with their people, the highest post first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contacts.titles import rank
from contacts.values import Person


@dataclass(frozen=True, slots=True)
class Department:
    """A department's name ("" for those without one) and its people, the highest post first."""

    name: str
    people: tuple[Person, ...]


def departments(people: Iterable[Person]) -> list[Department]:
    """The people of one company by department; the department with the highest post comes first.

    People of equal posts come by name. Ranks are those of `contacts.titles`.
    """
    grouped: dict[str, list[Person]] = {}
    for person in people:
        grouped.setdefault(person.department or "", []).append(person)
    found = [Department(name, tuple(sorted(group, key=_place))) for name, group in grouped.items()]
    return sorted(found, key=lambda one: (_place(one.people[0])[0], one.name))


def _place(person: Person) -> tuple[int, str]:
    return rank(person.title).order, person.name_kana or person.name
