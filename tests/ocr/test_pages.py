import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from ocr.exceptions import PhotoError
from ocr.pages import MOST_PAGES, is_pdf, pages_of
from ocr.workers import ReadingPool
from tests.pdfs import pdf_of


def _blank(pages: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(258, 156)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_page_of_a_card_s_size_is_drawn_large_enough_to_read():
    (page,) = pages_of(_blank(1))
    assert max(Image.open(io.BytesIO(page)).size) == pytest.approx(1800, abs=2)


def test_pages_come_in_order_and_no_larger_than_reading_gains_from():
    sizes = [(400, 300), (5000, 4000)]
    pages = pages_of(pdf_of([Image.new("RGB", size, "white") for size in sizes]))
    shapes = [Image.open(io.BytesIO(page)).size for page in pages]
    assert [max(shape) for shape in shapes] == [pytest.approx(1800, abs=2), pytest.approx(3200, abs=2)]


def test_only_pdf_files_are_taken_for_such():
    assert is_pdf(_blank(1))
    assert not is_pdf(b"\xff\xd8\xff\xe0 a photo")


@pytest.mark.parametrize(
    ("data", "code"),
    [(_blank(MOST_PAGES + 1), "pdf_pages"), (b"%PDF-1.7\nnothing more", "pdf"), (b"%PDF", "pdf")],
)
def test_what_cannot_be_taken_apart_says_why(data: bytes, code: str):
    with pytest.raises(PhotoError) as raised:
        pages_of(data)
    assert raised.value.code == code


def test_pages_are_made_by_a_child_that_survives_a_broken_file():
    pool = ReadingPool(1)
    try:
        with pytest.raises(PhotoError):
            pool.pages(b"%PDF-1.7\nnothing more")
        assert len(pool.pages(_blank(3))) == 3
    finally:
        pool.close()
