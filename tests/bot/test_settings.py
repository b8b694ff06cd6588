import re
from pathlib import Path

import pytest

from bot.settings import Mode, Settings

README = (Path(__file__).parents[2] / "README.md").read_text()


def test_channels_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOEN_CARD_CHANNELS", "C1, C2,C3")
    assert Settings(_env_file=None).card_channels == ("C1", "C2", "C3")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    assert Settings(_env_file=None).missing() == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode)",
    ]


def test_an_app_token_means_socket_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert Settings(_env_file=None).mode is Mode.SOCKET
    monkeypatch.delenv("SLACK_APP_TOKEN")
    assert Settings(_env_file=None).mode is Mode.HTTP


def test_the_readme_lists_every_setting() -> None:
    prefix = str(Settings.model_config["env_prefix"])
    names = [
        str(field.validation_alias or f"{prefix}{name.upper()}")
        for name, field in Settings.model_fields.items()
    ]
    listed = set(re.findall(r"`((?:GOEN|SLACK)_[A-Z_]+)`", README))
    assert [name for name in names if name not in listed] == []
