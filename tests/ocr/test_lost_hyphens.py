import pytest

from ocr.fields.lost_hyphens import lacks_hyphens, with_hyphens


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("福岡市博多区博多駅前211013", "福岡市博多区博多駅前2-10-3"),
        ("横浜市中区尾上町211212", "横浜市中区尾上町2-12-2"),
        ("下関市竹崎町3126112", "下関市竹崎町3-26-12"),
        ("東大阪市荒本新町212011 丸和ビル8階", "東大阪市荒本新町2-20-1 丸和ビル8階"),
    ],
)
def test_ones_that_were_hyphens_part_house_numbers(read, printed):
    assert lacks_hyphens(read)
    assert with_hyphens(read) == printed


@pytest.mark.parametrize(
    "address",
    ["京都市下京区東塩小路町734 駅前ビル3階", "港区港南1-11-16 丸正ビル 403", "旭町二百九十五番地"],
)
def test_whole_numbers_stay(address):
    assert not lacks_hyphens(address)
    assert with_hyphens(address) == address


def test_kanji_figures_run_together_are_doubted_but_kept():
    assert lacks_hyphens("高松市番町二九五 丸和ビル七階")
    assert with_hyphens("高松市番町二九五") == "高松市番町二九五"
