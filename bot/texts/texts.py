"""One reader's language: messages, dates, money, names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from bot.texts.catalogue import Catalogue, catalogue, language_of
from bot.texts.escaping import Mrkdwn, cut, escape
from contacts.honorifics import Form, address
from contacts.values import Person

_DAY = {"ja": "M月d日(EEE)", "en": "EEE d MMM"}
_DAY_OF_YEAR = {"ja": "y年M月d日(EEE)", "en": "EEE d MMM y"}
_BIG = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))


@dataclass(frozen=True, slots=True)
class Texts:
    """What Goen says to readers of one language; call it with a key and values for mrkdwn."""

    language: str
    _catalogue: Catalogue

    def __call__(self, key: str, **values: object) -> Mrkdwn:
        """The message of `key` as mrkdwn, every value escaped unless it is `Mrkdwn`; `n` picks the plural.

        Raises:
            KeyError: no such key, or a value is missing.
        """
        return Mrkdwn(
            self._message(key, values).format_map({name: escape(value) for name, value in values.items()})
        )

    def plain(self, key: str, **values: object) -> str:
        """The message of `key` for plain text (labels, titles, the terminal): nothing is escaped."""
        return self._message(key, values).format_map(values)

    def _message(self, key: str, values: dict[str, object]) -> str:
        n = values.get("n")
        return self._catalogue.message(key, n if isinstance(n, int) else None)

    def day(self, day: date, today: date | None = None) -> str:
        """A day with its weekday: 11月20日(金), Fri 20 Nov; with the year when it is not `today`'s."""
        forms = _DAY_OF_YEAR if today and today.year != day.year else _DAY
        return format_date(day, forms[self.language], locale=self.language)

    def month(self, number: int) -> str:
        """A month (1 to 12) alone: 4月, April."""
        return format_date(date(2000, number, 1), "LLLL", locale=self.language)

    def moment(self, instant: datetime, zone: tzinfo, today: date | None = None) -> str:
        """An aware instant in the reader's zone: 11月20日(金) 14:05."""
        local = instant.astimezone(zone)
        return f"{self.day(local.date(), today)} {local:%H:%M}"

    def money(self, amount: int | Decimal, currency: str = "JPY") -> str:
        """An amount of an ISO 4217 currency: 300万円 and 1億2,000万円, ¥3,000,000 in English."""
        if self.language == "ja" and currency == "JPY":
            return f"{_in_myriads(amount)}円"
        whole = amount == int(amount)
        return format_currency(
            amount, currency, "¤#,##0" if whole else None, locale="en", currency_digits=not whole
        )

    def name(
        self, person: Person, *, colleague: bool = False, form: Form = "full", honorific: str = "様"
    ) -> Mrkdwn:
        """A person with the honorific this reader expects, escaped; see `contacts.honorifics.address`."""
        named = address(person, self.language, colleague=colleague, form=form, honorific=honorific)
        return Mrkdwn(f"{escape(named, most=100)}{escape(self._mark(person))}")

    def plain_name(self, person: Person, *, form: Form = "full", honorific: str = "様") -> str:
        """A customer's name with honorific for plain text (buttons, options): nothing is escaped."""
        return cut(address(person, self.language, form=form, honorific=honorific), 100) + self._mark(person)

    def _mark(self, person: Person) -> str:
        """What stands behind the name of a person who is not to be contacted, wherever they are named."""
        return f" {self.plain('no_contact.mark')}" if person.no_contact else ""

    def colleague(self, name: str) -> Mrkdwn:
        """A colleague by the name Slack shows: 佐藤さん."""
        return self.name(Person(id=0, name=name), colleague=True)


def no_contact_sign(person: Person) -> str:
    """What stands before the name of a person who is not to be contacted where there is no room for words."""
    return "🚫" if person.no_contact else ""


@cache
def _texts(language: str) -> Texts:
    return Texts(language, catalogue(language))


def texts_for(locale: str | None) -> Texts:
    """The texts for a Slack locale such as "ja-JP"; English unless it is Japanese."""
    return _texts(language_of(locale))


def _in_myriads(amount: int | Decimal) -> str:
    """3000000 -> 300万, 120000000 -> 1億2,000万; an amount with less than 1,000 yen is written out."""
    if amount < 10_000 or amount % 1_000:
        return str(format_decimal(amount, locale="ja"))
    if amount % 10_000:
        return str(format_decimal(Decimal(amount) / 10_000, locale="ja")) + "万"
    parts, rest = [], int(amount)
    for size, word in _BIG:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,}{word}")
    return "".join(parts)
