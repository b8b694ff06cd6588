"""Escaping, dates, money and names, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Mrkdwn, Texts, escape, join, language_of, mention, texts_for
from contacts.values import Person

JA, EN = texts_for("ja-JP"), texts_for("en-US")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ja-JP", "ja"),
        ("ja", "ja"),
        ("JA_jp", "ja"),
        ("en-US", "en"),
        ("de-DE", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_slack_locale_to_language(locale: str | None, language: str) -> None:
    assert language_of(locale) == language


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (
            "<!channel> <@U1> <https://evil.example|here>",
            "&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|here&gt;",
        ),
        ("A&B <i>", "A&amp;B &lt;i&gt;"),
        ("*bold* ~gone~ `code`", "∗bold∗ ∼gone∼ ˋcodeˋ"),
        ("taro_yamada_2@x.example", "taro_yamada_2@x.example"),
        ("_taro_@x.example", "＿taro＿@x.example"),
        (":tada: 10:30", "∶tada: 10:30"),
        ("> quoted", "＞ quoted"),
        ("two\nlines\u202e\u200b!", "two lines!"),
    ],
)
def test_card_data_does_not_fire(raw: str, shown: str) -> None:
    assert escape(raw) == shown


@given(st.text(alphabet=st.sampled_from("<>&*_~`: |!@#U1a田\n\u202e"), max_size=60))
def test_nothing_typed_can_open_a_tag_or_a_line(raw: str) -> None:
    shown = escape(raw)
    assert not set(shown) & set("<>\n\u202e")
    assert shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").count("&") == 0


def test_values_are_cut_before_they_are_escaped() -> None:
    assert escape("&" * 500, most=3) == "&amp;&amp;…"


def test_what_is_mrkdwn_already_is_not_escaped_twice() -> None:
    name = escape("A&B")
    assert JA("review.saved", name=name) == "✅ A&amp;B を保存しました"
    assert escape(JA("review.saved", name="<x>")) == "✅ &lt;x&gt; を保存しました"
    assert isinstance(join("、", ("<", name, "")), Mrkdwn)
    assert join("、", ("<", name, "")) == "&lt;、A&amp;B"


def test_plain_text_keeps_its_characters() -> None:
    assert EN.plain("edit.error_email", line="a&b").startswith("“a&b” is not")


def test_only_user_ids_become_mentions() -> None:
    assert mention("U012AB") == "<@U012AB>"
    assert mention("!channel> <@U1") == "!channel&gt; &lt;@U1"


def test_plural_forms() -> None:
    assert EN("reminder.head", n=1) == "☀ Good morning. 1 thing to do today."
    assert EN("reminder.head", n=2) == "☀ Good morning. 2 things to do today."
    assert JA("reminder.head", n=2) == "☀ おはようございます。今日の用件は2件です。"


@pytest.mark.parametrize("texts", [JA, EN], ids=["ja", "en"])
def test_mistakes_in_keys_and_values_raise(texts: Texts) -> None:
    with pytest.raises(KeyError):
        texts("review.nonsense")
    with pytest.raises(KeyError):
        texts("reminder.head")
    with pytest.raises(KeyError):
        texts("review.saved")


def test_dates_show_their_weekday_and_a_foreign_year() -> None:
    day = date(2026, 11, 20)
    assert (JA.day(day), EN.day(day)) == ("11月20日(金)", "Fri 20 Nov")
    assert (JA.day(day, day), EN.day(day, day)) == ("11月20日(金)", "Fri 20 Nov")
    later = date(2027, 1, 4)
    assert (JA.day(day, later), EN.day(day, later)) == ("2026年11月20日(金)", "Fri 20 Nov 2026")


def test_instants_show_in_the_readers_zone() -> None:
    instant = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)
    assert JA.moment(instant, ZoneInfo("Asia/Tokyo")) == "11月20日(金) 00:30"
    assert EN.moment(instant, ZoneInfo("America/New_York")) == "Thu 19 Nov 10:30"


@pytest.mark.parametrize(
    ("amount", "currency", "ja", "en"),
    [
        (3_000_000, "JPY", "300万円", "¥3,000,000"),
        (120_000_000, "JPY", "1億2,000万円", "¥120,000,000"),
        (100_000_000, "JPY", "1億円", "¥100,000,000"),
        (15_000, "JPY", "1.5万円", "¥15,000"),
        (9_800, "JPY", "9,800円", "¥9,800"),
        (1_234_567, "JPY", "1,234,567円", "¥1,234,567"),
        (0, "JPY", "0円", "¥0"),
        (1_500, "USD", "$1,500", "$1,500"),
        (Decimal("12.5"), "EUR", "€12.50", "€12.50"),
    ],
)
def test_money(amount: int | Decimal, currency: str, ja: str, en: str) -> None:
    assert (JA.money(amount, currency), EN.money(amount, currency)) == (ja, en)


def test_names_carry_the_honorific_the_reader_expects() -> None:
    person = Person(1, "田中 一郎", name_romaji="Ichiro Tanaka")
    assert JA.name(person) == "田中 一郎様"
    assert JA.name(person, honorific="さん") == "田中 一郎さん"
    assert EN.name(person) == "田中 一郎 (Ichiro TANAKA)"
    assert JA.colleague("佐藤 健") == "佐藤 健さん"
    assert JA.name(Person(1, "<!channel>")).startswith("&lt;!channel&gt;")
