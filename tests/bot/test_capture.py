"""Photos come in every way there is, and what is none of Goen's business stays out."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image
from sqlalchemy import inspect, text

from storage.tables import Card, Change, Contact, Interaction, Photo, Picture
from tests.bot.running import GENERAL, SAMPLES, SATO, Running, has, running

PHOTO = SAMPLES / "demo_en.jpg"
MAIL = "h.lindqvist@tarnwell.example"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


@pytest.fixture
def room(goen: Running, request: pytest.FixtureRequest) -> str:
    """A channel of the test's own: photos in one conversation would become one batch."""
    name = f"room-{abs(hash(request.node.name))}"
    return str(goen.person().post("channels", name=name)["channel"]["id"])


def as_kind(kind: str) -> bytes:
    image = Image.open(PHOTO).convert("RGB")
    buffer = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(buffer, quality=90)
    else:
        image.save(buffer, kind, quality=90)
    return buffer.getvalue()


def reviewed(goen: Running, channel: str, ts: str | None, user: str = SATO) -> dict[str, object]:
    return goen.person(user).wait_for(channel, has("review_save"), ts, 90)


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("HEIF", "a.heic")])
def test_every_kind_of_photo_gets_its_review(goen: Running, room: str, kind: str, name: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[(name, as_kind(kind))])
    message = reviewed(goen, room, ts)
    assert MAIL in str(message["blocks"])
    assert message["blocks"][0]["slack_file"]["id"]  # type: ignore[index]  # the straightened picture comes first
    (posted,) = [row for row in person.messages(room) if row["ts"] == ts]
    assert [row["name"] for row in posted["reactions"]] == ["eyes"]


def test_a_photo_in_a_thread_is_answered_in_that_thread(goen: Running, room: str) -> None:
    person = goen.person()
    root = person.say(room, "名刺を貼ります")
    person.say(room, thread_ts=root, files=[PHOTO])
    assert MAIL in str(reviewed(goen, room, root)["blocks"])


def test_save_keeps_contact_exchange_and_history_and_undo_takes_them_back(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[PHOTO])
    person.tap(room, reviewed(goen, room, ts), "review_save")
    saved = person.wait_for(room, has("review_undo"), ts)
    contact = goen.rows(Contact)[-1]
    assert contact.emails == [MAIL]
    assert contact.owner_id == SATO
    assert goen.rows(Interaction)[-1].kind == "exchange"
    assert {row.entity for row in goen.rows(Change)} >= {"contacts", "cards", "interactions", "companies"}
    person.tap(room, saved, "review_undo")
    goen.wait(lambda: not goen.rows(Contact))
    person.wait_for(room, has("review_save"), ts)
    assert goen.rows(Interaction) == []


def test_discard_can_be_taken_back(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[PHOTO])
    person.tap(room, reviewed(goen, room, ts), "review_discard")
    gone = person.wait_for(room, lambda row: has("review_undo")(row) and not has("review_edit")(row), ts)
    person.tap(room, gone, "review_undo")
    assert person.wait_for(room, has("review_save"), ts)


def test_a_wrong_mail_is_told_under_its_input_and_a_right_one_is_kept(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[PHOTO])
    person.tap(room, reviewed(goen, room, ts), "review_edit")
    view = person.modal()
    block = next(row["block_id"] for row in view["blocks"] if str(row["block_id"]).startswith("emails:"))
    wrong = {block: {"value": {"type": "plain_text_input", "value": "no mail"}}}
    assert list(person.submit(view, wrong)) == [block]
    right = {block: {"value": {"type": "plain_text_input", "value": "harriet@tarnwell.example"}}}
    assert person.submit(view, right) == {}
    person.wait_for(room, lambda row: "harriet@tarnwell.example" in str(row.get("blocks")), ts)
    assert goen.rows(Card)[-1].fields["emails"] == ["harriet@tarnwell.example"]


