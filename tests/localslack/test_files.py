"""Files: uploaded, processed, shown, downloaded with a token only, deleted."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

from localslack.api.files import kind_of
from localslack.app_config import DEFAULT_MANIFEST
from localslack.driver import Refused
from localslack.serve import LocalSlack
from tests.localslack.connected import (
    EMMA,
    GENERAL,
    GUEST,
    JPEG,
    LOUNGE,
    PNG,
    SATO,
    Json,
    client,
    person,
    quick,
    refusal,
    until,
)


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(settings=quick()) as running:
        yield running


@pytest.fixture
def web(slack: LocalSlack) -> WebClient:
    return client(slack)


def fetch(url: str, token: str | None = None) -> tuple[str, bytes]:
    """Content type and bytes behind an address."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
        return answer.headers.get_content_type(), answer.read()


def picture(file_id: str) -> list[Json]:
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "名刺"}]


def shared_photo(slack: LocalSlack, channel: str = GENERAL, name: str = "card.jpg") -> Json:
    """The file object of a photo that 佐藤 posts."""
    sato = person(slack)
    ts = sato.say(channel, files=[(name, JPEG)])
    message = next(row for row in sato.messages(channel) if row["ts"] == ts)
    file: Json = message["files"][0]
    return file


def test_bytes_need_the_token(slack: LocalSlack) -> None:
    file = shared_photo(slack, name="名刺 1.jpg")
    assert fetch(file["url_private"], slack.bot_token) == ("image/jpeg", JPEG)
    assert fetch(file["thumb_360"], slack.bot_token)[0] == "image/jpeg"
    for url in (file["url_private"], file["url_private_download"], file["thumb_360"]):
        kind, page = fetch(url)
        assert (kind, b"Sign in" in page) == ("text/html", True)
    assert fetch(file["url_private"], "xoxb-other")[0] == "text/html"


def test_bytes_need_the_scope() -> None:
    manifest = yaml.safe_load(DEFAULT_MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].remove("files:read")
    with LocalSlack(manifest=manifest) as slack:
        file = shared_photo(slack)
        assert fetch(file["url_private"], slack.bot_token)[0] == "text/html"
        assert refusal(client(slack).files_info, file=file["id"]) == "missing_scope"


def test_the_app_sees_only_what_is_shared_with_it(slack: LocalSlack, web: WebClient) -> None:
    elsewhere = shared_photo(slack, LOUNGE)
    assert refusal(web.files_info, file=elsewhere["id"]) == "file_not_found"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(elsewhere["url_private"], slack.bot_token)
    listed = {row["id"] for row in web.files_list(channel=LOUNGE)["files"]}
    assert listed == set()


def test_people_see_only_what_is_theirs_to_see(slack: LocalSlack) -> None:
    file = shared_photo(slack)
    kind, content = fetch(f"{slack.url}/ui/file/{file['id']}?user={EMMA}")
    assert (kind, content) == ("image/jpeg", JPEG)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetch(f"{slack.url}/ui/file/{file['id']}?user={GUEST}")


def test_an_upload_is_processed_for_a_while(slack: LocalSlack, web: WebClient) -> None:
    person(slack).post("settings", file_ready_seconds=1.0)
    file_id = web.files_upload_v2(content=PNG, filename="card.png", title="名刺")["file"]["id"]
    assert web.files_info(file=file_id)["file"]["mimetype"] == ""
    assert (
        refusal(web.chat_postMessage, channel=GENERAL, text="確認", blocks=picture(file_id))
        == "invalid_blocks"
    )
    until(lambda: web.files_info(file=file_id)["file"]["mimetype"] == "image/png")
    posted = web.chat_postMessage(channel=GENERAL, text="確認", blocks=picture(file_id))
    assert posted["ok"]
    person(slack).post("settings", file_ready_seconds=0.0)
    assert fetch(f"{slack.url}/ui/file/{file_id}?user={SATO}") == ("image/png", PNG)


def test_a_picture_must_exist_and_be_one(slack: LocalSlack, web: WebClient) -> None:
    person(slack).post("settings", file_ready_seconds=0.0)
    text = web.files_upload_v2(content="覚え書き", filename="note.txt")["file"]["id"]
    for file_id in (text, "F0NOWHERE01"):
        assert (
            refusal(web.chat_postMessage, channel=GENERAL, text="x", blocks=picture(file_id))
            == "invalid_blocks"
        )


def test_an_upload_may_be_shared_in_a_channel(slack: LocalSlack, web: WebClient) -> None:
    person(slack).post("settings", file_ready_seconds=0.0)
    parent = person(slack).say(GENERAL, "ください")
    web.files_upload_v2(
        content=PNG, filename="card.png", channel=GENERAL, thread_ts=parent, initial_comment="こちらです"
    )
    reply = person(slack).messages(GENERAL, parent)[-1]
    assert (reply["text"], reply["subtype"]) == ("こちらです", "file_share")
    assert reply["files"][0]["shares"]["public"][GENERAL][0]["thread_ts"] == parent


def test_an_upload_without_bytes_cannot_be_completed(web: WebClient) -> None:
    begun = web.files_getUploadURLExternal(filename="card.png", length=10)
    files = [{"id": begun["file_id"], "title": "x"}]
    assert refusal(web.files_completeUploadExternal, files=files) == "file_not_found"
    assert refusal(web.files_info, file=begun["file_id"]) == "file_not_found"


def test_an_upload_that_timed_out_may_have_happened(slack: LocalSlack, web: WebClient) -> None:
    person(slack).post("fault", kind="upload_408")
    begun = web.files_getUploadURLExternal(filename="card.png", length=len(PNG))
    with pytest.raises(urllib.error.HTTPError, match="408"):
        urllib.request.urlopen(urllib.request.Request(begun["upload_url"], data=PNG), timeout=10)
    web.files_completeUploadExternal(files=[{"id": begun["file_id"], "title": "x"}])
    assert web.files_info(file=begun["file_id"])["file"]["size"] == len(PNG)


def test_a_deleted_file_leaves_a_tombstone(slack: LocalSlack, web: WebClient) -> None:
    file = shared_photo(slack)
    person(slack).delete_file(file["id"])
    assert refusal(web.files_info, file=file["id"]) == "file_deleted"
    shares = [row for row in person(slack).messages(GENERAL) if row.get("files")]
    assert shares[-1]["files"] == [{"id": file["id"], "mode": "tombstone"}]


def test_only_ones_own_files_are_deleted_or_shared(slack: LocalSlack, web: WebClient) -> None:
    file = shared_photo(slack)
    assert refusal(web.files_delete, file=file["id"]) == "cant_delete_file"
    with pytest.raises(Refused, match="file_not_found"):
        person(slack, EMMA).post("message", channel=GENERAL, file_ids=[file["id"]])
    own = web.files_upload_v2(content=PNG, filename="card.png")["file"]["id"]
    assert web.files_delete(file=own)["ok"]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", JPEG, "image/jpeg"),
        ("a", PNG, "image/png"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.csv", b"a,b", "text/csv"),
        ("a", b"??", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file(name: str, content: bytes, kind: str) -> None:
    assert kind_of(name, content) == kind


def test_a_large_photo_goes_through(slack: LocalSlack) -> None:
    content = JPEG + bytes(20_000_000)
    ts = person(slack).say(GENERAL, files=[("large.jpg", content)])
    rows: list[Any] = [row for row in person(slack).messages(GENERAL) if row["ts"] == ts]
    assert fetch(rows[0]["files"][0]["url_private"], slack.bot_token) == ("image/jpeg", content)
