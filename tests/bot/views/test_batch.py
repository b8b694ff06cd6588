"""The one message of a batch, and its form."""

from typing import Any

import pytest

from bot.texts import Texts
from bot.views import batch
from localslack.driver import shown_values
from tests.bot.views.samples import EVIL, LANGUAGES, TEXTS, fine, fine_view, shown, taps

JA, EN = TEXTS


def summary(**more: Any) -> batch.BatchSummary:
    values: dict[str, Any] = {"id": 4, "photos": 30, "unread": 0, "sure": 27, "doubtful": 3}
    return batch.BatchSummary(**{**values, **more})


HOSTILE = summary(
    names=(EVIL,) * 500,
    event_name=EVIL,
    tags=(EVIL,) * 30,
    received_by="U0SATO00001",
    received_by_name=EVIL,
    unreadable=2,
    undoable=True,
    saved=5,
)


@pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
@pytest.mark.parametrize("one", [summary(), summary(unread=18), summary(sure=0, doubtful=0), HOSTILE])
def test_slack_takes_every_batch(one: batch.BatchSummary, t: Texts) -> None:
    fine(batch.batch(one, t))
    fine_view(batch.details(one, t))


def test_while_reading_it_says_how_far() -> None:
    message = batch.batch(summary(unread=18), JA)
    assert message.text == "📇 30枚中 12枚 読み取り済み"
    assert taps(message) == {}


def test_counts_names_and_taps() -> None:
    message = batch.batch(summary(names=tuple(f"客{n}" for n in range(30))), JA)
    assert message.text == "📇 27件 確認済み・3件 要確認"
    assert "客11、他 18 件" in shown(message)
    assert taps(message) == {"batch_save_all": "4", "batch_doubts": "4", "batch_details": "4"}
    assert batch.batch(summary(), EN).text == "📇 27 clear, 3 to check"


def test_after_saving_only_the_doubtful_and_undo_are_left() -> None:
    message = batch.batch(summary(sure=0, saved=27, undoable=True), JA)
    assert taps(message) == {"batch_doubts": "4", "batch_details": "4", "batch_undo": "4"}
    done = batch.batch(summary(sure=0, doubtful=0, saved=29, discarded=1, undoable=True), JA)
    assert done.text == "✅ 29件 保存済み・1件 破棄"
    assert taps(done) == {"batch_undo": "4"}


def test_the_form_asks_once_for_all() -> None:
    view = batch.details(summary(), JA)
    assert batch.batch_id_of(view) == 4
    values = shown_values(view)
    assert batch.parse_details(values) == batch.Details(None, (), None)
    values["event_name"]["value"]["value"] = " 秋の  展示会 "
    values["tags"]["value"]["value"] = "展示会、#重要, 展示会"
    values["received_by"]["value"]["selected_user"] = "U1"
    assert batch.parse_details(values) == batch.Details("秋の 展示会", ("展示会", "重要"), "U1")


def test_the_form_shows_what_was_set() -> None:
    one = summary(event_name="展示会", tags=("A", "B"), received_by="U1")
    assert batch.parse_details(shown_values(batch.details(one, JA))) == batch.Details(
        "展示会", ("A", "B"), "U1"
    )
