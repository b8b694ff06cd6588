"""Two cards of one person in one heap: the later one is noticed."""

from dataclasses import replace

from contacts.repeats import repeats
from contacts.values import CardFields, Phone, PhoneType

MOBILE = Phone(PhoneType.MOBILE, "090-4444-1234", "+819044441234")
ONE = CardFields(
    name="堀内 修", company="東和紡績株式会社", emails=("horiuchi@towa.example",), phones=(MOBILE,)
)
COLLEAGUE = CardFields(name="森本 薫", company="東和紡績", emails=("morimoto@towa.example",))


def test_the_later_card_of_a_person_is_a_repeat() -> None:
    again = replace(ONE, title="部長")
    moved = replace(ONE, company="北浜ゴム株式会社", emails=("horiuchi@kitahama.example",))
    assert repeats([ONE, COLLEAGUE, again, moved]) == {2, 3}


def test_colleagues_and_no_cards_are_none() -> None:
    assert repeats([ONE, COLLEAGUE]) == set()
    assert repeats([]) == set()
