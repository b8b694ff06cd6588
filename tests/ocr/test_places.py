"""Where values stand on the straightened card, and the strips a person sees of them."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from contacts.values import CardFields, Phone, PhoneType, Place
from ocr.engines import best_engine
from ocr.pipeline import read_photo
from ocr.places import places, values_of
from ocr.strips import strip_of
from ocr.values import CardReading, Line, Quad
from tests.ocr.pictures import SAMPLES, saved

CARD: Quad = ((0, 0), (910, 0), (910, 550), (0, 550))


def line(text: str, left: float, top: float, right: float, bottom: float, vertical: bool = False) -> Line:
    return Line(text, ((left, top), (right, top), (right, bottom), (left, bottom)), 0.99, vertical)


def middle(place: Place) -> tuple[float, float]:
    left, top, right, bottom = place
    return (left + right) / 2, (top + bottom) / 2


@pytest.fixture(scope="module", params=["card_ja.jpg", "card_en.jpg", "vertical.jpg", "dark.jpg"])
def card(request: pytest.FixtureRequest) -> CardReading:
    (found,) = read_photo((SAMPLES / request.param).read_bytes()).cards
    return found


def test_every_value_of_a_sample_has_its_place(card: CardReading) -> None:
    assert {key for key, _ in values_of(card.fields)} <= set(card.fields.places)
    for left, top, right, bottom in card.fields.places.values():
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1


def test_what_stands_at_an_email_s_place_is_the_email(card: CardReading) -> None:
    pixels = cv2.imdecode(np.frombuffer(card.picture, np.uint8), cv2.IMREAD_COLOR)
    left, top, right, bottom = card.fields.places["emails.0"]
    height, width = pixels.shape[:2]
    piece = pixels[int(top * height) : round(bottom * height), int(left * width) : round(right * width)]
    text = "".join(found.text for found in best_engine().read(piece))
    assert card.fields.emails[0] in text


def test_a_value_may_be_a_part_of_a_line() -> None:
    both = line("TEL 03-1234-5678 FAX 03-1234-5679", 0, 100, 660, 120)
    phones = (Phone(PhoneType.WORK, "03-1234-5678"), Phone(PhoneType.FAX, "03-1234-5679"))
    found = places(CardFields(phones=phones), [both], CARD)
    assert found["phones.0"][2] < found["phones.1"][2]
    assert middle(found["phones.0"])[0] == pytest.approx(200 / 910, abs=0.02)
    assert middle(found["phones.1"])[0] == pytest.approx(540 / 910, abs=0.02)


def test_a_value_may_span_lines() -> None:
    lines = [
        line("〒100-0001 東京都千代田区千代田1-1", 100, 300, 500, 320),
        line("山田ビル3階", 100, 330, 240, 350),
        line("山田商事株式会社", 100, 50, 400, 80),
    ]
    address = "東京都千代田区千代田1-1 山田ビル3階"
    left, top, right, bottom = places(CardFields(address=address), lines, CARD)["address"]
    assert (top, bottom) == pytest.approx((300 / 550, 350 / 550), abs=0.01)
    assert (left, right) == pytest.approx((100 / 910, 500 / 910), abs=0.02)


def test_single_signs_of_a_wide_name_belong_together() -> None:
    lines = [line(sign, 100 + 120 * n, 200, 150 + 120 * n, 250) for n, sign in enumerate("鈴木義雄")]
    fields = CardFields(name="鈴木 義雄", family_name="鈴木", given_name="義雄")
    found = places(fields, [*lines, line("木", 20, 500, 40, 520)], CARD)
    assert (found["name"][0], found["name"][2]) == pytest.approx((100 / 910, 510 / 910), abs=0.02)
    assert found["name"][3] < 0.6
    assert found["family_name"][2] < found["given_name"][0] + 0.03


def test_a_repaired_value_is_found_where_the_misread_one_stands() -> None:
    lines = [
        line("E-mail yukol6@setouchi.example", 10, 10, 310, 30),
        line("〇九〇一二三四五六七八", 800, 50, 820, 350, True),
    ]
    phones = (Phone(PhoneType.MOBILE, "090-1234-5678"),)
    found = places(CardFields(emails=("yuko16@setouchi.example",), phones=phones), lines, CARD)
    assert middle(found["emails.0"])[1] == pytest.approx(20 / 550, abs=0.01)
    assert middle(found["phones.0"])[0] == pytest.approx(810 / 910, abs=0.01)


def test_a_value_that_no_line_shows_has_no_place() -> None:
    lines = [line("山田商事株式会社", 100, 50, 400, 80)]
    assert places(CardFields(name="田中 一郎", emails=("a@b.example",), country="JP"), lines, CARD) == {}


def test_places_follow_the_corners_of_the_card() -> None:
    turned: Quad = ((910, 0), (910, 550), (0, 550), (0, 0))
    left, _, right, _ = places(CardFields(name="Ana Li"), [line("Ana Li", 0, 0, 100, 40)], turned)["name"]
    assert (left, right) == pytest.approx((0, 40 / 550), abs=0.02)


@pytest.mark.parametrize(
    "place", [(0.1, 0.1, 0.5, 0.16), (0.4, 0.4, 0.43, 0.44), (0.8, 0.1, 0.86, 0.9), (0, 0, 1, 1)]
)
def test_a_strip_is_of_a_size_for_a_phone(place: Place) -> None:
    shown = Image.open(io.BytesIO(strip_of(saved(Image.new("RGB", (1200, 726), "white"), "PNG"), place)))
    assert shown.height <= 300
    assert 300 <= shown.width <= 900


def test_a_strip_shows_the_value_and_fades_the_rest() -> None:
    pixels = np.full((726, 1200, 3), 255, np.uint8)
    pixels[100:160, 100:400] = pixels[100:160, 500:560] = 0
    strip = strip_of(saved(Image.fromarray(pixels), "PNG"), (90 / 1200, 90 / 726, 410 / 1200, 170 / 726))
    shown = np.asarray(Image.open(io.BytesIO(strip)).convert("L"))
    beside = strip_of(saved(Image.fromarray(pixels), "PNG"), (490 / 1200, 90 / 726, 570 / 1200, 170 / 726))
    faded = np.asarray(Image.open(io.BytesIO(beside)).convert("L"))
    assert shown[shown.shape[0] // 2, shown.shape[1] // 2] < 30
    assert faded[faded.shape[0] // 2, 4] > 100


def test_an_empty_place_and_no_picture_are_refused() -> None:
    picture = saved(Image.new("RGB", (100, 60), "white"), "PNG")
    with pytest.raises(ValueError, match="place"):
        strip_of(picture, (0.5, 0.5, 0.5, 0.6))
    with pytest.raises(ValueError, match="picture"):
        strip_of(b"no picture", (0, 0, 1, 1))
