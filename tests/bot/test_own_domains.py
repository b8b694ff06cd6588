"""An admin tells in Slack which domains are the team's own; cards with them are colleagues' from then on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from storage.tables import Card, Contact, Workspace
from storage.workspaces import settings_of
from tests.bot.running import EMMA, GENERAL, SAMPLES, Running, has, running

PHOTO = SAMPLES / "demo_en.jpg"
MAIL = "h.lindqvist@tarnwell.example"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    own = {"GOEN_READERS": "1", "GOEN_OWN_DOMAINS": "goen.example"}
    with running(tmp_path_factory.mktemp("goen"), None, **own) as started:
        # A command is refused while nobody is connected; a mention is kept until it is answered.
        ts = started.person().say(GENERAL, f"<@{started.slack.app.bot_user_id}>")
        started.wait(lambda: [row for row in started.person().messages(GENERAL) if row["ts"] > ts])
        yield started


def domains(goen: Running) -> tuple[str, ...] | None:
    with goen.database.read() as session:
        return settings_of(session, session.scalars(select(Workspace.id)).one()).own_domains


def test_only_an_admin_sets_the_domains(goen: Running) -> None:
    emma = goen.person(EMMA)
    emma.command(GENERAL, "/goen domains tarnwell.example")
    emma.wait_for(GENERAL, lambda row: "Only an admin" in row["text"])
    assert domains(goen) is None


def test_a_card_of_a_domain_set_in_slack_becomes_a_contact_only_by_a_tap(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    person.command(GENERAL, "/goen domains @tarnwell.example、other.example")
    person.wait_for(GENERAL, lambda row: "tarnwell.example other.example" in row["text"])
    ts = person.say(direct, files=[PHOTO])
    told = person.wait_for(direct, has("side_apart"), ts, 90)
    assert "連絡先には登録しません" in told["text"]
    assert goen.rows(Card)[-1].role == "colleague"
    person.tap(direct, told, "side_apart")
    review = person.wait_for(direct, has("review_save"), ts)
    assert review["ts"] == told["ts"]
    assert MAIL in str(review["blocks"])
    person.tap(direct, review, "review_save")
    person.wait_for(direct, has("review_undo"), ts)
    assert [contact.emails for contact in goen.rows(Contact)] == [[MAIL]]


def test_the_domains_can_be_taken_back(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    person.command(GENERAL, "/goen ドメイン オフ")
    person.wait_for(GENERAL, lambda row: "解除しました" in row["text"])
    assert domains(goen) == ()
    ts = person.say(direct, files=[PHOTO])
    assert not has("side_apart")(person.wait_for(direct, has("review_save"), ts, 90))
