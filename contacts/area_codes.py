"""Where a Japanese landline number is, by its beginning."""

from __future__ import annotations

from functools import cache, lru_cache

from contacts.data import table

LONGEST = 6
# Free dial, shared cost, premium rate: numbers without a place.
_NOWHERE = ("0120", "0570", "0800", "0990")


@lru_cache(maxsize=10_000)
def prefecture_of(e164: str) -> str | None:
    """The prefecture of a landline number (+81…); None for mobiles, free dial, and where none is known."""
    if not e164.startswith("+81"):
        return None
    national = "0" + e164.removeprefix("+81")
    if national.startswith(_NOWHERE):
        return None
    found = (_beginnings().get(national[:length]) for length in range(LONGEST, 1, -1))
    return next(filter(None, found), None)


def prefecture_in(address: str) -> str | None:
    """The prefecture an address begins with."""
    return next((name for name, _ in table("area_codes") if address.startswith(name)), None)


@cache
def _beginnings() -> dict[str, str]:
    return {code: name for name, codes in table("area_codes") for code in codes.split()}
