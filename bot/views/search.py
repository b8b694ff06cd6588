"""What a look-up found, for the asker alone; `contact_share` (value: contact id) posts one openly.

Action ids: `found_more` (value: the request that asked, ":", how many were shown), and in the Home tab
`home_search` (value: what was typed) and `home_search_clear`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.texts import Texts, escape
from bot.views.contact import ContactCard, buttons, contact, summary
from bot.views.help import Commands
from bot.views.message import Block, Message, actions, button, context, divider, plain, said, section, words

MOST_RESULTS, MOST_RESULT_TEXT = 5, 1_400
# Nobody leafs through more; the words are to be made more exact then.
MOST_COUNTED, MOST_QUERY = 50, 200
MORE, BOX, CLEAR = "found_more", "home_search", "home_search_clear"


@dataclass(frozen=True, slots=True)
class Page:
    """Where the shown contacts stand among all found: after so many, of so many; which request asked."""

    incoming_id: int
    first: int
    total: int

    @property
    def left(self) -> int:
        """How many come after this page."""
        return max(0, min(self.total, MOST_COUNTED) - self.first - MOST_RESULTS)


def found(
    query: str,
    people: Sequence[ContactCard],
    t: Texts,
    *,
    shareable: bool,
    page: Page | None = None,
    brief: Sequence[Block] = (),
) -> Message:
    """The contacts found, one in full, several in short; Share only where there is somebody to share with.

    `brief` is shown with one alone; with `page` the next ones are a tap away.
    """
    page = page or Page(0, 0, len(people))
    if not people:
        return words(t("search.none", query=escape(query, 100)))
    if page.total == 1:
        return contact(people[0], t, shareable=shareable, brief=brief)
    key = "search.found" if page.total <= MOST_COUNTED else "search.many"
    head = t(key, n=min(page.total, MOST_COUNTED), query=escape(query, 100))
    blocks: list[Block] = [section([head])]
    for person in people[:MOST_RESULTS]:
        blocks += [divider(), section(summary(person, t), most=MOST_RESULT_TEXT)]
        blocks.append(buttons(person, t, shareable=shareable))
    return said(head, [*blocks, *_more(page, t)])


def _more(page: Page, t: Texts) -> list[Block]:
    last = page.first + MOST_RESULTS
    if page.left:
        label = t.plain("search.more", n=min(page.left, MOST_RESULTS))
        return [actions(button(label, MORE, f"{page.incoming_id}:{last}"))]
    return [context(t("search.too_many"))] if page.total > MOST_COUNTED else []


def asked_more(value: str | None) -> tuple[int, int]:
    """Of a tap on `found_more` the request that asked, and how many were shown; zeros for what is none."""
    parts = (value or "").split(":")
    if len(parts) != 2 or not all(part.isdecimal() for part in parts):
        return 0, 0
    incoming_id, shown = map(int, parts)
    return incoming_id, min(shown, MOST_COUNTED)


def box(t: Texts, query: str = "") -> Block:
    """The search box of the Home tab."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": BOX,
        "placeholder": plain(t.plain("search.placeholder"), 150),
        "max_length": MOST_QUERY,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }
    if query:
        element["initial_value"] = query[:MOST_QUERY]
    return {
        "type": "input",
        # Slack keeps what stands in a block of the same id: closed results would leave their words behind.
        "block_id": "home_search:found" if query else "home_search:new",
        "dispatch_action": True,
        "label": plain(t.plain("search.label"), 200),
        "element": element,
        "optional": True,
    }


def closing(t: Texts) -> Block:
    """The button that puts the results in the Home tab away."""
    return actions(button(t.plain("search.clear"), CLEAR, "1"))


def usage(t: Texts, commands: Commands) -> Message:
    """How to look somebody up."""
    return words(t("search.usage", command=commands.contact_command))
