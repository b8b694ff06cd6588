"""What a look-up found, for the asker alone; `contact_share` (value: contact id) posts one openly."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import Texts, escape
from bot.views.contact import ContactCard, buttons, contact, summary
from bot.views.help import Commands
from bot.views.message import Block, Message, divider, said, section, words

MOST_RESULTS, MOST_RESULT_TEXT = 5, 1_400


def found(query: str, people: Sequence[ContactCard], t: Texts, *, shareable: bool) -> Message:
    """The contacts found, one in full, several in short; Share only where there is somebody to share with."""
    if not people:
        return words(t("search.none", query=escape(query, 100)))
    if len(people) == 1:
        return contact(people[0], t, shareable=shareable)
    head = t("search.found", n=len(people), query=escape(query, 100))
    blocks: list[Block] = [section([head])]
    for person in people[:MOST_RESULTS]:
        blocks += [divider(), section(summary(person, t), most=MOST_RESULT_TEXT)]
        blocks.append(buttons(person, t, shareable=shareable))
    return said(head, blocks)


def usage(t: Texts, commands: Commands) -> Message:
    """How to look somebody up."""
    return words(t("search.usage", command=commands.contact_command))
