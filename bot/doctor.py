"""`goen doctor`: what Goen needs, checked, in one line each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytesseract
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.manifest import SCOPES
from bot.settings import Mode, Settings
from bot.slack import UntrustedHost, web_client
from ocr.engines import available_engines
from storage import backup, migrate
from storage.database import Database

OLDEST_BACKUP = timedelta(days=7)
LANGUAGES = ("jpn", "jpn_vert", "eng", "osd")


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked thing; `detail` says what was found and, when it is wrong, what to do."""

    what: str
    ok: bool
    detail: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Checks everything in turn; a failed check never hides the ones after it."""
    yield _tesseract()
    yield _engines()
    yield _database(settings)
    yield _backup(settings)
    yield from _slack(settings)


def _tesseract() -> Finding:
    if not shutil.which("tesseract"):
        return Finding("tesseract", False, "not on the PATH; run make setup")
    missing = [name for name in LANGUAGES if name not in pytesseract.get_languages()]
    if missing:
        return Finding("tesseract", False, f"languages missing: {', '.join(missing)}; run make setup")
    return Finding("tesseract", True, f"{pytesseract.get_tesseract_version()} with {', '.join(LANGUAGES)}")


def _engines() -> Finding:
    engines = available_engines()
    if not engines:
        return Finding("engines", False, "no engine can be loaded; run make setup")
    return Finding("engines", True, ", ".join(engines))


def _database(settings: Settings) -> Finding:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database.open(settings.url)
        pending = migrate.pending(database)
        database.dispose()
    except (SQLAlchemyError, OSError) as error:
        return Finding(
            "database", False, f"cannot be opened ({type(error).__name__}); check GOEN_DATABASE_URL"
        )
    if pending:
        return Finding("database", False, "tables are not up to date; run goen migrate")
    return Finding("database", True, "reachable and up to date")


def _backup(settings: Settings) -> Finding:
    folder = settings.backup_dir
    if folder is None:
        return Finding("backup", True, "not scheduled; set GOEN_BACKUP_DIR for one a day")
    newest = backup.latest(folder)
    if newest is None or backup.is_due(folder, datetime.now(UTC), OLDEST_BACKUP):
        return Finding(
            "backup", False, f"none of the last {OLDEST_BACKUP.days} days in {folder}; run goen backup"
        )
    return Finding("backup", True, newest.name)


def _slack(settings: Settings) -> Iterator[Finding]:
    if missing := settings.missing():
        yield Finding("tokens", False, f"missing {', '.join(missing)}")
        return
    token = settings.slack_bot_token
    assert token is not None
    try:
        client = web_client(token.get_secret_value(), settings.slack_api_url)
    except UntrustedHost as error:
        yield Finding("tokens", False, f"SLACK_API_URL names {error}, which must not see the token")
        return
    yield from _tokens(settings, client)


def _tokens(settings: Settings, client: WebClient) -> Iterator[Finding]:
    try:
        answer = client.auth_test()
    except (SlackApiError, OSError) as error:
        yield Finding("bot token", False, _why(error))
        return
    yield Finding("bot token", True, f"works in {answer['team']}")
    yield _scopes(str(answer.headers.get("x-oauth-scopes") or ""))
    if settings.mode is Mode.SOCKET:
        yield _app_token(settings, client)


def _scopes(granted: str) -> Finding:
    have = {scope.strip() for scope in granted.split(",")}
    missing = [scope for scope in SCOPES if scope not in have]
    if missing:
        return Finding("scopes", False, f"missing {', '.join(missing)}; reinstall the app with manifest.yaml")
    return Finding("scopes", True, f"all {len(SCOPES)} granted")


def _app_token(settings: Settings, client: WebClient) -> Finding:
    assert settings.slack_app_token is not None
    try:
        client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except (SlackApiError, OSError) as error:
        return Finding("app token", False, _why(error))
    return Finding("app token", True, "opens Socket Mode connections")


def _why(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return f"Slack says {error.response.get('error')}"
    return f"Slack could not be reached ({type(error).__name__})"
