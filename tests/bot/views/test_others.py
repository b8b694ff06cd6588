"""Problems, help, the photo modal, contacts, look-ups, the morning message and the Home tab."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest

from bot.access import Refusal
from bot.texts import Texts
from bot.views import card_modal, contact, help, home, log_edit, no_contact, problems, search
from bot.views.message import Message
from bot.views.no_contact import NoContact
from contacts.values import Person
from tests.bot.views.samples import (
    DAY,
    EVIL,
    EVIL_PERSON,
    LANGUAGES,
    PEOPLE,
    TEXTS,
    fine,
    fine_view,
    shown,
    stored,
    taps,
)

JA, EN = TEXTS
COMMANDS = SimpleNamespace(
    card_command="/card", contact_command="/contact", log_command="/log", goen_command="/goen"
)
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)


def buttons(message: Message) -> list[dict[str, Any]]:
    return [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]


@BOTH
@pytest.mark.parametrize("code", [*problems.PROBLEMS, "never heard of"])
def test_every_problem_is_said(code: str, t: Texts) -> None:
    fine(problems.problem(code, t))


@BOTH
@pytest.mark.parametrize("reason", [*Refusal, "never heard of"])
def test_every_refusal_is_said(reason: str, t: Texts) -> None:
    fine(problems.refused(reason, t))


def test_every_refusal_has_words_of_its_own() -> None:
    assert set(problems.REFUSALS) == {reason.value for reason in Refusal}


@BOTH
def test_others_are_told_who_may_act(t: Texts) -> None:
    fine(problems.not_yours([EVIL] * 9, t))
    fine(problems.not_yours([], t))


def test_who_may_act_by_name() -> None:
    assert (
        problems.not_yours(["佐藤 健", "鈴木 花"], JA).text
        == "この名刺を操作できるのは 佐藤 健さん、鈴木 花さん です。"
    )


@BOTH
def test_help_is_three_lines_with_a_sample_each(t: Texts) -> None:
    message = help.help_message(t, COMMANDS)
    fine(message)
    assert [line.count("`") for line in shown(message).split("\n")] == [2, 2, 2]


@BOTH
def test_the_photo_modal_takes_ten_files(t: Texts) -> None:
    view = card_modal.card_modal(t)
    fine_view(view)
    assert view["blocks"][0]["element"]["max_files"] == 10
    state = {"values": {"photos": {"value": {"type": "file_input", "files": [{"id": "F1"}]}}}}
    assert card_modal.files_in({"state": state}) == [{"id": "F1"}]
    assert card_modal.files_in({"state": {"values": {}}}) == []


@BOTH
@pytest.mark.parametrize("who", PEOPLE)
def test_slack_takes_every_contact(who: str, t: Texts) -> None:
    fields = PEOPLE[who]
    for state in ("active", "left", "archived"):
        fine(contact.contact(stored(fields, state=state), t, shareable=True))
    fine(search.found(EVIL, [stored(fields)] * 9, t, shareable=True))
    fine(search.found("x", [stored(fields)], t, shareable=False))


def test_a_contact_tells_career_and_interactions() -> None:
    message = contact.contact(
        stored(today=date(2027, 1, 4), met_by=("鈴木 花",), tags=("VIP",)), JA, shareable=True
    )
    assert "担当: 佐藤 健さん  面識: 鈴木 花さん  #VIP" in shown(message)
    assert "*経歴*\n2026年11月20日(金)" in shown(message)
    assert "打ち合わせ、佐藤 健さん" in shown(message)
    assert list(taps(message)) == [
        "contact.log",
        "contact.follow_up",
        "contact_share",
        "contact.vcard",
        "contact.map",
        "contact_why",
        "contact.menu",
    ]


@BOTH
def test_look_ups_without_a_hit_or_a_query(t: Texts) -> None:
    fine(search.found(EVIL, [], t, shareable=True))
    fine(search.usage(t, COMMANDS))


@BOTH
def test_results_are_leafed_through(t: Texts) -> None:
    people = [stored(id=number) for number in range(search.MOST_RESULTS)]
    for page, more in ((search.Page(7, 0, 12), "7:5"), (search.Page(7, 5, 12), "7:10")):
        message = search.found(EVIL, people, t, shareable=True, page=page)
        fine(message)
        assert [one["value"] for one in buttons(message) if one["action_id"] == search.MORE] == [more]
    last = search.found("x", people, t, shareable=True, page=search.Page(7, 10, 12))
    assert search.MORE not in taps(last)
    many = search.found("x", people, t, shareable=True, page=search.Page(7, search.MOST_COUNTED - 5, 51))
    fine(many)
    assert "50" in many.text
    assert search.MORE not in taps(many)


@pytest.mark.parametrize("value", [None, "", "x", "1", "1:", "1:x", "1:2:3", "-1:2"])
def test_a_broken_value_asks_for_nothing_more(value: str | None) -> None:
    assert search.asked_more(value) == (0, 0)


def test_the_map_is_a_link_and_a_list_keeps_the_file_in_its_menu() -> None:
    message = contact.contact(stored(PEOPLE["usual"]), JA)
    (link,) = [one["url"] for one in buttons(message) if one["action_id"] == "contact.map"]
    assert unquote(link).endswith(PEOPLE["usual"].address or "?")
    several = search.found("x", [stored(), stored(id=4)], JA, shareable=False)
    menus = [one["options"] for one in buttons(several) if one["action_id"] == "contact.menu"]
    assert [option["value"] for option in menus[1]] == [
        "contact.edit:4",
        "contact.history:4",
        "contact.vcard:4",
        "contact.no_contact:4",
    ]
    assert "contact.map" not in taps(contact.contact(stored(PEOPLE["empty"]), JA))


@BOTH
def test_slack_takes_the_search_box(t: Texts) -> None:
    results = search.found(EVIL, [stored(id=number) for number in range(5)], t, shareable=False)
    fine_view(home.home([[search.box(t, EVIL * 30), *results.blocks, search.closing(t)]]))
    fine_view(home.home([[search.box(t)]]))
    assert search.box(t)["block_id"] != search.box(t, "x")["block_id"]


def test_share_only_where_there_is_somebody_to_share_with() -> None:
    people = [stored(), stored(id=4)]
    assert "contact_share" not in taps(search.found("田中", people, JA, shareable=False))
    message = search.found("田中", people, JA, shareable=True)
    assert message.text == "🔍 「田中」の検索結果 2件"
    rows = [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]
    assert [one["value"] for one in rows if one["action_id"] == "contact_share"] == ["3", "4"]


@BOTH
def test_slack_takes_every_home(t: Texts) -> None:
    cards = [home.RecentCard(EVIL, EVIL, DAY, state) for state in ("pending", "saved", "odd")] * 20
    promises = [home.OpenFollowUp(n, EVIL, DAY if n % 2 else None, EVIL_PERSON) for n in range(60)]
    ends = (home.add_card(t), home.help_line(t, COMMANDS))
    fine_view(home.home([*ends, home.follow_ups(promises, DAY, t), home.recent_cards(cards, DAY, t)]))
    fine_view(home.home([home.follow_ups([], DAY, t), home.recent_cards([], DAY, t)]))


@pytest.mark.parametrize(("t", "words"), [(JA, "連絡不要"), (EN, "do not contact")])
def test_a_person_not_to_be_contacted_is_marked_wherever_they_are_named(t: Texts, words: str) -> None:
    person = Person(id=1, name="田中 一郎", no_contact=True)
    assert words in t.name(person)
    assert words in t.plain_name(person)
    assert words not in t.name(replace(person, no_contact=False))
    assert "🚫" in str(log_edit.people_options([person]))
    flagged = replace(stored(), no_contact=NoContact(date(2026, 11, 20), "佐藤", "<!channel> 希望"))
    shown = contact.contact(flagged, t)
    assert words in str(shown.blocks).lower()
    assert "<!channel>" not in str(shown.blocks)
    assert any("contact_again" in str(one.get("options")) for one in buttons(shown))


@BOTH
def test_the_form_and_answers_of_the_flag_hold_to_slacks_limits(t: Texts) -> None:
    fine_view(no_contact.form(9, "名" * 200, "C1:1.1", t))
    fine(no_contact.noted(9, EVIL, 3, t))
    fine(no_contact.again(EVIL, t))
