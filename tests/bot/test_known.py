"""Who is this? A card of somebody known is joined, two contacts merge, a list is handed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from storage.tables import Act, Card, Company, Contact, ContactMet, FollowUp
from tests.bot.running import FORMER, GUEST, SAMPLES, SATO, SUZUKI, Running, has, running

PHOTO = SAMPLES / "demo_ja.jpg"
NO_PAIRS = "重複の疑いがある連絡先はありません"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


def posted(goen: Running, user: str, shows: str) -> tuple[str, Json]:
    """A fresh photo of the same card in a person's direct message, and its review."""
    direct = goen.direct(user)
    ts = goen.person(user).say(direct, files=[PHOTO])
    return ts, goen.person(user).wait_for(direct, has(shows), ts, 90)


def first_action(message: Json, action_id: str) -> Json:
    rows = [one for block in message["blocks"] for one in block.get("elements") or ()]
    return next(one for one in rows if one.get("action_id") == action_id)


def test_a_known_card_is_added_with_the_first_button_and_taken_back(goen: Running) -> None:
    sato, suzuki = goen.person(), goen.person(SUZUKI)
    ts, review = posted(goen, SATO, "review_save")
    sato.tap(goen.direct(), review, "review_save")
    sato.wait_for(goen.direct(), has("review_undo"), ts)
    ts, review = posted(goen, SUZUKI, "known_add")
    assert first_action(review, "known_add")["style"] == "primary"
    assert "に追加" in first_action(review, "known_add")["text"]["text"]
    suzuki.tap(goen.direct(SUZUKI), review, "known_add")
    saved = suzuki.wait_for(goen.direct(SUZUKI), has("review_undo"), ts)
    assert "に追加しました" in str(saved["blocks"])
    contact = goen.rows(Contact)[0]
    assert len(goen.rows(Contact)) == 1
    assert contact.owner_id == SATO
    assert [met.user_id for met in goen.rows(ContactMet)] == [SATO, SUZUKI]
    suzuki.tap(goen.direct(SUZUKI), saved, "review_undo")
    suzuki.wait_for(goen.direct(SUZUKI), has("known_add"), ts)
    assert [met.user_id for met in goen.rows(ContactMet)] == [SATO]
    assert goen.rows(Card)[-1].state == "pending"


def test_the_menu_marks_the_person_as_moved(goen: Running) -> None:
    suzuki, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    ts, review = posted(goen, SUZUKI, "known_other")
    choices = [one["value"].partition(":")[0] for one in first_action(review, "known_other")["options"]]
    assert choices[:2] == ["moved", "both"]
    chosen = first_action(review, "known_other")["options"][0]
    suzuki.tap(direct, review, "known_other", selected_option=chosen)
    saved = suzuki.wait_for(direct, has("review_undo"), ts)
    assert "転職を登録しました" in str(saved["blocks"])
    suzuki.tap(direct, saved, "successor_open")
    form = suzuki.modal()
    assert form["callback_id"] == "successor"
    offered = suzuki.options(form, "successor_person", goen.rows(Contact)[0].name or "")
    picked = {"successor_person": {"type": "external_select", "selected_option": offered[0]}}
    assert list(suzuki.submit(form, {"person": picked})) == ["person"]
    suzuki.close(form)
    assert goen.rows(Contact)[0].career
    suzuki.tap(direct, saved, "review_undo")
    suzuki.wait_for(direct, has("known_add"), ts)
    assert goen.rows(Contact)[0].career == []


def test_two_contacts_of_one_person_are_compared_merged_and_parted(goen: Running) -> None:
    suzuki, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    ts, review = posted(goen, SUZUKI, "review_save")
    suzuki.tap(direct, review, "review_save")
    suzuki.wait_for(direct, has("review_undo"), ts)
    assert len(goen.rows(Contact)) == 2
    suzuki.command(direct, "/duplicates")
    listed = suzuki.wait_for(direct, has("merge_open"))
    suzuki.tap(direct, listed, "merge_open")
    form = suzuki.modal()
    assert form["callback_id"] == "merge"
    assert suzuki.submit(form, {}) == {}
    merged = suzuki.wait_for(direct, has("merge_undo"))
    states = [contact.state for contact in goen.rows(Contact)]
    assert states == ["active", "merged"]
    goen.wait(
        lambda: any("重複の疑いがある連絡先はありません" in row["text"] for row in suzuki.messages(direct))
    )
    suzuki.tap(direct, merged, "merge_undo")
    goen.wait(lambda: [contact.state for contact in goen.rows(Contact)] == ["active", "active"])
    goen.wait(lambda: any("統合を取り消しました" in row["text"] for row in suzuki.messages(direct)))
    suzuki.wait_for(direct, lambda row: row["ts"] == listed["ts"] and has("merge_open")(row))


