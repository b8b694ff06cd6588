"""The catalogues in `ja/` and `en/`, read once at start; message ids are stable short keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("ja", "en")


class _Missing(NullTranslations):
    """What a catalogue falls back to: a key that is not there is a mistake of ours, never shown."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's messages; `plurals` are the keys whose words depend on a number."""

    language: str
    plurals: frozenset[str]
    _messages: GNUTranslations

    def message(self, key: str, n: int | None = None) -> str:
        """The message of a key, in the form for `n` things where it has several.

        Raises:
            KeyError: there is no such key, or it has plural forms and `n` is None.
        """
        if key not in self.plurals:
            return self._messages.gettext(key)
        if n is None:
            raise KeyError(f"{key} needs n")
        return self._messages.ngettext(key, key, n)


def language_of(locale: str | None) -> str:
    """Slack's locale to a language of ours: ja-JP to "ja", everything else to "en"."""
    return "ja" if (locale or "").casefold().replace("_", "-").split("-")[0] == "ja" else "en"


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of "ja" or "en": all its files together.

    Raises:
        ValueError: two files hold the same key.
    """
    source = _together(language)
    compiled = BytesIO()
    write_mo(compiled, source)
    compiled.seek(0)
    messages = GNUTranslations(compiled)
    messages.add_fallback(_Missing())
    plurals = frozenset(message.id[0] for message in source if isinstance(message.id, (tuple, list)))
    return Catalogue(language, plurals, messages)


def _together(language: str) -> Catalog:
    folder = files("bot.texts").joinpath(language)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".po"))
    whole = Catalog(locale=language)
    for name in names:
        with folder.joinpath(name).open("rb") as file:
            part = read_po(file, locale=language, abort_invalid=True)
        for message in filter(lambda one: one.id, part):
            if message.id in whole:
                raise ValueError(f"{language}/{name}: {message.id} is in another file as well")
            whole[message.id] = message
    return whole
