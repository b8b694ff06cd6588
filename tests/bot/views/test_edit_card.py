"""The form of a card: what it shows, and what it makes of what was typed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.texts import Texts
from bot.views import edit_card
from bot.views.card_submission import Submission, parse_submission
from contacts.values import CardFields, Office, Phone, PhoneType, Post
from localslack.driver import shown_values
from tests.bot.views.samples import DAY, HOSTILE, LANGUAGES, PEOPLE, TEXTS, USUAL, card, fine_view

JA, EN = TEXTS


def typed(fields: CardFields = USUAL, t: Texts = JA, series: Any = None, **texts: str) -> dict[str, Any]:
    """The state of a form in which some inputs were changed."""
    values: dict[str, Any] = shown_values(edit_card.modal(card(fields), t, series))
    for name, text in texts.items():
        values[f"{name}:7"]["value"]["value"] = text
    return values


def taken(fields: CardFields = USUAL, t: Texts = JA, **texts: str) -> CardFields:
    submission = parse_submission(typed(fields, t, **texts), fields, t)
    assert isinstance(submission, Submission), submission
    return submission.fields


def refused(**texts: str) -> dict[str, str]:
    answer = parse_submission(typed(**texts), USUAL, JA)
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_slack_takes_every_form(who: str, t: Texts) -> None:
    fine_view(edit_card.modal(card(PEOPLE[who]), t))
    fine_view(edit_card.modal(card(PEOPLE[who]), t, edit_card.Series(5, 99, 100)))


@pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
@pytest.mark.parametrize("fields", [USUAL, HOSTILE], ids=["usual", "hostile"])
def test_what_nobody_touched_stays_as_it_was(fields: CardFields, t: Texts) -> None:
    assert taken(fields, t) == replace(fields, unsure=())


def test_the_picture_is_on_top_and_unsure_fields_come_first_and_marked() -> None:
    view = edit_card.modal(card(), JA)
    first = view["blocks"][1]
    assert view["blocks"][0]["type"] == "image"
    assert first["block_id"] == "department:7"
    assert first["label"]["text"] == "⚠ 部署(要確認)"
    assert (edit_card.card_id_of(view), edit_card.series_of(view)) == (7, None)
    assert view["callback_id"] == "edit_card"


def test_a_series_says_how_far_it_is() -> None:
    series = edit_card.Series(5, 2, 3)
    view = edit_card.modal(card(), JA, series)
    assert view["title"]["text"] == "名刺の確認 2/3"
    assert view["submit"]["text"] == "保存して次へ"
    assert edit_card.series_of(view) == series
    assert view["callback_id"] == "edit_series"
    assert edit_card.modal(card(), JA, edit_card.Series(5, 3, 3))["submit"]["text"] == "保存"


def test_corrections_are_sure_and_bring_the_name_parts_along() -> None:
    fields = taken(name="鈴木 花子", name_kana="スズキ ハナコ", company=" 未来電機 \n 株式会社 ")
    assert (fields.name, fields.family_name, fields.given_name) == ("鈴木 花子", "鈴木", "花子")
    assert fields.company == "未来電機 株式会社"
    assert fields.confidence["name"] == 1.0
    assert fields.confidence["department"] == 0.4
    assert fields.unsure == ()


@pytest.mark.parametrize(
    ("t", "text"),
    [
        (JA, "携帯 080-1111-2222\n直通 03-1111-2222 内線 5"),
        (EN, "Mobile 080-1111-2222\nDirect 03-1111-2222 ext. 5"),
    ],
    ids=LANGUAGES,
)
def test_phones_a_line_each_with_their_type(t: Texts, text: str) -> None:
    assert taken(t=t, phones=text).phones == (
        Phone(PhoneType.MOBILE, "080-1111-2222", "+818011112222"),
        Phone(PhoneType.DIRECT, "03-1111-2222", "+81311112222", "5"),
    )


@pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
def test_the_form_reads_back_what_it_shows(t: Texts) -> None:
    """One more line must not change how the lines before it are understood."""
    every = tuple(Phone(kind, "03-1234-5678", "+81312345678", "9") for kind in PhoneType)
    before = replace(USUAL, phones=every)
    text = typed(before, t)["phones:7"]["value"]["value"]
    assert taken(before, t, phones=f"{text}\n090-1234-5678").phones[:-1] == every


def test_emptied_fields_are_empty() -> None:
    fields = taken(phones="", emails=" \n ", address="", title="")
    assert (fields.phones, fields.emails, fields.address, fields.title) == ((), (), None, None)


def test_offices_come_back() -> None:
    text = "大阪支店: 〒530-0001 大阪府大阪市北区梅田1-1\n名古屋市中区栄1-2"
    assert taken(other_addresses=text).other_addresses == (
        Office("大阪支店", "530-0001", "大阪府大阪市北区梅田1-1"),
        Office(None, None, "名古屋市中区栄1-2"),
    )


def test_the_main_post_changes_and_the_other_stays() -> None:
    before = replace(USUAL, posts=(Post("営業部 第一課", "課長"), Post("企画室", "室長")))
    assert taken(before, title="部長").posts == (Post("営業部 第一課", "部長"), Post("企画室", "室長"))
    assert taken(title="部長").posts == ()


def test_mistakes_are_named_at_their_input() -> None:
    assert refused(emails="tanaka@yamada.example\ntanaka.yamada.example") == {
        "emails:7": "「tanaka.yamada.example」はメールアドレスの形ではありません。例: tanaka@yamada.example"
    }
    assert "電話番号として読み取れません" in refused(phones="携帯 なし")["phones:7"]
    assert "1000文字以内" in refused(company="あ" * 1001)["company:7"]
    assert "30件まで" in refused(urls="https://x.example\n" * 31)["urls:7"]
    assert set(refused(emails="x", phones="y")) == {"emails:7", "phones:7"}


def test_a_card_needs_a_name_or_a_company() -> None:
    assert "お名前か会社名" in refused(name="", name_romaji="", company="")["name:7"]
    assert taken(name="", name_romaji="").name is None


def test_the_exchange_has_a_day_that_is_not_to_come_and_a_receiver() -> None:
    values = typed()
    values["exchanged_on:7"]["value"]["selected_date"] = "2026-11-21"
    assert parse_submission(values, USUAL, EN, DAY) == {
        "exchanged_on:7": "Please choose a day that is not in the future."
    }
    taken_on = parse_submission(values, USUAL, EN, date(2026, 11, 21))
    assert isinstance(taken_on, Submission)
    assert taken_on.exchanged_on == date(2026, 11, 21)
    values["received_by:7"]["value"]["selected_user"] = None
    assert "received_by:7" in parse_submission(values, USUAL, EN)


def test_a_card_of_a_series_can_be_thrown_away_or_kept_for_later() -> None:
    values = typed(series=edit_card.Series(5, 1, 2), emails="broken")
    values["decision:7"]["value"]["selected_option"] = {"value": "discard"}
    submission = parse_submission(values, USUAL, JA)
    assert isinstance(submission, Submission)
    assert (submission.decision, submission.fields) == ("discard", USUAL)
