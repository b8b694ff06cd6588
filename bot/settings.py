"""What a team can set, read from the environment or a `.env` file; every name starts with GOEN_ or SLACK_."""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SLACK_API = "https://slack.com/api/"


class Mode(StrEnum):
    """How Slack reaches Goen."""

    SOCKET = "socket"
    HTTP = "http"


class Settings(BaseSettings):
    """Goen's settings; the README's table lists each with its default."""

    model_config = SettingsConfigDict(
        env_prefix="GOEN_", env_file=".env", extra="ignore", populate_by_name=True
    )

    slack_bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(default=None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field(default=SLACK_API, validation_alias="SLACK_API_URL")

    data_dir: Path = Path("data")
    database_url: str | None = None
    http_host: str = "127.0.0.1"
    http_port: int = 3000
    metrics_port: int = 9464

    api: bool = False
    api_requests_a_minute: int = Field(default=120, ge=1)

    card_command: str = "/card"
    contact_command: str = "/contact"
    log_command: str = "/log"
    duplicates_command: str = "/duplicates"
    goen_command: str = "/goen"
    followup_command: str = "/followup"
    allowed_channels: Annotated[tuple[str, ...], NoDecode] = ()
    card_channels: Annotated[tuple[str, ...], NoDecode] = ()
    own_domains: Annotated[tuple[str, ...], NoDecode] = ()
    locale: str = "ja-JP"
    customer_honorific: str = "様"
    notes: Literal["team", "private"] = "team"
    morning: time = time(9, 0)
    country: str = "JP"

    model_url: str | None = None
    model_name: str = "default"
    model_key: SecretStr | None = None
    model_seconds: float = 20

    backup_dir: Path | None = None
    backup_keep: int = Field(default=7, ge=1)

    readers: int | None = Field(default=None, ge=1)
    photo_seconds: float = 60
    payload_days: int = 7
    unsaved_photo_days: int = 30

    @field_validator("allowed_channels", "card_channels", "own_domains", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """Channel ids or domains separated by commas or spaces."""
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @property
    def url(self) -> str:
        """The database URL: SQLite under `data_dir` unless GOEN_DATABASE_URL says otherwise."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'goen.db').resolve()}"

    @property
    def commands(self) -> dict[str, str]:
        """The team's slash command names with what Goen calls them inside."""
        return {
            self.card_command: "card",
            self.contact_command: "contact",
            self.log_command: "log",
            self.duplicates_command: "duplicates",
            self.goen_command: "goen",
            self.followup_command: "followup",
        }

    @property
    def mode(self) -> Mode:
        return Mode.SOCKET if self.slack_app_token else Mode.HTTP

    def missing(self) -> list[str]:
        """Names of the settings without which a real workspace cannot be reached."""
        names = [] if self.slack_bot_token else ["SLACK_BOT_TOKEN"]
        if not (self.slack_app_token or self.slack_signing_secret):
            names.append("SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode)")
        return names
