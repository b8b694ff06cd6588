"""Accounts on social networks: Instagram @kamome, LINE ID: @kamome."""

from __future__ import annotations

import re

_HANDLE = re.compile(
    r"\b(Instagram|Facebook|Twitter|X|LINE(?:\s?ID)?|LinkedIn|YouTube|TikTok|Threads|note)\s*[:：]?\s*(@[\w.\-]+)",
    re.IGNORECASE,
)


def find(text: str) -> list[str]:
    """The accounts of one row as "network @account"."""
    return [f"{network} {account}" for network, account in _HANDLE.findall(text)]
