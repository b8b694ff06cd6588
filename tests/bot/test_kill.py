"""The bot is killed in the middle of its work: after a restart every review is there, once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from storage.tables import Card, Contact, Incoming, Outbox, Photo
from tests.bot.running import SAMPLES, Running, has, running

PHOTO = SAMPLES / "demo_en.jpg"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.slack.local and started.rows(Photo) == [])
        yield started


def being_read(goen: Running) -> bool:
    return bool(goen.rows(Photo)) and goen.rows(Photo)[-1].state == "reading"


def downloaded(goen: Running) -> bool:
    return bool(goen.rows(Photo)) and goen.rows(Photo)[-1].picture_sha is not None


def read(goen: Running) -> bool:
    return bool(goen.rows(Card))


def picture_sent(goen: Running) -> bool:
    return any(row.key.startswith("picture:") and row.state == "sent" for row in goen.rows(Outbox))


@pytest.mark.parametrize("moment", [being_read, downloaded, read, picture_sent])
def test_the_review_appears_once(
    tmp_path_factory: pytest.TempPathFactory, moment: Callable[[Running], bool]
) -> None:
    with running(tmp_path_factory.mktemp("killed"), GOEN_READERS="1") as goen:
        person, direct = goen.person(), goen.direct()
        ts = person.say(direct, files=[PHOTO])
        goen.wait(lambda: moment(goen))
        goen.kill()
        goen.start()
        person.wait_for(direct, has("review_save"), ts, 90)
        goen.wait(lambda: all(row.state in ("sent", "dropped") for row in goen.rows(Outbox)))
        time.sleep(1)
        assert len([row for row in person.messages(direct, ts) if has("review_save")(row)]) == 1
        assert len(goen.rows(Photo)) == len(goen.rows(Card)) == 1


def test_a_tap_taken_in_before_the_kill_is_shown_after_it(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, files=[PHOTO])
    review = person.wait_for(direct, has("review_save"), ts, 90)
    person.post("fault", kind="500", method="chat.update", count=1)
    person.tap(direct, review, "review_save")
    goen.kill()
    assert len(goen.rows(Contact)) == 1
    goen.start()
    assert person.wait_for(direct, has("review_undo"), ts, 60)
    assert len(goen.rows(Contact)) == 1
    assert len(person.messages(direct, ts)) == 2


def test_a_photo_posted_while_goen_is_down_is_read_when_it_is_back(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    goen.kill()
    known = len(goen.rows(Incoming))
    ts = person.say(direct, files=[SAMPLES / "demo_ja.jpg"])
    goen.start()
    person.wait_for(direct, has("review_save"), ts, 90)
    assert len(goen.rows(Incoming)) > known
    assert len([row for row in person.messages(direct, ts) if has("review_save")(row)]) == 1
