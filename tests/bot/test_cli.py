import json
import os
import subprocess
import sys
from pathlib import Path

from bot.manifest import manifest
from bot.settings import Settings
from localslack.serve import LocalSlack

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "samples" / "demo_en.jpg"


def goen(
    *words: str, folder: Path, typed: str | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command in a folder without a .env, with nothing but the given settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GOEN_", "SLACK_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *words],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **settings},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_every_command_is_in_the_readme_and_has_an_example(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text()
    commands = "run demo read duplicates reminders import export backup restore erase disclose audit migrate"
    for command in (*commands.split(), "manifest", "doctor"):
        told = goen(command, "--help", folder=tmp_path)
        assert "Example" in told.stdout, command
        assert f"`goen {command}" in readme, command
    for command in (
        "token add",
        "token list",
        "token revoke",
        "webhook add",
        "webhook list",
        "webhook remove",
    ):
        assert "Example" in goen(*command.split(), "--help", folder=tmp_path).stdout, command
        assert f"`goen {command}" in readme, command


def test_run_says_what_is_missing(tmp_path: Path) -> None:
    answer = goen("run", folder=tmp_path)
    assert answer.returncode == 2
    assert "SLACK_BOT_TOKEN" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_read_prints_one_object_a_photo_in_order(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff not a photo")
    pdf = tmp_path / "scan.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")
    missing = tmp_path / "missing.jpg"
    answer = goen("read", "--json", str(broken), str(SAMPLE), str(pdf), str(missing), folder=tmp_path)
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.returncode == 0
    assert [(row["image"], row["error"]) for row in rows] == [
        ("broken.jpg", rows[0]["error"]),
        ("demo_en.jpg", None),
        ("scan.pdf", "pdf"),
        ("missing.jpg", "no_file"),
    ]
    assert rows[0]["error"] in ("corrupt", "not_an_image")
    (contact,) = rows[1]["contacts"]
    assert contact["emails"] == ["h.lindqvist@tarnwell.example"]
    assert set(contact["confidence"]) >= {"name", "emails", "phones"}


def test_read_without_photos_is_wrong_usage(tmp_path: Path) -> None:
    assert goen("read", folder=tmp_path).returncode == 2


def test_migrate_makes_the_tables(tmp_path: Path) -> None:
    answer = goen("migrate", folder=tmp_path)
    assert (answer.returncode, answer.stdout) == (0, "the database is up to date\n")
    assert (tmp_path / "data" / "goen.db").exists()


def test_doctor_finds_a_healthy_installation_and_a_missing_scope(tmp_path: Path) -> None:
    whole = manifest(Settings(_env_file=None))
    poor = {**whole, "oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    goen("migrate", folder=tmp_path)
    for given, code, told in ((whole, 0, "scopes: all"), (poor, 1, "files:read")):
        with LocalSlack(manifest=given) as slack:
            answer = goen(
                "doctor",
                folder=tmp_path,
                SLACK_API_URL=slack.api_url,
                SLACK_BOT_TOKEN=slack.bot_token,
                SLACK_APP_TOKEN=slack.app_token,
            )
        assert (answer.returncode, told in answer.stdout) == (code, True), answer.stdout + answer.stderr


def test_doctor_names_a_token_host_that_is_not_slack(tmp_path: Path) -> None:
    answer = goen(
        "doctor",
        folder=tmp_path,
        SLACK_API_URL="https://slack.example/api/",
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_APP_TOKEN="xapp-1",
    )
    assert answer.returncode == 1
    assert "slack.example" in answer.stdout


def test_duplicates_judges_line_by_line(tmp_path: Path) -> None:
    old = {"name": "高梨 悠斗", "company": "株式会社みずほの森デザイン", "phones": ["+819055500187"]}
    new = {"name": "高梨悠斗", "company": "青葉印刷株式会社", "phones": ["+819055500187"]}
    other = {"name": "村井 さやか", "company": "青葉印刷株式会社"}
    lines = "".join(json.dumps({"a": old, "b": b}) + "\n" for b in (old, new, other))
    answer = goen("duplicates", "--json", folder=tmp_path, typed=lines)
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [row["label"] for row in rows] == ["same", "moved", "different"]
    assert "Same mobile number (090-5550-0187)" in rows[1]["reasons"]
    assert all(abs(sum(row["p"].values()) - 1) < 0.01 for row in rows)


def test_duplicates_names_the_line_it_cannot_read(tmp_path: Path) -> None:
    answer = goen("duplicates", folder=tmp_path, typed='{"a": {}}\n')
    assert answer.returncode == 1
    assert "line 1" in answer.stderr