def test_of_two_who_merge_a_pair_at_once_the_second_is_told_and_sees_the_list_as_it_is(goen: Running) -> None:
    lists, forms = [], []
    for user in (SUZUKI, SATO):
        person, direct = goen.person(user), goen.direct(user)
        ts = person.say(direct, "/duplicates はどこ")
        person.command(direct, "/duplicates")
        lists.append(person.wait_for(direct, lambda row, ts=ts: row["ts"] > ts and has("merge_open")(row)))
        person.tap(direct, lists[-1], "merge_open")
        forms.append(person.modal())
    assert goen.person(SUZUKI).submit(forms[0], {}) == {}
    assert goen.person(SATO).submit(forms[1], {}) == {}
    assert "すでに統合" in str(goen.person(SATO).modal()["blocks"])
    goen.person(SATO).close(goen.person(SATO).modal())
    goen.person(SATO).wait_for(
        goen.direct(), lambda row: row["ts"] == lists[1]["ts"] and NO_PAIRS in row["text"]
    )
    merged = goen.person(SUZUKI).wait_for(goen.direct(SUZUKI), has("merge_undo"))
    goen.person(SUZUKI).tap(goen.direct(SUZUKI), merged, "merge_undo")
    goen.wait(lambda: [contact.state for contact in goen.rows(Contact)] == ["active", "active"])


def test_a_pair_told_apart_is_not_shown_again(goen: Running) -> None:
    suzuki, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    suzuki.command(direct, "/duplicates")
    listed = suzuki.wait_for(direct, has("merge_different"))
    suzuki.tap(direct, listed, "merge_different")
    suzuki.wait_for(direct, lambda row: row["ts"] == listed["ts"] and NO_PAIRS in row["text"])


def test_a_contact_is_edited_and_a_wrong_change_taken_back(goen: Running) -> None:
    sato, direct = goen.person(), goen.direct()
    person = goen.rows(Contact)[0]
    sato.command(direct, f"/contact {person.name}")
    shown = sato.wait_for(direct, has("contact.menu"))
    sato.tap(direct, shown, "contact.menu", selected_option=choice(shown, "contact.edit"))
    form = sato.modal()
    assert sato.submit(form, {"title": text("本部長"), "other_names": text("旧姓 太郎、通称")}) == {}
    assert goen.rows(Contact)[0].title == "本部長"
    assert goen.rows(Contact)[0].other_names == ["旧姓 太郎", "通称"]
    ts = shown["ts"]
    shown = sato.wait_for(direct, lambda row: row["ts"] == ts and "本部長" in str(row["blocks"]))
    sato.tap(direct, shown, "contact.menu", selected_option=choice(shown, "contact.history"))
    history = sato.modal()
    assert history["callback_id"] == "history"
    rows = [block for block in history["blocks"] if "本部長" in str(block)]
    sato.tap_view({**history, "blocks": rows}, "history_take_back")
    goen.wait(lambda: goen.rows(Contact)[0].title == person.title)


def test_a_note_is_logged_from_the_contact(goen: Running) -> None:
    sato, direct = goen.person(), goen.direct()
    person = goen.rows(Contact)[0]
    sato.command(direct, f"/contact {person.name}")
    sato.tap(direct, sato.wait_for(direct, has("contact.log")), "contact.log")
    assert sato.submit(sato.modal(), {"note": text("電話。見積もりは来週火曜までに送ります。")}) == {}
    goen.wait(lambda: [one for one in goen.rows(FollowUp) if one.contact_id == person.id])


