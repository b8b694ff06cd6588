"""Words right after a batch of many cards are the note of all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.tables import Card, FollowUp, Interaction, InteractionContact, InteractionPhoto, Photo
from tests.bot.running import SAMPLES, Running, has, running
from tests.bot.test_batches import all_messages

NAMES = (
    *("demo_en.jpg", "demo_ja.jpg", "card_en.jpg", "card_ja.jpg", "back_en.jpg", "bilingual.jpg"),
    *("vertical.jpg", "dark.jpg", "turned.jpg", "qr_vcard.jpg", "two_cards.jpg", "variants.png"),
)
WORDS = "展示会で12名と名刺交換。お礼のメールは金曜までに送ります"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.direct() and started.person().state()["commands"])
        yield started


def note(goen: Running) -> Interaction | None:
    return next((row for row in goen.rows(Interaction) if row.note == WORDS), None)


def test_a_note_after_twelve_cards_is_shown_once_and_joins_all_who_are_saved(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    person.say(direct, files=[SAMPLES / name for name in NAMES])
    goen.wait(lambda: len(goen.rows(Photo)) == len(NAMES))
    person.say(direct, WORDS)
    row = goen.wait(lambda: note(goen))
    goen.wait(lambda: len(goen.rows(Card)) >= len(NAMES), 240)
    assert len({one.photo_id for one in goen.rows(InteractionPhoto)}) == len(NAMES)
    (promise,) = [one for one in goen.rows(FollowUp) if one.interaction_id == row.id]
    assert promise.due_on is not None
    assert promise.due_on.weekday() == 4
    message = goen.wait(
        lambda: [
            one
            for one in all_messages(goen, direct)
            if has("batch_save_all")(one) and "お礼" in str(one["blocks"])
        ],
        120,
    )[-1]
    assert str(message["blocks"]).count(WORDS) <= 1
    assert len(message["blocks"]) <= 50
    person.tap(direct, message, "batch_save_all")
    saved = goen.wait(lambda: {one.contact_id for one in goen.rows(Card) if one.state == "saved"})

    def linked() -> set[int]:
        links = goen.rows(InteractionContact)
        return {one.contact_id for one in links if one.interaction_id == row.id}

    goen.wait(lambda: linked() == saved)
