"""Which conversation answers which word after `/goen`: each word is an action of its own to the router."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from bot.conversations.routes import ROUTER
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views.help import help_message

Word: TypeAlias = Callable[[Turn, str], Answer | None]
"""Takes the turn and what stands after the word; None asks for the help."""


def on(*words: str) -> Callable[[Word], Word]:
    """Registers the decorated function for these words, in lower case.

    Raises:
        ValueError: a word is taken already.
    """

    def register(word: Word) -> Word:
        def handler(turn: Turn) -> Answer:
            return word(turn, turn.request.value or "") or help_answer(turn)

        ROUTER.on(RequestKind.WORD, *words)(handler)
        return word

    return register


def run(turn: Turn, word: str, rest: str) -> Answer:
    """Has the word's conversation answer; the help for words that none wants."""
    request = replace(turn.request, kind=RequestKind.WORD, name=word.casefold(), value=rest)
    if ROUTER.handler(request) is None:
        return help_answer(turn)
    return ROUTER.run(replace(turn, request=request))


def help_answer(turn: Turn) -> Answer:
    """What Goen can do."""
    return Answer(whisper=help_message(turn.texts, turn.house.settings))
