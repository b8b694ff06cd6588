"""Do-not-contact and erasure in Slack: a rep sets the flag, an admin erases, Slack's pictures go too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from localslack.driver import Person
from storage import audit, roles
from storage.roles import Role
from storage.tables import Card, Contact, Interaction, Picture
from tests.bot.logged import TEAM, answer
from tests.bot.running import EMMA, SAMPLES, SATO, Running, has, running
from tests.browser import launch

READERS = {"ja": (SATO, "demo_ja.jpg", "高梨"), "en": (EMMA, "demo_en.jpg", "Lindqvist")}


@pytest.fixture(params=READERS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def goen(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, GOEN_READERS="1") as started:
        yield started


def saved(goen: Running, user: str, photo: str) -> tuple[Contact, str]:
    """A card posted and saved by a person, with its picture in Slack; an admin from then on."""
    person, direct = goen.person(user), goen.direct(user)
    ts = person.say(direct, files=[SAMPLES / photo])
    review = person.wait_for(direct, has("review_save"), ts, 90)
    goen.wait(lambda: goen.rows(Card)[-1].slack_file_id)
    person.tap(direct, review, "review_save")
    (contact,) = goen.wait(lambda: goen.rows(Contact))
    with goen.database.write() as session:
        roles.change(session, TEAM, users={user: Role.ADMIN})
    return contact, ts


def found(goen: Running, person: Person, direct: str, words: str) -> dict[str, Any]:
    sent = person.say(direct, words)

    def newest() -> dict[str, Any] | None:
        rows = [row for row in person.messages(direct) if row["ts"] > sent and has("contact.menu")(row)]
        return rows[-1] if rows else None

    shown: dict[str, Any] = goen.wait(newest)
    return shown


def choose(person: Person, direct: str, message: dict[str, Any], name: str, contact_id: int) -> None:
    option = {"value": f"{name}:{contact_id}"}
    person.tap(direct, message, "contact.menu", selected_option=option)


class Shots:
    """Pictures of what a person sees, when a folder for them is given."""

    def __init__(self, goen: Running, user: str, language: str) -> None:
        self.folder, self.goen, self.user, self.language = (
            os.environ.get("GOEN_SCREENSHOTS"),
            goen,
            user,
            language,
        )

    def take(self, name: str) -> None:
        if not self.folder:
            return
        with launch() as browser:
            page: Page = browser.new_page(viewport={"width": 1000, "height": 1200})
            page.goto(f"{self.goen.slack.url}/?user={self.user}#/channel/{self.goen.direct(self.user)}")
            page.locator("#app[data-ready]").wait_for()
            page.wait_for_timeout(800)
            page.screenshot(path=Path(self.folder) / f"{name}_{self.language}.png")


def test_a_person_is_left_alone_and_then_erased(goen: Running, language: str) -> None:
    user, photo, name = READERS[language]
    person, direct, shots = goen.person(user), goen.direct(user), Shots(goen, user, language)
    contact, photo_ts = saved(goen, user, photo)
    full = contact.name or ""
    person.command(direct, f"/log {full} 11/24 打ち合わせ" if language == "ja" else f"/log Met {full} today.")
    answer(goen, user, direct, "")

    shown = found(goen, person, direct, full)
    choose(person, direct, shown, "contact.no_contact", contact.id)
    form = person.modal()
    shots.take("flag_form")
    assert (
        person.submit(form, {"reason": {"value": {"type": "plain_text_input", "value": "本人の希望"}}}) == {}
    )
    goen.wait(lambda: goen.rows(Contact)[0].no_contact_reason == "本人の希望")
    at = shown["ts"]
    shown = person.wait_for(direct, lambda row: row["ts"] == at and "contact.contact_again" in str(row))
    shots.take("flag_noted")
    while goen.person(user).get("views")["stack"]:
        person.close(goen.person(user).get("views")["stack"][-1])
    shots.take("flag_shown")
    choose(person, direct, shown, "contact.contact_again", contact.id)
    goen.wait(lambda: goen.rows(Contact)[0].no_contact_on is None)

    shown = found(goen, person, direct, full)
    choose(person, direct, shown, "contact.erase", contact.id)
    form = person.modal()
    assert form["callback_id"] == "erase"
    shots.take("erase_form")
    (note,) = [one for one in goen.rows(Interaction) if one.note]
    assert goen.rows(Contact), "nothing happens before it is confirmed"
    assert person.submit(form, {}) == {}
    goen.wait(lambda: not goen.rows(Contact) and not goen.rows(Card))
    goen.wait(lambda: not any(file["user"] != user for file in files(goen)))
    told = person.wait_for(direct, lambda row: "🗑" in row["text"])
    assert name not in told["text"]
    shots.take("erased")
    struck = {one.id: one.note for one in goen.rows(Interaction)}[note.id]
    assert struck is not None
    assert name not in struck
    # What Goen said of the person is gone from the conversation; people's own words stay theirs.
    goen.wait(lambda: not told_of(person, direct, user, name))
    assert not told_of(person, direct, user, name, photo_ts)
    assert goen.rows(Picture) == []
    with goen.database.read() as session:
        (entry,) = audit.entries(session, TEAM, action="erased")
    assert (entry.actor_id, entry.subject_id) == (user, str(contact.id))


def files(goen: Running) -> list[dict[str, Any]]:
    """Files in Slack that still exist, uploaded by anybody."""
    local = goen.slack.local.workspace
    return [{"id": one.id, "user": one.user} for one in local.files.values() if not one.deleted]


def told_of(person: Person, direct: str, user: str, name: str, thread_ts: str | None = None) -> list[Any]:
    rows = person.messages(direct, thread_ts)
    lasting = [row for row in rows if not row.get("ephemeral")]
    return [row for row in lasting if row.get("user") != user and name in str(row)]


def test_who_is_no_admin_is_not_offered_it_and_may_not(goen: Running) -> None:
    emma, direct = goen.person(EMMA), goen.direct(EMMA)
    ts = emma.say(direct, files=[SAMPLES / "demo_en.jpg"])
    emma.tap(direct, emma.wait_for(direct, has("review_save"), ts, 90), "review_save")
    (contact,) = goen.wait(lambda: goen.rows(Contact))
    shown = found(goen, emma, direct, "Lindqvist")
    assert "contact.erase" not in str(shown["blocks"])
    assert "contact.no_contact" in str(shown["blocks"])
    with goen.database.read() as session:
        assert roles.of_id(session, TEAM, EMMA) is Role.MEMBER
    assert contact.id
