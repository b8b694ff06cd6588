"""A PDF scan in a direct message becomes one batch of cards, a page each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from PIL import Image

from storage import batches
from storage.tables import Batch, Photo
from tests.bot.running import SAMPLES, Running, has, running
from tests.pdfs import pdf_of

CARDS = [SAMPLES / "demo_en.jpg", SAMPLES / "demo_ja.jpg"]
MAILS = ("h.lindqvist@tarnwell.example", "takanashi@mizuho-no-mori.example")


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


def _review_of(mail: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda row: has("review_save")(row) and mail in str(row)


def test_each_page_with_a_card_gets_its_review_and_a_blank_one_passes_silently(goen: Running) -> None:
    person = goen.person()
    channel = goen.direct()
    pages = [Image.open(path) for path in CARDS]
    scan = pdf_of([pages[0], Image.new("RGB", (1200, 800), "white"), pages[1]])
    ts = person.say(channel, files=[("cards.pdf", scan)])
    for mail in MAILS:
        person.wait_for(channel, _review_of(mail), ts, 120)
    goen.wait(lambda: [photo.state for photo in _photos(goen)] == ["read", "read", "not_card", "read"])
    assert [photo.file_id.partition("#")[2] for photo in _photos(goen)] == ["", "1", "2", "3"]
    with goen.database.read() as session:
        (batch,) = {photo.batch_id for photo in _photos(goen)}
        progress = batches.progress_of(session, session.get_one(Batch, batch))
    assert (progress.photos, progress.unread, progress.cards) == (3, 0, 2)


def _photos(goen: Running) -> list[Photo]:
    return sorted(goen.rows(Photo), key=lambda photo: photo.id)


def test_a_scan_without_any_card_is_spoken_of_once(goen: Running) -> None:
    person = goen.person()
    channel = goen.direct()
    blank = Image.new("RGB", (1200, 800), "white")
    ts = person.say(channel, files=[("blank.pdf", pdf_of([blank, blank]))])
    person.wait_for(channel, lambda row: "どのページにも名刺が見つかりません" in str(row), ts, 60)
