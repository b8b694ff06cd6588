from datetime import datetime

import numpy as np
import pytest
from PIL import Image

from ocr.exceptions import CorruptPhoto, PhotoError, PhotoTooLarge, UnsupportedPhoto
from ocr.open import LONG_SIDE, MAX_BYTES, MAX_READS, MAX_SCANS, open_photo
from tests.ocr.harmful import (
    SVG,
    animated_webp,
    cmyk_jpeg,
    flat_png,
    jpeg_of_scans,
    jpeg_of_segments,
    png_of_chunks,
    polyglot,
    with_bad_exif,
)
from tests.ocr.pictures import CARD, card, half_and_half, heic, png_claiming, saved

BLUE, RED = 0, 2


def mostly(pixels: np.ndarray, channel: int) -> bool:
    """Whether a part of a BGR picture is mostly of one colour."""
    return bool(pixels[..., channel].mean() > 180 and pixels[..., 2 - channel].mean() < 80)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
def test_every_kind_becomes_bgr(kind: str) -> None:
    photo = open_photo(saved(half_and_half(), kind))
    assert photo.pixels.shape == (40, 80, 3)
    assert photo.pixels.dtype == np.uint8
    assert mostly(photo.pixels[:, :35], RED)
    assert mostly(photo.pixels[:, 45:], BLUE)


def test_heic_is_read() -> None:
    assert open_photo(heic(card())).pixels.shape[2] == 3


@pytest.mark.parametrize(("orientation", "shape"), [(3, (40, 80)), (6, (80, 40)), (8, (80, 40))])
def test_the_exif_turn_is_applied(orientation: int, shape: tuple[int, int]) -> None:
    image = half_and_half()
    exif = image.getexif()
    exif[0x0112] = orientation
    pixels = open_photo(saved(image, "JPEG", exif=exif)).pixels
    assert pixels.shape[:2] == shape
    red = {3: pixels[:, 45:], 6: pixels[:35], 8: pixels[45:]}[orientation]
    assert mostly(red, RED)


def test_transparency_lies_on_white() -> None:
    pixels = open_photo(saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG")).pixels
    assert pixels.min() == 255


def test_sixteen_bits_become_eight() -> None:
    ramp = np.linspace(0, 65535, 256, dtype=np.uint16).reshape(1, 256).repeat(4, axis=0)
    pixels = open_photo(saved(Image.fromarray(ramp), "PNG")).pixels
    assert (pixels[0, 0, 0], pixels[0, -1, 0]) == (0, 255)
    assert abs(int(pixels[0, 128, 0]) - 128) < 3


def test_cmyk_becomes_colour() -> None:
    assert mostly(open_photo(saved(half_and_half().convert("CMYK"), "JPEG")).pixels[:, :35], RED)


def test_of_an_animation_the_first_frame_counts() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert mostly(open_photo(data).pixels, RED)


def test_the_shot_date_is_the_cameras() -> None:
    image = half_and_half()
    exif = image.getexif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 14:05:06"
    assert open_photo(saved(image, "JPEG", exif=exif)).shot_at == datetime(2026, 11, 20, 14, 5, 6)
    assert open_photo(saved(image, "JPEG")).shot_at is None


@pytest.mark.parametrize(
    ("data", "error", "code"),
    [
        (b"%PDF-1.7\n...", UnsupportedPhoto, "pdf"),
        (b"PK\x03\x04 a spreadsheet", UnsupportedPhoto, "not_an_image"),
        (b"", UnsupportedPhoto, "not_an_image"),
        (b"\xff" * (MAX_BYTES + 1), PhotoTooLarge, "too_many_bytes"),
        (png_claiming(65_000, 10), PhotoTooLarge, "too_many_pixels"),
        (png_claiming(30_000, 30_000), PhotoTooLarge, "too_many_pixels"),
        (CARD.read_bytes()[:5_000], CorruptPhoto, "corrupt"),
        (b"\xff\xd8\xff\xe0" + b"x" * 2_000, PhotoError, None),
        (png_claiming(8_888, 8_888), PhotoTooLarge, "too_many_pixels"),
        (png_of_chunks(MAX_READS), CorruptPhoto, "corrupt"),
        (jpeg_of_segments(MAX_READS), CorruptPhoto, "corrupt"),
        (jpeg_of_scans(MAX_SCANS + 1), CorruptPhoto, "corrupt"),
        (SVG, UnsupportedPhoto, "not_an_image"),
    ],
)
def test_what_cannot_be_read_has_a_code(data: bytes, error: type[PhotoError], code: str | None) -> None:
    with pytest.raises(error) as raised:
        open_photo(data)
    assert code in (None, raised.value.code)


@pytest.mark.parametrize(
    "data",
    [
        flat_png(4_000, 3_000, channels=4),
        flat_png(7_000, 100, channels=1, bits=16),
        flat_png(3_300, 3_300, channels=2),
        cmyk_jpeg(7_000),
        saved(Image.new("P", (6_500, 50), 3), "PNG", transparency=3),
        saved(Image.new("1", (6_500, 50)), "TIFF"),
    ],
    ids=["RGBA", "16 bit", "grey with alpha", "CMYK", "palette with alpha", "one bit"],
)
def test_what_is_larger_than_reading_needs_is_made_smaller(data: bytes) -> None:
    pixels = open_photo(data).pixels
    assert max(pixels.shape) == LONG_SIDE
    assert pixels.shape[2] == 3
    assert np.ptp(pixels) == 0


def test_a_progressive_photo_is_read() -> None:
    assert open_photo(saved(half_and_half(), "JPEG", progressive=True)).pixels.shape == (40, 80, 3)


@pytest.mark.parametrize("data", [polyglot(), animated_webp(3), with_bad_exif()])
def test_odd_files_with_a_photo_show_it(data: bytes) -> None:
    wanted = open_photo(CARD.read_bytes()).pixels.astype(int)
    assert np.abs(open_photo(data).pixels - wanted).mean() < 5
