"""Slips of recognition in the last parts of mail domains, mended where only one end can be meant."""

from __future__ import annotations

import re

from contacts.data import table

_SECOND_LEVEL = "co|ne|or|ac|go|ed|gr|lg|ad"
# What the ends of domains are read as; none of these is a top-level domain of its own.
_SLIPS = (
    # Cut off behind the second level: no country is called lg, or, ac, go, ed.
    (re.compile(r"\.(or|go|lg|ed)$"), r".\1.jp"),
    (re.compile(rf"\.({_SECOND_LEVEL}|c0|0r|g0)\.?(?:jp|ip|lp|jP|Jp|jpg)$"), r".\1.jp"),
    (re.compile(r"\.(?:ip|lp|jP)$"), ".jp"),
    (re.compile(r"\.(?:corn|c0m|conn|comm|coml|con)$"), ".com"),
    (re.compile(r"(?<=\.)([cg])0(?=\.[a-z]{2}$)"), r"\1o"),
    (re.compile(r"(?<=\.)0r(?=\.[a-z]{2}$)"), "or"),
)


def mended(address: str) -> str:
    """The address with the end of its domain put right: .cojp, .c0.jp -> .co.jp; gmai1.com -> gmail.com."""
    local, _, domain = address.rpartition("@")
    for pattern, right in _SLIPS:
        domain = pattern.sub(right, domain)
    return f"{local}@{_free(domain)}"


def _free(domain: str) -> str:
    """A free mail provider's domain whose l, 1, I or o, 0 were taken for each other."""
    key = _alike(domain)
    return next((row[0] for row in table("free_mail") if _alike(row[0]) == key), domain)


def _alike(domain: str) -> str:
    return domain.casefold().translate(str.maketrans("1i0", "llo"))
