"""What the manifest allows is what the app may do and hears."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from localslack.app_config import DEFAULT_MANIFEST, AppConfig
from localslack.driver import Refused
from localslack.serve import LocalSlack
from tests.localslack.connected import EMMA, GENERAL, SATO, client, connected, person, quick, refusal, until


def default() -> dict[str, Any]:
    manifest: dict[str, Any] = yaml.safe_load(DEFAULT_MANIFEST.read_text(encoding="utf-8"))
    return manifest


def test_the_default_manifest_asks_for_nothing_without_its_scope() -> None:
    assert AppConfig.of(None).problems == ()


def test_a_manifest_may_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump(default() | {"display_information": {"name": "別名"}}), encoding="utf-8")
    assert AppConfig.of(str(path)).scopes == AppConfig.of(None).scopes


def test_events_and_commands_need_their_scope() -> None:
    manifest = default()
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    manifest["oauth_config"]["scopes"]["bot"] = [
        one for one in scopes if one not in ("commands", "im:history")
    ]
    app = AppConfig.of(manifest)
    assert app.problems == (
        "event message.im needs the scope im:history",
        "commands and shortcuts need the scope commands",
    )
    assert ("message.im" in app.events, app.commands, app.shortcuts) == (False, (), ())


def test_taps_need_interactivity() -> None:
    manifest = default()
    manifest["settings"]["interactivity"]["is_enabled"] = False
    with (
        LocalSlack(manifest=manifest, settings=quick()) as slack,
        pytest.raises(Refused, match="not_interactive"),
    ):
        person(slack).shortcut("card_photos")


def test_tabs_of_the_app_are_switched_on() -> None:
    manifest = default()
    manifest["features"]["app_home"] = {}
    with LocalSlack(manifest=manifest, settings=quick()) as slack:
        sato = person(slack)
        with pytest.raises(Refused, match="messages_tab_disabled"):
            sato.say(sato.open_dm(), "こんにちは")
        home = {"type": "home", "blocks": [{"type": "divider"}]}
        assert refusal(client(slack).views_publish, user_id=SATO, view=home) == "not_enabled"


def test_tokens_are_new_for_every_start() -> None:
    one, two = AppConfig.of(None), AppConfig.of(None)
    assert len({one.bot_token, two.bot_token, one.app_token, two.app_token}) == 4
    assert one.signing_secret != two.signing_secret


def test_group_messages_are_heard() -> None:
    with connected() as (slack, app):
        seen: list[dict[str, Any]] = []
        app.event("message")(lambda event: seen.append(event))
        sato = person(slack)
        group = sato.post("dm", **{"with": [EMMA, slack.app.bot_user_id]})["channel"]["id"]
        sato.say(group, "三人で")
        until(lambda: seen)
        assert (seen[0]["channel"], seen[0]["channel_type"]) == (group, "mpim")
        web = client(slack)
        assert web.conversations_open(users=f"{SATO},{EMMA}")["channel"]["id"] == group
        assert web.conversations_info(channel=group)["channel"]["is_mpim"] is True
        assert web.conversations_info(channel=GENERAL)["channel"]["is_mpim"] is False
