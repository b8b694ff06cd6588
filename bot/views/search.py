"""What a look-up found, for the asker alone; `contact_share` (value: contact id) posts one openly."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import Texts, escape
from bot.views.contact import SHARE, ContactCard, contact, summary
from bot.views.help import Commands
from bot.views.message import Block, Message, button, divider, said, section, words

MOST_RESULTS, MOST_RESULT_TEXT = 5, 1_800


def found(query: str, people: Sequence[ContactCard], t: Texts, *, shareable: bool) -> Message:
    """The contacts found, one in full, several in short; Share only where there is somebody to share with."""
    if not people:
        return words(t("search.none", query=escape(query, 100)))
    if len(people) == 1:
        return contact(people[0], t, shareable=shareable)
    head = t("search.found", n=len(people), query=escape(query, 100))
    blocks: list[Block] = [section([head])]
    for person in people[:MOST_RESULTS]:
        blocks += [divider(), _result(person, t, shareable)]
    return said(head, blocks)


def usage(t: Texts, commands: Commands) -> Message:
    """How to look somebody up."""
    return words(t("search.usage", command=commands.contact_command))


def _result(card: ContactCard, t: Texts, shareable: bool) -> Block:
    share = button(t.plain("contact.share"), SHARE, card.id) if shareable else None
    return section(summary(card, t), share, MOST_RESULT_TEXT)
