"""`/goen`: help, and what is set for the channel it is typed in."""

from __future__ import annotations

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.texts import Mrkdwn, escape
from bot.views.message import words
from bot.views.team_settings import own_domains
from storage import channels, workspaces
from storage.setting_changes import changing

LANGUAGES = {"ja": "ja-JP", "日本語": "ja-JP", "en": "en-US", "英語": "en-US", "english": "en-US"}
SWITCHES = {"on": True, "オン": True, "off": False, "オフ": False}


@ROUTER.on(RequestKind.COMMAND, "goen")
def goen_command(turn: Turn) -> Answer:
    """The first word chooses (`/goen language en`); every other word is answered with the help."""
    first, _, rest = (turn.request.value or "").strip().partition(" ")
    return goen_words.run(turn, first, rest.strip())


@goen_words.on("language", "言語")
def _language(turn: Turn, value: str) -> Answer | None:
    """What Goen posts in this channel from now on is in this language."""
    locale = LANGUAGES.get(value.casefold())
    if locale is None:
        return None
    _keep(turn, locale=locale)
    return _told(turn.texts("channel.language_ja" if locale == "ja-JP" else "channel.language_en"))


@goen_words.on("cards", "名刺")
def _cards(turn: Turn, value: str) -> Answer | None:
    """Whether a picture that is no card gets a word in this channel."""
    is_card_channel = SWITCHES.get(value.casefold())
    if is_card_channel is None:
        return None
    _keep(turn, is_card_channel=is_card_channel)
    return _told(turn.texts("channel.cards_on" if is_card_channel else "channel.cards_off"))


@goen_words.on("domains", "ドメイン")
def _domains(turn: Turn, value: str) -> Answer | None:
    """Cards with these mail domains are colleagues'; an admin sets them for the whole workspace."""
    if not value:
        return None
    named = () if value.casefold() in SWITCHES else own_domains(value)
    if named is None:
        return _told(turn.texts("access.error_domain"))
    with changing(turn.session, turn.workspace_id, turn.actor.slack_id, turn.now):
        workspaces.change_settings(turn.session, turn.workspace_id, own_domains=named)
    if not named:
        return _told(turn.texts("domains.none"))
    return _told(turn.texts("domains.set", domains=escape(" ".join(named), 300)))


def _keep(turn: Turn, **columns: object) -> None:
    channels.put(turn.session, turn.workspace_id, str(turn.request.channel_id), **columns)


def _told(sentence: Mrkdwn) -> Answer:
    return Answer(whisper=words(sentence))
