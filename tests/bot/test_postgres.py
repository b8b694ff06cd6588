"""The main job on PostgreSQL: same code, same migrations."""

from pathlib import Path

from storage.database import Database
from storage.tables import Contact, Interaction
from tests.bot.running import SAMPLES, has, running


def test_a_photo_becomes_a_contact_on_postgresql(postgres_database: Database, tmp_path: Path) -> None:
    with running(tmp_path, postgres_database.url) as goen:
        person, direct = goen.person(), goen.direct()
        ts = person.say(direct, files=[SAMPLES / "demo_en.jpg"])
        review = person.wait_for(direct, has("review_save"), ts, 90)
        person.tap(direct, review, "review_save")
        person.wait_for(direct, has("review_undo"), ts)
        (contact,) = goen.rows(Contact)
        assert contact.emails == ["h.lindqvist@tarnwell.example"]
        (exchange,) = goen.rows(Interaction)
        assert exchange.kind == "exchange"
