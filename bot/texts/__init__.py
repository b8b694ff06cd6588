"""What Goen says, in Japanese and English: `texts_for(locale)` gives the reader's `Texts`."""

from bot.texts.catalogue import LANGUAGES, language_of
from bot.texts.escaping import Mrkdwn, escape, join, mention
from bot.texts.texts import Texts, no_contact_sign, texts_for

__all__ = [
    "LANGUAGES",
    "Mrkdwn",
    "Texts",
    "escape",
    "join",
    "language_of",
    "mention",
    "no_contact_sign",
    "texts_for",
]
