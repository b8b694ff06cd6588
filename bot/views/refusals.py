"""What a person hears who may not do something, and what they can do next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import Texts, join
from bot.views.message import Message, words

MOST_ADMINS = 3
SILENT = {"no_role"}
REFUSALS = {
    "no_role": "access.no_role",
    "viewer": "access.viewer",
    "needs_manager": "access.needs_manager",
    "needs_admin": "access.needs_admin",
    "others": "access.others",
    "not_shown": "access.not_shown",
    "private": "access.private",
}


def refused(why: str, admins: Sequence[str], t: Texts) -> Message:
    """Why something may not be done, by a value of `bot.authority.Why`; `admins` are names in Slack."""
    names = join(t("list.comma"), [t.colleague(name) for name in admins[:MOST_ADMINS]])
    ask = t("access.ask", names=names) if names else t("access.ask_admin")
    return words(join(" " if t.language == "en" else "", (t(REFUSALS.get(why, "access.no_rule")), ask)))