def test_a_company_shows_its_people_and_takes_facts(goen: Running) -> None:
    sato, direct = goen.person(), goen.direct()
    name = goen.rows(Company)[0].name
    sato.command(direct, f"/contact {name}")
    sato.tap(direct, sato.wait_for(direct, has("company_open")), "company_open")
    shown = sato.wait_for(direct, has("company_edit"))
    assert [block["type"] for block in shown["blocks"]] == [
        "section",
        "image",
        "section",
        "section",
        "actions",
    ]
    sato.tap(direct, shown, "company_edit")
    form = sato.modal()
    wrong = {
        "corporate_number": text("1234567890123"),
        "capital": text("たくさん"),
        "fiscal_close": text("13月"),
        "stale_days": text("毎日"),
    }
    assert set(sato.submit(form, wrong)) == set(wrong)
    right = {"capital": text("3,000万円"), "fiscal_close": text("3月"), "headcount": text("120名")}
    right["stale_days"] = text("45日")
    assert sato.submit(form, {**right, "corporate_number": text("7000012050002")}) == {}
    company = goen.rows(Company)[0]
    assert (company.capital, company.fiscal_close, company.headcount) == (30_000_000, 3, 120)
    assert company.stale_days == 45
    sato.wait_for(direct, lambda row: row["ts"] == shown["ts"] and "3,000万円" in str(row["blocks"]))


def choice(message: Json, name: str) -> Json:
    options = first_action(message, "contact.menu")["options"]
    return next(one for one in options if one["value"].startswith(name))


def text(value: str) -> Json:
    return {"value": {"type": "plain_text_input", "value": value}}


def test_contacts_are_handed_over_and_come_back(goen: Running) -> None:
    sato, direct = goen.person(), goen.direct()
    sato.command(direct, "/goen 引き継ぎ")
    form = sato.modal()
    wrong = sato.submit(form, {"to_users": {"value": chosen_users(SATO)}})
    assert list(wrong) == ["to_users"]
    for nobody in (GUEST, FORMER):
        wrong = sato.submit(form, {"to_users": {"value": chosen_users(SUZUKI, nobody)}})
        assert "社内のメンバー" in wrong["to_users"]
    assert sato.submit(form, {"to_users": {"value": chosen_users(SUZUKI)}}) == {}
    told = sato.wait_for(direct, has("handover_undo"))
    assert "引き継ぎました" in told["text"]
    suzuki, at_suzuki = goen.person(SUZUKI), goen.direct(SUZUKI)
    taken = suzuki.wait_for(at_suzuki, lambda row: "新しい担当になりました" in row["text"])
    assert {contact.owner_id for contact in goen.rows(Contact)} == {SUZUKI}
    sato.tap(direct, told, "handover_undo")
    goen.wait(lambda: {contact.owner_id for contact in goen.rows(Contact)} == {SATO, SUZUKI})
    suzuki.wait_for(at_suzuki, lambda row: row["ts"] == taken["ts"] and "取り消されました" in row["text"])


def chosen_users(*users: str) -> Json:
    return {"type": "multi_users_select", "selected_users": list(users)}


def test_an_admin_hears_of_a_leaver_with_contacts(goen: Running) -> None:
    goen.person().post("user", id=SUZUKI, deleted=True)
    told = goen.person().wait_for(goen.direct(), has("handover_open"))
    assert "鈴木 花" in told["text"]
    assert "無効になりました" in told["text"]
    goen.person().tap(goen.direct(), told, "handover_open")
    form = goen.person().modal()
    assert form["callback_id"] == "handover"
    assert [act.kind for act in goen.rows(Act) if act.kind == "hand_over"] == ["hand_over"]
    assert goen.person().submit(form, {"to_users": {"value": chosen_users(SATO)}}) == {}
    goen.person().wait_for(
        goen.direct(), lambda row: row["ts"] == told["ts"] and not has("handover_open")(row)
    )
    assert {contact.owner_id for contact in goen.rows(Contact)} == {SATO}
    ts = told["ts"]
    done = goen.person().wait_for(goen.direct(), lambda row: row["ts"] > ts and has("handover_undo")(row))
    goen.person().tap(goen.direct(), done, "handover_undo")
    goen.person().wait_for(goen.direct(), lambda row: row["ts"] == ts and has("handover_open")(row))
    assert SUZUKI in {contact.owner_id for contact in goen.rows(Contact)}
