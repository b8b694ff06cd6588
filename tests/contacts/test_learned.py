"""What contacts of the same company say completes and corrects a reading, as an offer."""

from __future__ import annotations

from dataclasses import replace

from contacts.learned import Offer, offers, taken
from contacts.values import CardFields, Phone, PhoneType

FIRM = "白樺測量株式会社"
PLACE, CODE, BOARD = "長野県松本市中央3-2-1 白樺ビル5階", "390-0811", "0263-32-1000"


def phone(number: str, kind: PhoneType = PhoneType.WORK) -> Phone:
    return Phone(kind, number, f"+81{number.replace('-', '')[1:]}")


def contact(address: str | None = PLACE, board: str = BOARD, code: str | None = CODE) -> CardFields:
    return CardFields(company=FIRM, address=address, postal_code=code, phones=(phone(board),))


KNOWN = [contact(), contact("長野県松本市中央三丁目2番1号 白樺ビル5F")]
READ = CardFields(company=FIRM, address=PLACE, postal_code=CODE, phones=(phone(BOARD),))


def test_nothing_is_offered_where_all_is_known() -> None:
    assert offers(READ, FIRM, KNOWN) == ()
    assert offers(READ, FIRM, []) == ()


def test_what_the_card_does_not_say_is_completed() -> None:
    bare = CardFields(emails=("a@shirakaba.example",), phones=(phone("090-1111-2222", PhoneType.MOBILE),))
    found = offers(bare, FIRM, KNOWN)
    assert found == (
        Offer("company", "", FIRM, 2),
        Offer("address", "", PLACE, 2, CODE),
        Offer("phones.1", "", BOARD, 2),
    )
    for one in found:
        bare = taken(bare, one)
    assert (bare.company, bare.address, bare.postal_code) == (FIRM, PLACE, CODE)
    assert bare.phones[1] == phone(BOARD)
    assert bare.confidence["address"] == 1.0
    assert offers(bare, FIRM, KNOWN) == ()


def test_a_misread_sign_is_corrected_but_another_floor_is_another_office() -> None:
    wrong = replace(READ, address=PLACE.replace("樺", "棒"), unsure=("address", "title"))
    (found,) = offers(wrong, FIRM, KNOWN)
    assert (found.key, found.present, found.value) == ("address", wrong.address, PLACE)
    right = taken(wrong, found)
    assert (right.address, right.unsure) == (PLACE, ("title",))
    for other in ("5階", "3-2-1"):
        elsewhere = replace(READ, address=PLACE.replace(other, other.replace("5", "6").replace("2", "9")))
        assert offers(elsewhere, FIRM, KNOWN) == ()


def test_a_postal_code_is_that_of_its_address() -> None:
    assert offers(replace(READ, postal_code=None), FIRM, KNOWN) == (Offer("postal_code", "", CODE, 2),)
    misread = offers(replace(READ, postal_code="390-0311"), FIRM, KNOWN)
    assert misread == (Offer("postal_code", "390-0311", CODE, 2),)
    assert offers(replace(READ, postal_code="390-0311"), FIRM, KNOWN[:1]) == (), "one may be wrong as well"


def test_one_wrong_digit_in_the_switchboard_but_no_direct_line() -> None:
    wrong = replace(READ, phones=(phone("0263-82-1000"),))
    (found,) = offers(wrong, FIRM, KNOWN)
    assert (found.key, found.present, found.value) == ("phones.0", "0263-82-1000", BOARD)
    assert taken(wrong, found).phones == (phone(BOARD),)
    assert offers(replace(READ, phones=(phone("0263-32-1005"),)), FIRM, KNOWN) == ()
    short = replace(READ, phones=(Phone(PhoneType.WORK, "0263-32-100", None),))
    assert offers(short, FIRM, KNOWN) == ()


def test_other_doubts_about_phones_stay_open() -> None:
    two = (phone("0263-82-1000"), phone("090-1111-2222", PhoneType.MOBILE))
    wrong = replace(READ, phones=two, unsure=("phones",))
    (found,) = offers(wrong, FIRM, KNOWN)
    assert taken(wrong, found).unsure == ("phones",)


def test_of_several_addresses_only_the_usual_one_is_offered() -> None:
    bare = replace(READ, address=None, postal_code=None)
    other = contact("東京都港区芝1-1-1", code="105-0014")
    assert offers(bare, FIRM, [*KNOWN, other])[0].value == PLACE
    assert offers(bare, FIRM, [KNOWN[0], other]) == ()
