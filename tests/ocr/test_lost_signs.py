import pytest

from ocr.fields.draft import DOUBTED
from ocr.fields.lost_signs import with_lost_signs
from ocr.layout import Row


def _row(text: str, confidence: float = 0.99) -> Row:
    return Row(text, 0.1, 0.1, 0.5, 0.2, 0.1, vertical=False, confidence=confidence)


@pytest.mark.parametrize(
    ("printed", "mail", "mended"),
    [
        ("口 文彦", "fumihiko.hamaguchi@minato.example", "濵口 文彦"),
        ("口", "n-hamaguchi@minato.example", "濵口"),
        ("口 文彦", "info@minato.example", "口 文彦"),
        ("山口 文彦", "hamaguchi@minato.example", "山口 文彦"),
        ("口座振替", "hamaguchi@minato.example", "口座振替"),
    ],
)
def test_a_lost_first_sign_is_told_by_the_mail_address(printed, mail, mended):
    first = with_lost_signs([_row(printed), _row(mail)])[0]
    assert first.text == mended
    assert (first.confidence <= DOUBTED) == (mended != printed)


def test_a_badly_read_family_name_gives_way_to_the_one_in_the_mail_address():
    rows = [_row("葉原 葵", 0.3), _row("E-mail kuwabara@minato.example")]
    assert with_lost_signs(rows)[0].text == "桒原 葵"


@pytest.mark.parametrize("other", ["京橋商会", "日本橋店", "船橋支店"])
def test_other_rows_that_end_like_the_name_stay(other):
    mail = _row("takahashi@minato.example")
    assert with_lost_signs([_row(other, 0.3), mail])[0].text == other
    assert [row.text for row in with_lost_signs([_row("高橋 健"), _row(other, 0.3), mail])][:2] == [
        "高橋 健",
        other,
    ]
