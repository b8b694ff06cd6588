"""The review message in every state, language and for the worst of cards."""

import pytest

from bot.texts import Texts
from bot.views import review
from bot.views.known import KnownContact
from contacts.values import CardFields, Person, Phone, PhoneType
from tests.bot.views.samples import (
    DAY,
    EVIL_PERSON,
    HOSTILE,
    LANGUAGES,
    PEOPLE,
    PERSON,
    TEXTS,
    card,
    fine,
    shown,
    taps,
)

JA, EN = TEXTS
KNOWN = KnownContact(3, "田中 一郎様", "田中 一郎様(山田商事)", "佐藤さんが登録済みです。")
STATES = ("pending", "saved", "discarded", "cancelled")


@pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_slack_takes_every_review(who: str, state: str, t: Texts) -> None:
    fine(review.message(card(PEOPLE[who], state=state), t))
    fine(review.messages([card(PEOPLE[who], state=state, id=number) for number in (1, 2, 3)], t))


def test_a_message_holds_three_cards_at_most() -> None:
    for cards in ([], [card()] * 4):
        with pytest.raises(ValueError, match="one to three"):
            review.messages(cards, JA)


def test_a_pending_card_shows_all_and_saves_first() -> None:
    message = review.message(card(exchanged_from="exif", known=(KNOWN,)), JA)
    assert shown(message).split("\n") == [
        "📇 *田中 一郎*(タナカ イチロウ) 山田商事株式会社",
        "営業部 第一課 課長  中小企業診断士",
        "☎ <tel:+81312345678|03-1234-5678> 内線 12(電話)  📠 03-1234-5679(FAX)"
        "  📱 <tel:+819012345678|090-1234-5678>(携帯)",
        "✉ <mailto:tanaka@yamada.example|tanaka@yamada.example>",
        "📍 〒100-0001 東京都千代田区千代田1-1 山田ビル3階",
        "📍 大阪支店: 〒530-0001 大阪府大阪市北区梅田1-1",
        "🔗 https://www.yamada.example",
        "🗓 11月20日(金) 交換(撮影日)、受取: 佐藤 健さん",
        "⚠ 部署の読み取りに自信がありません",
        "👥 佐藤さんが登録済みです。",
    ]
    assert [one["action_id"] for one in message.blocks[-1]["elements"]] == [
        "known_add",
        "review_save",
        "review_edit",
        "review_discard",
        "known_other",
    ]
    assert message.blocks[-1]["elements"][0]["style"] == "primary"
    assert message.blocks[0]["slack_file"] == {"id": "F0123456789"}


def test_an_english_reader_reads_english() -> None:
    text = shown(review.message(card(), EN))
    assert "*田中 一郎* (Ichiro Tanaka)" in text
    assert "🗓 Exchanged Fri 20 Nov (posted), received by 佐藤 健" in text
    assert "⚠ Not sure about: Department" in text


def test_a_settled_card_says_who_did_it_and_can_be_undone() -> None:
    saved = review.message(card(state="saved"), JA)
    assert "✅ 佐藤 健さんが保存しました" in shown(saved)
    assert taps(saved) == {"review_edit": "7", "review_undo": "7"}
    assert "⚠" not in shown(saved)
    discarded = review.message(card(state="discarded"), JA)
    assert shown(discarded) == "🗑 佐藤 健さんが 田中 一郎 の名刺を破棄しました"
    assert taps(discarded) == {"review_undo": "7"}


def test_a_cancelled_review_shows_nothing_of_the_card() -> None:
    message = review.message(card(state="cancelled"), JA)
    assert "田中" not in message.text + shown(message)
    assert taps(message) == {}


def test_an_undone_card_is_under_review_again() -> None:
    message = review.undone(card(undone=True), JA)
    assert "取り消しました" in shown(message)
    assert "review_save" in taps(message)


def test_a_review_without_a_picture_has_no_image() -> None:
    assert [block["type"] for block in review.message(card(file_id=None), JA).blocks] == [
        "section",
        "actions",
    ]


def test_unsafe_numbers_and_mails_are_no_links() -> None:
    phone = Phone(PhoneType.WORK, "03|<x>", "+813>evil")
    text = shown(review.message(card(CardFields(name="A", phones=(phone,), emails=("a|b@x.example",))), JA))
    assert "<tel:" not in text
    assert "<mailto:" not in text


def test_the_name_of_a_hostile_card_is_still_shown() -> None:
    assert "&lt;!channel&gt;" in shown(review.message(card(HOSTILE), JA))


def test_known_people_in_words() -> None:
    assert review.known_sentence(PERSON, JA) == "田中 一郎様(山田商事)は登録済みです。"
    by = review.known_sentence(PERSON, JA, saved_by="佐藤 健", saved_on=DAY)
    assert by == "田中 一郎様(山田商事)は佐藤 健さんが11月20日(金)に登録済みです。"
    assert "会社が変わった" in review.known_sentence(PERSON, JA, moved=True)
    assert review.known_sentence(Person(1, "Jane Doe"), EN) == "Jane Doe is already stored."
    assert "<" not in review.known_sentence(EVIL_PERSON, EN, saved_by="<!here>", saved_on=DAY)
