import io
import json

from bot.note_command import understand_lines

NOTE = {
    "id": "n1",
    "now": "2026-11-20T18:00:00+09:00",
    "text": "昨日、三栄運輸の大槻所長を訪問。予算は80万",
    "contacts": [
        {"id": 4, "name": "大槻 宏", "kana": None, "company": "三栄運輸株式会社", "title": "所長"},
        {"id": 5, "name": "大槻 美帆", "kana": None, "company": "株式会社ベルウッド商会", "title": None},
    ],
}


def run(*notes: object) -> tuple[int, list[dict[str, object]], str]:
    out, complaints = io.StringIO(), io.StringIO()
    lines = [one if isinstance(one, str) else json.dumps(one) for one in notes]
    code = understand_lines(lines, out, complaints)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], complaints.getvalue()


def test_a_note_is_one_prediction() -> None:
    code, said, _ = run(NOTE)
    assert code == 0
    assert said[0]["id"] == "n1"
    assert said[0]["contact_ids"] == [4]
    assert said[0]["occurred_on"] == "2026-11-19"
    assert said[0]["kind"] == "visit"
    assert said[0]["amount"] == 800000


def test_whom_it_cannot_decide_between_is_no_answer() -> None:
    _, said, _ = run({**NOTE, "text": "大槻さんに電話"})
    assert said[0]["contact_ids"] == []
    assert said[0]["ambiguous_ids"] == [4, 5]


def test_the_truth_is_not_read() -> None:
    _, plain, _ = run(NOTE)
    _, told, _ = run({**NOTE, "truth": {"contact_ids": [5]}, "lang": "en"})
    assert plain == told


def test_a_broken_line_is_named() -> None:
    code, said, complaint = run(NOTE, "", "{")
    assert code == 1
    assert len(said) == 1
    assert complaint.startswith("goen: line 3: ")
