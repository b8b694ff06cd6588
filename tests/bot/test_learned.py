"""The review offers what the team knows of the company; one tap takes it, nothing is taken silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.house import utc_now
from bot.texts import texts_for
from bot.views import learned as view
from bot.views import review
from contacts.learned import MOST_VALUE, Offer
from contacts.values import CardFields
from storage import cards, learned, outbox
from storage.database import Database
from storage.tables import Card, Change, Workspace
from tests.bot.running import SAMPLES, Running, has, running
from tests.bot.test_find_pages import _stored as stored
from tests.bot.views.samples import EVIL, fine
from tests.bot.views.samples import card as shown
from tests.storage.build import NOW, TANAKA, card, later

PLACE, CODE = "東京都千代田区千代田1-1 山田ビル3階", "100-0001"
THERE = replace(TANAKA, address=PLACE, postal_code=CODE, unsure=())
COLLEAGUE = replace(THERE, name="小川 洋", phones=THERE.phones[:1], emails=("ogawa@yamada.example",))


def test_offers_come_from_stored_contacts_and_are_taken_once(database: Database) -> None:
    with database.write() as session:
        cards.save(session, card(session, THERE, "F1"), "U1", NOW)
        new = card(session, replace(COLLEAGUE, company=None, address=None, postal_code=None), "F2")
        assert [one.key for one in learned.offers(session, new)] == ["company", "address"]
        assert new.fields.get("address") is None, "nothing is taken silently"
        assert learned.take(session, new, "address", "別の住所", "U1", later(hours=1)) is None
        assert learned.take(session, new, "address", PLACE, "U2", later(hours=1))
        assert (new.fields["address"], new.fields["postal_code"]) == (PLACE, CODE)
        assert learned.take(session, new, "address", PLACE, "U2", later(hours=1)) is None
        last = session.query(Change).filter(Change.entity == "cards").order_by(Change.id.desc()).first()
        assert last
        assert (last.actor_id, last.reason) == ("U2", "confirm address")


def test_no_offers_for_other_workspaces_or_settled_cards(database: Database) -> None:
    with database.write() as session:
        cards.save(session, card(session, THERE, "F1"), "U1", NOW)
        new = card(session, replace(COLLEAGUE, address=None), "F2")
        assert learned.offers(session, new)
        new.workspace_id = "T2"
        assert learned.offers(session, new) == ()
        new.workspace_id, new.state = "T1", "discarded"
        assert learned.offers(session, new) == ()


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_slack_takes_every_offer(locale: str) -> None:
    t = texts_for(locale)
    offers = tuple(
        Offer(key, EVIL, (EVIL * 3)[:MOST_VALUE], 4, EVIL) for key in ("company", "address", "phones.0")
    )
    message = review.message(shown(learned=offers), t)
    fine(message)
    assert [name in str(message.blocks) for name in view.TAKE] == [True] * 3
    assert "learned_1" not in str(review.messages([shown(learned=offers)] * 2, t).blocks)


@pytest.mark.parametrize("value", [None, "", "x", "[]", '[1,"a"]', '["1","a","b"]', "{}"])
def test_a_broken_tap_is_none(value: str | None) -> None:
    assert view.tapped(value) is None


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.rows(Workspace))
        yield started


def test_one_tap_in_the_review_takes_the_address(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, files=[SAMPLES / "demo_ja.jpg"])
    first = person.wait_for(direct, has("review_save"), ts, 90)
    read = goen.rows(Card)[0]
    fields = CardFields.from_dict(read.fields)
    assert fields.company
    elsewhere = "新潟県新潟市中央区米山9-9-9"
    for name in ("朝倉 京", "水谷 京"):
        stored(goen, CardFields(name=name, company=fields.company, address=elsewhere, postal_code="950-0916"))
    with goen.database.write() as session:
        session.get_one(Card, read.id).fields = replace(fields, address=None, postal_code=None).to_dict()
        outbox.refresh(session, f"review:{read.id}", utc_now())
    offered = person.wait_for(
        direct, lambda row: row["ts"] == first["ts"] and "learned_1" in str(row["blocks"]), ts
    )
    assert elsewhere in str(offered["blocks"])
    assert goen.rows(Card)[0].fields.get("address") is None, "nothing is taken silently"
    person.tap(direct, offered, "learned_1")
    person.wait_for(
        direct, lambda row: row["ts"] == first["ts"] and "learned_1" not in str(row["blocks"]), ts
    )
    assert goen.rows(Card)[0].fields["address"] == elsewhere
