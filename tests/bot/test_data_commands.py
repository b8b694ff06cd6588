from pathlib import Path

from tests.bot.test_cli import goen

ROWS = "氏名,会社名,メール,得意先\n田中 一郎,山田商事,tanaka@yamada.example,A\n,,,B\n"


def test_a_table_goes_in_and_comes_out(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(ROWS.encode("cp932"))
    trial = goen("import", "people.csv", "--dry-run", "--workspace", "T1", folder=tmp_path)
    assert "1 new" in trial.stdout
    assert "row 2: 田中 一郎, 山田商事" in trial.stdout
    assert "row 3: no name, company" in trial.stdout
    assert "得意先" in trial.stdout
    done = goen("import", "people.csv", "--workspace", "T1", "--map", "得意先=tags", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "goen import --undo 1" in done.stdout
    for name in ("out.csv", "out.xlsx", "out.vcf", "out.jsonl"):
        told = goen("export", name, folder=tmp_path)
        assert told.stdout == f"1 contacts written to {name}\n"
    assert "田中 一郎" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    again = goen("import", "out.xlsx", folder=tmp_path)
    assert "0 new, 1 known already" in again.stdout
    undone = goen("import", "--undo", "1", folder=tmp_path)
    assert "1 contacts" in undone.stdout
    assert goen("export", "out.csv", folder=tmp_path).stdout.startswith("0 contacts")
    moved = goen("import", "out.jsonl", folder=tmp_path, GOEN_DATA_DIR="other")
    assert moved.stdout.startswith("restored 1 contacts")
    refused = goen("import", "out.jsonl", folder=tmp_path, GOEN_DATA_DIR="other")
    assert (refused.returncode, "empty" in refused.stderr) == (1, True)


def test_what_was_mapped_once_is_known_the_next_time(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(ROWS)
    goen("import", "people.csv", "--workspace", "T1", "--map", "得意先=tags", folder=tmp_path)
    told = goen("import", "people.csv", "--dry-run", folder=tmp_path)
    assert "得意先" not in told.stdout


def test_mistakes_are_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(ROWS)
    (tmp_path / "noise.csv").write_text("1,2\n3,4\n")
    for words, code, told in (
        (("import",), 2, "--undo"),
        (("import", "people.csv"), 1, "--workspace"),
        (("import", "missing.csv", "--workspace", "T1"), 1, "No such file"),
        (("import", "noise.csv", "--workspace", "T1"), 1, "headings"),
        (("import", "people.csv", "--workspace", "T1", "--map", "得意先=nonsense"), 1, "HEADING=VALUE"),
        (("import", "--undo", "7"), 1, "no import 7"),
        (("export", "x.doc"), 1, "--format"),
        (("export", "x.json", "--tag", "A"), 1, "everything"),
        (("export", "none/x.csv"), 1, "No such file"),
    ):
        answer = goen(*words, folder=tmp_path)
        assert (answer.returncode, len(answer.stderr.splitlines())) == (code, 1), (words, answer.stderr)
        assert told in answer.stderr, words


def test_a_backup_is_made_and_brought_back_by_commands(tmp_path: Path) -> None:
    old, new = {"GOEN_DATA_DIR": str(tmp_path / "old")}, {"GOEN_DATA_DIR": str(tmp_path / "new")}
    made = goen("backup", "one.goen-backup", folder=tmp_path, **old)
    assert "read back and compared" in made.stdout
    again = goen("backup", "one.goen-backup", folder=tmp_path, **old)
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 1)
    assert "exists already" in again.stderr
    assert "restored 0 contacts" in goen("restore", "one.goen-backup", folder=tmp_path, **new).stdout
    missing = goen("restore", "none", folder=tmp_path, GOEN_DATA_DIR=str(tmp_path / "third"))
    assert (missing.returncode, missing.stderr.count("goen:")) == (1, 1)
    assert goen("backup", folder=tmp_path, **old).returncode == 1


def test_a_person_is_disclosed_and_erased_by_commands(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(ROWS.encode())
    goen("import", "people.csv", "--workspace", "T1", folder=tmp_path)
    told = goen("disclose", "田中一郎", "held", folder=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert "tanaka@yamada.example" in (tmp_path / "held" / "data.json").read_text()
    assert goen("disclose", "田中一郎", "held", folder=tmp_path).returncode == 1
    trial = goen("erase", "1", folder=tmp_path)
    assert "would erase: 1 contacts" in trial.stdout
    assert "erased: 1 contacts" in goen("erase", "1", "--yes", folder=tmp_path).stdout
    gone = goen("erase", "1", "--yes", folder=tmp_path)
    assert (gone.returncode, gone.stderr) == (1, "goen: no contact is found by 1\n")
