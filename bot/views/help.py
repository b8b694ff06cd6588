"""Help in three lines, each with one sample."""

from __future__ import annotations

from typing import Protocol

from bot.texts import Texts
from bot.views.message import Message, said, section


class Commands(Protocol):
    """The workspace's names for Goen's slash commands, "/" included."""

    @property
    def card_command(self) -> str: ...

    @property
    def contact_command(self) -> str: ...

    @property
    def log_command(self) -> str: ...

    @property
    def goen_command(self) -> str: ...


def help_message(t: Texts, commands: Commands) -> Message:
    """What Goen does: photos, notes, looking up."""
    lines = [
        t("help.card", command=commands.card_command),
        t("help.log", command=commands.log_command),
        t("help.contact", command=commands.contact_command),
    ]
    return said(lines[0], [section(lines)])
