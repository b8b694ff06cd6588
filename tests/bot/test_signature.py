"""A mail signature becomes a contact: pasted in the direct message, typed into the modal, by the shortcut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.tables import Card, Contact, Interaction
from tests.bot.running import EMMA, GENERAL, SATO, Running, has, running
from tests.ocr.test_signature import BARS, FRAMED, STARS


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.direct() and started.person().state()["commands"])
        yield started


def contacts(goen: Running) -> list[str | None]:
    return [one.name for one in goen.rows(Contact)]


def test_a_signature_in_the_direct_message_is_reviewed_saved_and_undone(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    person.say(direct, FRAMED)
    shown = person.wait_for(direct, has("review_save"))
    assert "早乙女 律" in str(shown["blocks"])
    assert "署名から" in str(shown["blocks"])
    person.tap(direct, shown, "review_save")
    saved = person.wait_for(direct, lambda row: row["ts"] == shown["ts"] and has("review_undo")(row))
    assert contacts(goen) == ["早乙女 律"]
    person.tap(direct, saved, "review_undo")
    person.wait_for(direct, lambda row: row["ts"] == shown["ts"] and has("review_save")(row))
    assert contacts(goen) == []
    assert goen.rows(Interaction) == []


def test_the_modal_takes_a_signature_and_says_when_it_is_none(goen: Running) -> None:
    person, direct = goen.person(EMMA), goen.direct(EMMA)
    person.command(GENERAL, "/card")
    form = person.modal()
    assert list(person.submit(form, {})) == ["photos"]
    assert list(person.submit(form, typed("see you"))) == ["signature"]
    assert person.submit(form, typed(BARS)) == {}
    shown = person.wait_for(direct, has("review_save"))
    assert "Harriet Cole" in str(shown["blocks"])


def typed(text: str) -> dict[str, dict[str, dict[str, str]]]:
    return {"signature": {"value": {"type": "plain_text_input", "value": text}}}


def test_the_shortcut_saves_who_signed_a_message(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    before = len(goen.rows(Card))
    ts = person.say(GENERAL, f"転送します\n{STARS}")
    person.shortcut("save_signature", GENERAL, ts)
    person.wait_for(direct, lambda row: "鈴木 花子" in str(row.get("blocks")) and has("review_save")(row))
    assert len(goen.rows(Card)) == before + 1
    assert goen.rows(Card)[-1].poster_id == SATO