def test_the_modal_answers_in_the_direct_message(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    before = len(goen.rows(Card))
    for start in (lambda: person.command(GENERAL, "/card"), lambda: person.shortcut("card_photos")):
        start()
        view = person.modal()
        file_id = person.upload(PHOTO)
        files = {
            "photos": {"value": {"type": "file_input", "files": [{"id": file_id, "mimetype": "image/jpeg"}]}}
        }
        person.submit(view, files)
        before += 1
        goen.wait(lambda wanted=before: len(goen.rows(Card)) >= wanted)
    assert person.wait_for(direct, has("review_save"))


def test_a_broken_pdf_is_refused_kindly_in_a_direct_message(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, files=[("scan.pdf", b"%PDF-1.7\n%...")])
    assert person.wait_for(direct, lambda row: "PDF" in row["text"] and bool(row.get("bot_id")), ts)


def test_a_broken_photo_says_what_to_do_and_is_kept(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[("broken.jpg", PHOTO.read_bytes()[:4_000])])
    assert person.wait_for(room, lambda row: "壊れて" in row["text"], ts, 60)
    photo = goen.rows(Photo)[-1]
    assert (photo.state, photo.problem) == ("unreadable", "corrupt")
    assert photo.picture_sha


def test_no_card_is_told_in_a_direct_message_and_ignored_in_a_channel(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, files=[SAMPLES / "no_card.jpg"])
    assert person.wait_for(direct, lambda row: "見つかりません" in row["text"], ts, 60)
    ts = person.say(GENERAL, "散歩中", files=[SAMPLES / "no_card.jpg"])
    goen.wait(lambda: goen.rows(Photo)[-1].message_ts == ts and goen.rows(Photo)[-1].state == "not_card")
    goen.wait(lambda: not next(row for row in person.messages(GENERAL) if row["ts"] == ts).get("reactions"))
    assert goen.rows(Photo)[-1].picture_sha is None
    assert len(person.messages(GENERAL, ts)) == 1


def test_a_mention_makes_a_channel_picture_worth_a_word(goen: Running) -> None:
    person = goen.person()
    mention = f"<@{goen.slack.app.bot_user_id}> これは？"
    ts = person.say(GENERAL, mention, files=[SAMPLES / "no_card.jpg"])
    assert person.wait_for(GENERAL, lambda row: "見つかりません" in row["text"], ts, 60)


def test_an_event_delivered_twice_and_late_gives_one_review(goen: Running, room: str) -> None:
    person = goen.person()
    for kind in ("event_twice", "event_twice", "event_late"):
        person.post("fault", kind=kind, seconds=1)
    ts = person.say(room, files=[PHOTO])
    reviewed(goen, room, ts)
    time.sleep(3)
    assert len([row for row in person.messages(room, ts) if has("review_save")(row)]) == 1


@pytest.mark.parametrize("what", ["message", "file"])
def test_a_deleted_photo_cancels_its_review_and_our_copy(goen: Running, room: str, what: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[(f"{what}.png", as_kind("PNG") + what.encode())])
    message = reviewed(goen, room, ts)
    photo = goen.rows(Photo)[-1]
    if what == "message":
        person.post("message/delete", channel=room, ts=ts)
    else:
        person.post("file/delete", file_id=photo.file_id)
    goen.wait(lambda: goen.rows(Photo)[-1].state == "cancelled")
    assert goen.rows(Photo)[-1].picture_sha is None
    assert photo.picture_sha not in {row.sha256 for row in goen.rows(Picture)}
    goen.wait(lambda: not has("review_save")(_again(person.messages(room, ts), message)))


def _again(rows: list[dict[str, object]], message: dict[str, object]) -> dict[str, object]:
    return next((row for row in rows if row["ts"] == message["ts"]), {})


def test_chatter_is_never_stored(goen: Running) -> None:
    person = goen.person()
    word = "ひみつの献立7391"
    ts = person.say(GENERAL, f"{word} です")
    person.say(GENERAL, f"{word} への返事", thread_ts=ts)
    person.post("message/edit", channel=GENERAL, ts=ts, text=f"{word} を直しました")
    person.post("reaction", channel=GENERAL, ts=ts, name="wave", add=True)
    direct = goen.direct()
    marker = person.say(direct, "help")
    person.wait_for(direct, lambda row: bool(row.get("bot_id")) and row["ts"] > marker)
    with goen.database.read() as session:
        tables = inspect(session.get_bind()).get_table_names()
        for table in tables:
            columns = [row[1] for row in session.execute(text(f'PRAGMA table_info("{table}")'))]
            where = " OR ".join(f'CAST("{column}" AS TEXT) LIKE :word' for column in columns)
            found = session.execute(
                text(f'SELECT count(*) FROM "{table}" WHERE {where}'), {"word": f"%{word}%"}
            )
            escaped = word.encode("unicode_escape").decode()
            found_escaped = session.execute(
                text(f'SELECT count(*) FROM "{table}" WHERE {where}'), {"word": f"%{escaped}%"}
            )
            assert (found.scalar(), found_escaped.scalar()) == (0, 0), table
    for path in Path(str(goen.database.url).removeprefix("sqlite:///")).parent.glob("goen.db*"):
        assert word.encode() not in path.read_bytes()


def test_the_exchange_date_is_the_shots_when_it_is_recent(goen: Running, room: str) -> None:
    image = Image.open(PHOTO).convert("RGB")
    exif = image.getexif()
    shot = time.strftime("%Y:%m:%d 10:00:00", time.localtime(time.time() - 3 * 86_400))
    exif.get_ifd(0x8769)[0x9003] = shot
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90, exif=exif)
    person = goen.person()
    reviewed(goen, room, person.say(room, files=[("shot.jpg", buffer.getvalue())]))
    card = goen.rows(Card)[-1]
    assert (card.exchanged_on.strftime("%Y:%m:%d"), card.exchanged_from) == (shot[:10], "exif")


def test_photos_that_are_too_large_are_told_so(goen: Running, room: str) -> None:
    person = goen.person()
    buffer = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(buffer, "PNG")
    ts = person.say(room, files=[("wide.png", buffer.getvalue())])
    assert person.wait_for(room, lambda row: "画素数が多すぎます" in row["text"], ts, 60)
    ts = person.say(room, files=[("heavy.jpg", PHOTO.read_bytes() + bytes(42_000_000))])
    assert person.wait_for(room, lambda row: "ファイルが大きすぎます" in row["text"], ts, 60)
    assert {row.problem for row in goen.rows(Photo)[-2:]} == {"too_many_pixels", "too_many_bytes"}


def test_several_photos_in_one_message_get_a_review_each(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[PHOTO, SAMPLES / "demo_ja.jpg", SAMPLES / "card_en.jpg"])
    goen.wait(lambda: len([row for row in person.messages(room, ts) if has("review_save")(row)]) == 3)


def test_an_edit_after_the_save_reaches_the_contact(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[PHOTO])
    person.tap(room, reviewed(goen, room, ts), "review_save")
    person.tap(room, person.wait_for(room, has("review_undo"), ts), "review_edit")
    view = person.modal()
    block = next(row["block_id"] for row in view["blocks"] if str(row["block_id"]).startswith("title:"))
    assert person.submit(view, {block: {"value": {"type": "plain_text_input", "value": "会長"}}}) == {}
    goen.wait(lambda: goen.rows(Contact)[-1].title == "会長")
    change = [row for row in goen.rows(Change) if row.entity == "contacts" and row.field == "title"][-1]
    assert (change.new, change.actor_id) == ("会長", SATO)
