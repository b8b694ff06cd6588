"""One sentence becomes an interaction: said, answered, corrected, taken back, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from storage.tables import Contact, FollowUp, Interaction, InteractionContact, PersonChoice
from tests.bot.logged import COLE, TANAKA, TANAKA_2, answer, stored, taps
from tests.bot.running import CARDS, EMMA, GENERAL, SATO, SUZUKI, Running, has, running

LOUNGE = "C0LOUNGE001"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.direct() and started.person().state()["commands"])
        yield started


@pytest.fixture(scope="module")
def people(goen: Running) -> list[int]:
    goen.person().say(goen.direct(), "help")
    goen.person().wait_for(goen.direct(), lambda row: "/log" in str(row))
    return stored(goen, TANAKA, COLE)


def notes(goen: Running, words: str) -> list[Interaction]:
    return [row for row in goen.rows(Interaction) if words in (row.note or "")]


def people_of(goen: Running, row: Interaction) -> list[int]:
    return [link.contact_id for link in goen.rows(InteractionContact) if link.interaction_id == row.id]


def follow_ups(goen: Running, row: Interaction) -> list[FollowUp]:
    return [one for one in goen.rows(FollowUp) if one.interaction_id == row.id]


def test_log_in_a_channel_is_answered_there_corrected_and_taken_back(
    goen: Running, people: list[int]
) -> None:
    person = goen.person()
    person.command(
        GENERAL, "/log 山田商事の田中さんと打ち合わせ。見積もりは来週火曜までに送ります。予算300万"
    )
    shown = answer(goen, SATO, GENERAL, "打ち合わせ")
    assert "田中 一郎課長(山田商事株式会社)" in shown["blocks"][0]["text"]["text"]
    assert "💴 300万円" in shown["blocks"][0]["text"]["text"]
    (row,) = notes(goen, "来週火曜")
    (promise,) = follow_ups(goen, row)
    assert (row.kind, row.amount, row.currency, people_of(goen, row)) == (
        "meeting",
        3_000_000,
        "JPY",
        people[:1],
    )
    assert (promise.side, promise.contact_id, promise.owner_id) == ("ours", people[0], SATO)
    assert promise.due_on is not None
    assert promise.due_on.weekday() == 1

    person.tap(GENERAL, shown, "log_due", selected_date="2030-01-15")
    goen.wait(lambda: follow_ups(goen, row)[0].due_on == date(2030, 1, 15))
    answer(goen, SATO, GENERAL, "2030年1月15日")

    person.tap(GENERAL, answer(goen, SATO, GENERAL, "打ち合わせ"), "log_edit")
    view = person.modal()
    number = row.id
    errors = person.submit(
        view, {f"amount:{number}": {"value": {"type": "plain_text_input", "value": "たくさん"}}}
    )
    assert list(errors) == [f"amount:{number}"]
    chosen = [{"text": {"type": "plain_text", "text": "Cole"}, "value": str(people[1])}]
    person.submit(
        view,
        {
            f"amount:{number}": {"value": {"type": "plain_text_input", "value": "280万円"}},
            f"people:{number}": {"log_people": {"type": "multi_external_select", "selected_options": chosen}},
            f"action-new:{number}": {"value": {"type": "plain_text_input", "value": "図面を受け取る"}},
            f"due-new:{number}": {"value": {"type": "datepicker", "selected_date": "2030-02-01"}},
        },
    )
    shown = answer(goen, SATO, GENERAL, "280万円")
    assert "修正しました" in shown["blocks"][0]["text"]["text"]
    assert "Harriet Cole" in shown["blocks"][0]["text"]["text"]
    assert people_of(goen, row) == people[1:]
    assert len(follow_ups(goen, row)) == 2

    person.tap(GENERAL, shown, "log_undo")
    gone = person.wait_for(GENERAL, lambda one: one["ts"] == shown["ts"] and "log_again" in taps(one))
    assert notes(goen, "来週火曜") == []
    assert goen.rows(FollowUp) == []
    person.tap(GENERAL, gone, "log_again")
    again = answer(goen, SATO, GENERAL, "打ち合わせ")
    assert again["ts"] != shown["ts"]
    assert people_of(goen, notes(goen, "来週火曜")[0]) == people[:1]
    person.wait_for(GENERAL, lambda one: one["ts"] == shown["ts"] and "log_again" not in taps(one))


def test_plain_words_in_the_direct_message_are_a_note_a_question_is_looked_up(
    goen: Running, people: list[int]
) -> None:
    person, direct = goen.person(EMMA), goen.direct(EMMA)
    person.say(direct, "Visited Harriet Cole at Pinemoor. I'll send her a quote by Friday, budget £20k.")
    shown = answer(goen, EMMA, direct, "Logged")
    text = shown["blocks"][0]["text"]["text"]
    assert "Visit" in text
    assert "Harriet Cole (Pinemoor Dairy Ltd.)" in text
    assert "£20,000" in text
    before = len(goen.rows(Interaction))
    person.say(direct, "Who is Harriet Cole?")
    person.say(direct, "Harriet Cole")
    goen.wait(
        lambda: len([row for row in person.messages(direct) if "Pinemoor" in str(row.get("blocks"))]) > 1
    )
    assert len(goen.rows(Interaction)) == before


def test_two_people_of_one_name_are_asked_about_once_and_remembered(goen: Running, people: list[int]) -> None:
    (other,) = stored(goen, TANAKA_2)
    person, direct = goen.person(), goen.direct()
    person.say(direct, "田中さんから電話。資料を明日送ります。")
    shown = answer(goen, SATO, direct, "資料")
    labels = taps(shown)
    assert {"log_person_0", "log_person_1"} <= set(labels)
    tap = next(action for action, label in labels.items() if "青葉工業" in label)
    (row,) = notes(goen, "資料を明日")
    assert people_of(goen, row) == []
    person.tap(direct, shown, tap)
    goen.wait(lambda: people_of(goen, row) == [other])
    assert follow_ups(goen, row)[0].contact_id == other
    assert [one.contact_id for one in goen.rows(PersonChoice)] == [other]
    person.say(direct, "田中さんから電話。カタログを明日送ります。")
    shown = answer(goen, SATO, direct, "カタログ")
    assert "田中 美咲様" in shown["blocks"][0]["text"]["text"]
    assert not any(action.startswith("log_person") for action in taps(shown))


def test_a_colleague_may_not_touch_it(goen: Running, people: list[int]) -> None:
    person, other = goen.person(), goen.person(SUZUKI)
    person.command(GENERAL, "/log 山田商事の田中さんとオンライン会議")
    shown = answer(goen, SATO, GENERAL, "オンライン")
    other.tap(GENERAL, shown, "log_undo")
    other.wait_for(
        GENERAL, lambda row: (row.get("ephemeral") and "佐藤" in row["text"]) or "sato" in row["text"]
    )
    assert notes(goen, "オンライン会議")


def test_a_note_without_anybody_is_kept_and_asked_about(goen: Running, people: list[int]) -> None:
    person = goen.person()
    person.command(LOUNGE, "/log 打ち合わせ。次回は12月1日に訪問")
    shown = answer(goen, SATO, goen.direct(), "どなたとのお話")
    assert {"log_somebody", "log_undo"} <= set(taps(shown))
    assert notes(goen, "次回は12月1日に訪問")


def test_a_message_is_logged_once_by_the_shortcut(goen: Running, people: list[int]) -> None:
    person = goen.person(SUZUKI)
    ts = person.say(CARDS, "山田商事の田中さんを訪問\n・カタログを明日送る")
    person.shortcut("log_message", CARDS, ts)
    shown = answer(goen, SUZUKI, CARDS, "田中 一郎", ts)
    assert "訪問" in shown["blocks"][0]["text"]["text"]
    (row,) = notes(goen, "カタログを明日送る")
    assert (row.user_id, row.channel_id, row.message_ts) == (SUZUKI, CARDS, ts)
    person.shortcut("log_message", CARDS, ts)
    person.wait_for(CARDS, lambda one: "もう記録" in one["text"], ts)
    assert len(notes(goen, "カタログを明日送る")) == 1


def test_an_edited_message_offers_to_correct_its_note(goen: Running, people: list[int]) -> None:
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, "山田商事の田中さんに電話。予算100万")
    answer(goen, SATO, direct, "100万円")
    person.edit(direct, ts, "山田商事の田中さんに電話。予算120万")
    shown = answer(goen, SATO, direct, "元のメッセージが変わりました")
    person.tap(direct, shown, "log_follow")
    shown = answer(goen, SATO, direct, "120万円")
    assert "log_follow" not in taps(shown)
    assert [row.amount for row in notes(goen, "山田商事の田中さんに電話")] == [1_200_000]


def test_health_and_family_stay_with_the_author_until_shared(goen: Running, people: list[int]) -> None:
    person, other = goen.person(), goen.person(SUZUKI)
    person.command(CARDS, "/log 山田商事の田中さんから電話。お父様が入院されたそう")
    asked = person.wait_for(CARDS, lambda row: "log_share" in taps(row) if row.get("blocks") else False)
    assert asked.get("ephemeral")
    (row,) = notes(goen, "入院された")
    assert row.private
    assert not [one for one in other.messages(CARDS) if "電話" in str(one.get("blocks"))]
    person.tap(CARDS, asked, "log_keep_private")
    shown = answer(goen, SATO, goen.direct(), "ご本人だけ")
    assert "log_public" in taps(shown)
    person.tap(goen.direct(), shown, "log_public")
    goen.wait(lambda: not notes(goen, "入院された")[0].private)


def test_a_note_made_private_leaves_its_channel(goen: Running, people: list[int]) -> None:
    person = goen.person(SUZUKI)
    person.command(CARDS, "/log 山田商事の田中さんとオンライン会議。値引きは内緒")
    shown = answer(goen, SUZUKI, CARDS, "オンライン")
    person.tap(CARDS, shown, "log_private")
    person.wait_for(CARDS, lambda row: row["ts"] == shown["ts"] and "非公開になりました" in row["text"])
    answer(goen, SUZUKI, goen.direct(SUZUKI), "オンライン")


def test_a_follow_up_is_offered_to_the_colleague_whom_the_note_names(
    goen: Running, people: list[int]
) -> None:
    goen.person(SUZUKI).say(goen.direct(SUZUKI), "help")
    goen.person(SUZUKI).wait_for(goen.direct(SUZUKI), lambda row: "/log" in str(row))
    person, direct = goen.person(), goen.direct()
    person.say(direct, "山田商事の田中さんと打ち合わせ。お見積は鈴木が明日出します。")
    shown = answer(goen, SATO, direct, "お願いしますか")
    (row,) = notes(goen, "お見積は鈴木")
    person.tap(direct, shown, "log_assign")
    goen.wait(lambda: follow_ups(goen, row)[0].owner_id == SUZUKI)
    assert follow_ups(goen, row)[0].assigned_by == SATO
    assert "依頼中" in str(answer(goen, SATO, direct, "依頼中")["blocks"])


def test_an_unknown_person_is_registered_from_the_note(goen: Running, people: list[int]) -> None:
    person, direct = goen.person(), goen.direct()
    person.say(direct, "藤野製菓の小泉部長と面談。試作品を明日送ります。")
    shown = answer(goen, SATO, direct, "小泉部長は未登録です")
    person.tap(direct, shown, "log_register_0")
    view = person.modal()
    assert view["callback_id"] == "log_register"
    kept = {block["block_id"]: block["element"].get("initial_value") for block in view["blocks"][1:]}
    assert (kept["name"], kept["title"], kept["company"]) == ("小泉", "部長", "藤野製菓")
    typed = {"type": "plain_text_input", "value": "小泉 亮"}
    assert list(person.submit(view, {"phones": {"value": {**typed, "value": "番号なし"}}})) == ["phones"]
    person.submit(view, {"name": {"value": typed}, "phones": {"value": {**typed, "value": "090-1234-5678"}}})
    shown = answer(goen, SATO, direct, "小泉 亮部長")
    assert "未登録" not in str(shown["blocks"])
    (row,) = notes(goen, "藤野製菓")
    (contact_id,) = people_of(goen, row)
    assert follow_ups(goen, row)[0].contact_id == contact_id
    person.tap(direct, shown, "log_undo")
    goen.wait(lambda: not notes(goen, "藤野製菓"))
    assert contact_id not in [one.id for one in goen.rows(Contact)]


def test_a_contact_shows_its_notes_private_ones_to_their_author(goen: Running, people: list[int]) -> None:
    person, other = goen.person(), goen.person(SUZUKI)
    words = "内密の値引き相談"
    person.say(goen.direct(), f"非公開 山田商事の田中さんに電話。{words}。資料を12月20日までに送ります。")
    answer(goen, SATO, goen.direct(), "ご本人だけ")
    person.command(GENERAL, "/contact 田中 一郎")
    mine = person.wait_for(GENERAL, lambda row: words in str(row.get("blocks")))
    assert "↳ ✅" in str(mine["blocks"])
    other.command(GENERAL, "/contact 田中 一郎")
    seen = other.wait_for(GENERAL, lambda row: row.get("ephemeral") and "田中 一郎" in str(row.get("blocks")))
    assert words not in str(seen["blocks"])


def test_words_under_a_shared_contact_are_about_that_contact(goen: Running, people: list[int]) -> None:
    person = goen.person(SUZUKI)
    person.command(CARDS, "/contact Harriet Cole")
    found = person.wait_for(CARDS, has("contact_share"))
    person.tap(CARDS, found, "contact_share")
    shared = person.wait_for(
        CARDS, lambda row: "Pinemoor" in str(row.get("blocks")) and not row.get("ephemeral")
    )
    person.say(CARDS, f"<@{goen.slack.app.bot_user_id}> 電話しました。サンプルを明日送ります", shared["ts"])
    shown = answer(goen, SUZUKI, CARDS, "Harriet Cole", shared["ts"])
    assert "電話" in shown["blocks"][0]["text"]["text"]
    assert people_of(goen, notes(goen, "サンプルを明日")[0]) == people[1:]
