"""A rep at the chat page: posts a photo, corrects a field beside the picture, saves."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storage.tables import Card, Change, Contact
from tests.bot.doubted import doubted
from tests.bot.running import EMMA, SAMPLES, SATO, Running, has, running
from tests.browser import launch

PHOTO = SAMPLES / "demo_ja.jpg"
READ_MS = 90_000
# Who reads which language, what the photo is read as with doubts, and what the right answer is.
DOUBTS = {
    "ja": (SATO, "demo_ja.jpg", "高梨 悠斗", "髙梨 悠斗", "takanashi@mizuho-no-mori.example"),
    "en": (EMMA, "demo_en.jpg", "Harriet Lindqvist", "Harriet Lindquist", "h.lindqvist@tarnwell.example"),
}


@pytest.fixture
def goen(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def page(goen: Running) -> Iterator[Page]:
    with launch() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, device_scale_factor=1.5)
        page.goto(f"{goen.slack.url}/?user={SATO}#/channel/{goen.direct()}")
        page.locator("#app[data-ready]").wait_for()
        yield page


def _shoot(page: Page, name: str) -> None:
    """Pictures for the docs, when a folder for them is given."""
    folder = os.environ.get("GOEN_SCREENSHOTS")
    if folder:
        page.wait_for_timeout(500)
        page.screenshot(path=Path(folder) / name)


def test_a_photo_is_reviewed_corrected_and_saved(goen: Running, page: Page) -> None:
    page.locator("[data-composer=channel] input[type=file]").set_input_files(PHOTO)
    page.locator(".file-chip.done").wait_for()
    page.locator("[data-composer=channel]").get_by_role("button", name="送信").click()
    page.locator("[data-reaction=eyes]").wait_for(timeout=READ_MS)
    replies = page.locator("article .replies, article [data-thread-ts]").first
    replies.wait_for(timeout=READ_MS)
    replies.click()
    thread = page.locator("aside.thread")
    thread.locator("[data-action-id=review_save]").wait_for(timeout=READ_MS)
    expect(thread.locator("img").last).to_be_visible()
    _shoot(page, "review.png")

    thread.locator("[data-action-id=review_edit]").click()
    modal = page.locator("dialog.modal[data-callback-id=edit_card]")
    modal.wait_for()
    _shoot(page, "edit.png")
    title = modal.locator("[data-block-id^='title:'] input")
    title.fill("営業本部長")
    modal.locator("[data-modal=submit]").click()
    modal.wait_for(state="detached")
    expect(thread).to_contain_text("営業本部長")

    thread.locator("[data-action-id=review_save]").click()
    thread.locator("[data-action-id=review_undo]").wait_for()
    _shoot(page, "saved.png")
    (contact,) = goen.rows(Contact)
    assert contact.title == "営業本部長"
    assert contact.name
    assert contact.emails
    changed = [row for row in goen.rows(Change) if row.entity == "contacts"]
    assert [(row.field, row.actor_id, row.reason) for row in changed] == [("+", SATO, "card")]


@pytest.mark.parametrize("language", DOUBTS)
def test_doubts_are_settled_by_taps_and_every_value_tells_where_it_is_from(
    goen: Running, language: str
) -> None:
    user, photo, name, other, mail = DOUBTS[language]
    person, direct = goen.person(user), goen.direct(user)
    ts = person.say(direct, files=[SAMPLES / photo])
    person.wait_for(direct, has("review_save"), ts, 90)
    doubted(goen, goen.rows(Card)[-1], {"name": (other, name), "emails.0": (mail, mail.replace("l", "1", 1))})
    with launch() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 1400}, device_scale_factor=1.5)
        page.goto(f"{goen.slack.url}/?user={user}#/channel/{direct}")
        page.locator("#app[data-ready]").wait_for()
        page.locator("article .replies, article [data-thread-ts]").first.click()
        thread = page.locator("aside.thread")
        thread.locator("[data-action-id=doubt_2_2]").wait_for()
        expect(thread.locator("img")).to_have_count(3)
        _shoot(page, f"doubts_{language}.png")
        thread.locator("[data-action-id=doubt_1_2]").click()
        thread.locator("[data-action-id=doubt_1_2]").wait_for(state="detached")
        thread.locator("[data-action-id=doubt_2_1]").click()
        thread.locator("[data-action-id=doubt_2_1]").wait_for(state="detached")
        thread.locator("[data-action-id=review_save]").click()
        thread.locator("[data-action-id=review_undo]").wait_for()
        (contact,) = goen.rows(Contact)
        assert (contact.name, contact.emails) == (name, [mail])

        for words in ("help", name):
            person.say(direct, words)
        page.locator("[data-action-id=contact_why]").last.click()
        modal = page.locator("dialog.modal[data-callback-id=why]")
        modal.locator("img").first.wait_for()
        expect(modal).to_contain_text({"ja": "OCR(確認なし)", "en": "OCR (not checked)"}[language])
        expect(modal).to_contain_text({"ja": "に確認", "en": "Confirmed by Emma Clark"}[language])
        _shoot(page, f"why_{language}.png")
