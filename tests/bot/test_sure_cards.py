"""Save all takes cards of nobody known only: whoever may be stored already is looked at by a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.jobs.review_cards import doubtful, sure
from contacts.profile import Profile
from contacts.values import CardFields, Phone, PhoneType
from contacts.verdict import Label, compare
from storage import cards
from storage.database import Database
from storage.tables import Batch
from tests.storage.build import NOW, TANAKA, card

STORED = replace(TANAKA, confidence={}, unsure=())
MOBILE = (Phone(PhoneType.MOBILE, "090-1234-5678", "+819012345678"),)
CARDS = {
    "same": replace(STORED, title="部長"),
    "moved": CardFields(name="田中 一郎", company="新天地工業株式会社", phones=MOBILE),
    "unsure": CardFields(name="田中 太一郎", company="山田商事株式会社", department="営業部"),
    "nobody": CardFields(
        name="早乙女 玲", company="北辰フーズ株式会社", emails=("saotome@hokushin.example",)
    ),
}


def test_the_cards_are_what_they_are_called() -> None:
    found = {name: compare(Profile.of_card(STORED), Profile.of_card(one)) for name, one in CARDS.items()}
    assert (found["same"].label, found["same"].review) == (Label.SAME, False)
    assert (found["moved"].label, found["moved"].review) == (Label.MOVED, False)
    assert found["unsure"].review
    assert (found["nobody"].label, found["nobody"].review) == (Label.DIFFERENT, False)


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("name", CARDS)
def test_only_a_card_of_nobody_known_is_saved_with_all(database: Database, name: str, edited: bool) -> None:
    with database.write() as session:
        cards.save(session, card(session, STORED, "F1"), "U1", NOW)
        new = card(session, CARDS[name], "F2")
        new.checked = edited
        session.flush()
        batch = session.get_one(Batch, new.batch_id)
        free, held = sure(session, batch), doubtful(session, batch)
    assert ([one.id for one in free], [one.id for one in held]) == (
        ([new.id], []) if name == "nobody" else ([], [new.id])
    )
