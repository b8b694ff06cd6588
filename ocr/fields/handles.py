"""Accounts on social networks: Instagram @kamome, LINE ID: kamome_77, WeChat: kamome."""

from __future__ import annotations

import re

_NETWORK = (
    r"Instagram|Insta|Facebook|Twitter|LinkedIn|YouTube|TikTok|Threads|Bluesky|Mastodon|Pinterest|GitHub"
    r"|WeChat|微信|KakaoTalk|Telegram|WhatsApp|Skype|Weibo|Zalo|note"
)
# line also stands before telephone numbers (direct line), so its letters count as they are.
_LINE = r"(?-i:LINE)(?:\s?(?:ID|公式(?:アカウント)?|@(?=\s)))?"
_HANDLE = re.compile(
    rf"(?<![\w.@/])({_NETWORK}|{_LINE}|X(?:\s?[(（]旧Twitter[)）])?)\s*[:：]?\s*(@[\w.\-]+)",
    re.IGNORECASE,
)
# Without @ only behind a colon, and with a letter in it, as numbers are phones.
_BARE = re.compile(
    rf"(?<![\w.@/])({_NETWORK.removesuffix('|note')}|{_LINE})(?:\s?ID)?\s*[:：]\s*"
    r"(?!https?|www)((?=[\w.\-]*[A-Za-z])[A-Za-z0-9_][A-Za-z0-9_.\-]{2,})(?![\w@/])",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(@[A-Za-z0-9_][A-Za-z0-9_.]{2,})\s*")


def find(text: str) -> list[str]:
    """The accounts of one row as "network @account", as printed; without a network the account alone."""
    if alone := _ALONE.fullmatch(text):
        return [alone.group(1)]
    named = [*_HANDLE.findall(text), *_BARE.findall(text)]
    return [f"{network} {account}" for network, account in named]
