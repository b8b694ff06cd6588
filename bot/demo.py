"""`goen demo`: the main job on sample photos, in a local Slack, told in the terminal as it happens."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from bot.manifest import manifest
from bot.settings import Settings
from localslack.driver import Person, Refused, TimedOut
from localslack.serve import LocalSlack
from storage import contacts
from storage.database import Database
from storage.tables import Contact

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "samples"
REP = "U0SATO00001"
CARDS = (("demo_ja.jpg", "日本語の名刺 / a Japanese card"), ("demo_en.jpg", "英語の名刺 / an English card"))
READ_SECONDS = 120

console = Console(highlight=False, soft_wrap=True)


def play(port: int) -> int:
    """Plays the conversation and, on a terminal, stays up for the person to go on. Returns an exit code."""
    folder = Path("data") / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    with LocalSlack(port, manifest(Settings(_env_file=None))) as slack, _goen(slack, folder) as process:
        try:
            _converse(slack, folder)
        except (TimedOut, Refused, LookupError, AssertionError) as error:
            console.print(f"[red]✗ {escape(f'{type(error).__name__}: {error}')}[/]")
            return 1
        if not _somebody_watches():
            console.print("✓ ok")
            return 0
        return _stay(slack, process)


@contextmanager
def _goen(slack: LocalSlack, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real `goen run` beside the local Slack."""
    settings = {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "GOEN_DATA_DIR": str(folder),
        "GOEN_DATABASE_URL": f"sqlite:///{(folder / 'goen.db').resolve()}",
        "GOEN_HTTP_PORT": "0",
        "GOEN_METRICS_PORT": "0",
    }
    process = subprocess.Popen([sys.executable, "-m", "bot.cli", "run"], env={**os.environ, **settings})
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _converse(slack: LocalSlack, folder: Path) -> None:
    person = Person(slack.url, REP)
    direct = person.direct(slack.app.bot_user_id)
    console.print("\n[bold]Goen demo[/]  写真 → 確認 → 保存 / photo → review → save\n")
    for name, what in CARDS:
        _one_card(person, direct, SAMPLES / name, what)
    _stored(folder)


def _one_card(person: Person, direct: str, photo: Path, what: str) -> None:
    console.print(f"👤 佐藤  📷 {photo.name}  ({what})")
    ts = person.say(direct, files=[photo])
    review = person.wait_for(direct, lambda row: _has(row, "review_save"), ts, READ_SECONDS)
    console.print(f"🤖 Goen\n{_shown(review)}")
    console.print("👤 佐藤  👆 保存 / Save")
    person.tap(direct, review, "review_save")
    saved = person.wait_for(direct, lambda row: _has(row, "review_undo"), ts)
    console.print(f"🤖 Goen  {escape(saved['text'])}\n")


def _has(message: Mapping[str, Any], action_id: str) -> bool:
    elements = [one for block in message.get("blocks") or () for one in block.get("elements") or ()]
    return any(one.get("action_id") == action_id for one in elements)


def _shown(message: Mapping[str, Any]) -> str:
    """A message's sections and buttons as lines of plain text."""
    lines = []
    for block in message["blocks"]:
        if block["type"] == "image":
            lines.append("[🖼]")
        elif block["type"] == "section":
            lines += _without_links(block["text"]["text"]).splitlines()
        elif block["type"] == "actions":
            lines.append("  ".join(f"[{one['text']['text']}]" for one in block["elements"]))
    return "\n".join(f"   │ {escape(line)}" for line in lines)


def _without_links(text: str) -> str:
    """Slack's <tel:+81…|03-…> as the words a person sees."""
    return html.unescape(re.sub(r"<[^>|]*\|([^>]*)>", r"\1", text))


def _stored(folder: Path) -> None:
    database = Database.open(f"sqlite:///{(folder / 'goen.db').resolve()}")
    with database.read() as session:
        rows = session.query(Contact).order_by(Contact.id).all()
        console.print(f"🗄  {len(rows)} contacts in {folder / 'goen.db'}")
        for row in rows:
            person = contacts.person(row)
            mails = ", ".join(row.emails)
            console.print(
                f"   #{row.id} {escape(f'{person.name} | {person.company} | {person.title} | {mails}')}"
            )
    database.dispose()
    assert len(rows) == len(CARDS), "a contact is missing"
    assert all(row.name and row.emails for row in rows), "a contact has no name or mail"


def _somebody_watches() -> bool:
    return (
        sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("CI", "").lower() not in ("1", "true")
    )


def _stay(slack: LocalSlack, process: subprocess.Popen[bytes]) -> int:
    console.print(f"\n[bold]{slack.url}/[/]  チャット画面 / chat page.  Ctrl-C で終了 / to stop.")
    try:
        while process.poll() is None:
            threading.Event().wait(1)
    except KeyboardInterrupt:
        console.print()
        return 0
    console.print("[red]✗ goen ended[/]")
    return 1
