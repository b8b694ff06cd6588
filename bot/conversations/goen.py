"""`/goen`: help, and what is set for the channel it is typed in."""

from __future__ import annotations

import re

from bot.conversations.routes import ROUTER
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.texts import Mrkdwn, escape
from bot.views.help import help_message
from bot.views.message import words
from storage import channels, workspaces

LANGUAGES = {"ja": "ja-JP", "日本語": "ja-JP", "en": "en-US", "英語": "en-US", "english": "en-US"}
SWITCHES = {"on": True, "オン": True, "off": False, "オフ": False}


@ROUTER.on(RequestKind.COMMAND, "goen")
def goen_command(turn: Turn) -> Answer:
    """`/goen language en`, `/goen cards on`; every other word is answered with the help."""
    setting, _, value = (turn.request.value or "").strip().casefold().partition(" ")
    if setting in ("language", "言語") and value.strip() in LANGUAGES:
        return _language(turn, LANGUAGES[value.strip()])
    if setting in ("cards", "名刺") and value.strip() in SWITCHES:
        return _cards(turn, SWITCHES[value.strip()])
    if setting in ("domains", "ドメイン") and value.strip():
        return _domains(turn, value)
    return Answer(whisper=help_message(turn.texts, turn.house.settings))


def _language(turn: Turn, locale: str) -> Answer:
    """What Goen posts in this channel from now on is in this language."""
    _keep(turn, locale=locale)
    return _told(turn.texts("channel.language_ja" if locale == "ja-JP" else "channel.language_en"))


def _cards(turn: Turn, is_card_channel: bool) -> Answer:
    """Whether a picture that is no card gets a word in this channel."""
    _keep(turn, is_card_channel=is_card_channel)
    return _told(turn.texts("channel.cards_on" if is_card_channel else "channel.cards_off"))


def _domains(turn: Turn, value: str) -> Answer:
    """Cards with these mail domains are colleagues'; an admin sets them for the whole workspace."""
    if not turn.actor.is_admin:
        return _told(turn.texts("domains.admins_only"))
    words = [word.strip("@,") for word in re.split(r"[\s,、]+", value.strip())]
    named = [] if words[0] in SWITCHES else list(filter(None, words))
    workspaces.change_settings(turn.session, turn.workspace_id, own_domains=tuple(named))
    if not named:
        return _told(turn.texts("domains.none"))
    return _told(turn.texts("domains.set", domains=escape(" ".join(named), 300)))


def _keep(turn: Turn, **columns: object) -> None:
    channels.put(turn.session, turn.workspace_id, str(turn.request.channel_id), **columns)


def _told(sentence: Mrkdwn) -> Answer:
    return Answer(whisper=words(sentence))
