"""Pairs in, predictions out: the JSON form of the duplicate verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contacts.profile import Profile
from contacts.reasons import Reason
from contacts.verdict import compare


def plain_reason(reason: Reason) -> str:
    """A reason without a language: "same_mobile: 090-1234-5678"."""
    return f"{reason.code}: {' / '.join(reason.values)}" if reason.values else str(reason.code)


def predict(pair: Mapping[str, Any], say: Callable[[Reason], str] = plain_reason) -> dict[str, Any]:
    """The printed prediction for one `{"a": contact, "b": contact}` object; `say` puts a reason in words.

    Contacts have the fields of `Profile.of_mapping`. Nothing else of the pair is read but its `id`, which is
    given back when there is one.

    Raises:
        ValueError: `a` or `b` is missing or no object.
    """
    sides = [pair.get(side) for side in ("a", "b")]
    if not all(isinstance(side, Mapping) for side in sides):
        raise ValueError('a pair is an object with the contacts "a" and "b"')
    found = compare(*(Profile.of_mapping(side) for side in sides if isinstance(side, Mapping)))
    chances = {"same": found.same, "moved": found.moved, "different": found.different}
    return {
        **({"id": pair["id"]} if "id" in pair else {}),
        "label": found.label.value,
        "p": {label: round(chance, 4) for label, chance in chances.items()},
        "review": found.review,
        "reasons": [say(reason) for reason in found.reasons],
    }
