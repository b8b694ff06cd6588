"""The kinds of rules that Block Kit's fields follow; which field follows which is data elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Problem:
    """Where in the JSON something is wrong, as a JSON pointer, and what."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.what} [json-pointer:{self.path}]"


Problems = Iterator[Problem]
Check = Callable[[Mapping[str, Any], str], Problems]


class Rule(Protocol):
    """Finds what is wrong with a value at a path."""

    def problems(self, value: Any, path: str) -> Problems: ...


@dataclass(frozen=True, slots=True)
class Anything:
    """A value that is not looked into."""

    def problems(self, value: Any, path: str) -> Problems:
        yield from ()


@dataclass(frozen=True, slots=True)
class Str:
    """A string of `least` to `most` characters that fits `pattern` in full."""

    most: int
    pattern: str | None = None
    least: int = 1

    def problems(self, value: Any, path: str) -> Problems:
        if not isinstance(value, str):
            yield Problem(path, "must be a string")
        elif len(value) < self.least:
            yield Problem(path, "must not be empty")
        elif len(value) > self.most:
            yield Problem(path, f"{len(value)} characters, more than {self.most}")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            yield Problem(path, f"{value!r} has the wrong form")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values."""

    values: tuple[Any, ...]

    def problems(self, value: Any, path: str) -> Problems:
        if value not in self.values:
            yield Problem(path, f"must be one of {', '.join(map(str, self.values))}")


@dataclass(frozen=True, slots=True)
class Bool:
    """True or false."""

    def problems(self, value: Any, path: str) -> Problems:
        if not isinstance(value, bool):
            yield Problem(path, "must be true or false")


@dataclass(frozen=True, slots=True)
class Int:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def problems(self, value: Any, path: str) -> Problems:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(path, "must be a whole number")
        elif not self.least <= value <= self.most:
            yield Problem(path, f"must be from {self.least} to {self.most}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text object of 1 to `most` characters; `plain` when mrkdwn is not allowed."""

    most: int
    plain: bool = False

    def problems(self, value: Any, path: str) -> Problems:
        if not isinstance(value, Mapping) or value.get("type") not in ("plain_text", "mrkdwn"):
            yield Problem(path, "must be a text object")
            return
        if self.plain and value["type"] != "plain_text":
            yield Problem(f"{path}/type", "must be plain_text")
        known = {"type", "text", "emoji" if value["type"] == "plain_text" else "verbatim"}
        yield from _unknown(value, known, path)
        yield from Str(self.most).problems(value.get("text"), f"{path}/text")


@dataclass(frozen=True, slots=True)
class Items:
    """A list of `least` to `most` things that follow one rule."""

    of: Rule
    most: int
    least: int = 1

    def problems(self, value: Any, path: str) -> Problems:
        if not isinstance(value, list):
            yield Problem(path, "must be a list")
            return
        if len(value) > self.most:
            yield Problem(path, f"{len(value)} items, more than {self.most}")
        if len(value) < self.least:
            yield Problem(path, f"needs at least {self.least}")
        for number, item in enumerate(value):
            yield from self.of.problems(item, f"{path}/{number}")


@dataclass(frozen=True, slots=True)
class Obj:
    """An object with these fields and no others; a name ending in `?` may be missing.

    `checks` look at the object as a whole.
    """

    fields: Mapping[str, Rule]
    checks: tuple[Check, ...] = ()

    def problems(self, value: Any, path: str) -> Problems:
        if not isinstance(value, Mapping):
            yield Problem(path, "must be an object")
            return
        yield from _unknown(value, {name.rstrip("?") for name in self.fields}, path)
        for name, rule in self.fields.items():
            yield from _field(value, name, rule, path)
        for check in self.checks:
            yield from check(value, path)


@dataclass(frozen=True, slots=True)
class Kinds:
    """An object whose `type` is one of several, each with a rule of its own."""

    what: str
    kinds: Mapping[str, Rule] = field(hash=False)

    def problems(self, value: Any, path: str) -> Problems:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in self.kinds:
            yield Problem(path, f"{self.what} {kind!r} is unknown or not allowed here")
            return
        yield from self.kinds[kind].problems(value, path)


def _unknown(value: Mapping[str, Any], known: set[str], path: str) -> Problems:
    for name in value:
        if name not in known:
            yield Problem(f"{path}/{name}", "unknown property")


def _field(value: Mapping[str, Any], name: str, rule: Rule, path: str) -> Problems:
    key = name.rstrip("?")
    if key in value:
        yield from rule.problems(value[key], f"{path}/{key}")
    elif not name.endswith("?"):
        yield Problem(f"{path}/{key}", "missing")
