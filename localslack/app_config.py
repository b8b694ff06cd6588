"""The app that is installed in the workspace, as its manifest describes it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

Manifest = Mapping[str, Any]

DEFAULT_MANIFEST = Path(__file__).with_name("default_manifest.yaml")


@dataclass(frozen=True, slots=True)
class AppConfig:
    """What the app may do and hears; tokens and secret are fresh for every start."""

    app_id: str
    bot_id: str
    bot_user_id: str
    name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Manifest, ...]
    shortcuts: tuple[Manifest, ...]
    socket_mode: bool
    addresses: Manifest
    home_tab: bool
    bot_token: str
    app_token: str
    signing_secret: str

    @classmethod
    def of(cls, manifest: Manifest | Path | str | None, request_url: str | None = None) -> Self:
        """Reads a manifest (mapping or YAML file; None: everything allowed).

        With a `request_url` all requests go there, whatever the manifest says.

        Raises:
            OSError, yaml.YAMLError: the file cannot be read.
        """
        source = manifest if isinstance(manifest, Mapping) else _read(Path(manifest or DEFAULT_MANIFEST))
        features, settings = source.get("features") or {}, source.get("settings") or {}
        subscriptions = settings.get("event_subscriptions") or {}
        bot = features.get("bot_user") or {}
        interactivity = settings.get("interactivity") or {}
        addresses = {
            "events_api": subscriptions.get("request_url"),
            "interactive": interactivity.get("request_url"),
            "options": interactivity.get("message_menu_options_url"),
            **{row["command"]: row.get("url") for row in features.get("slash_commands") or ()},
        }
        named = {kind: url for kind, url in addresses.items() if url}
        return cls(
            app_id="A0GOEN00001",
            bot_id="B0GOEN00001",
            bot_user_id="U0GOENBOT01",
            name=bot.get("display_name") or (source.get("display_information") or {}).get("name") or "App",
            scopes=frozenset(((source.get("oauth_config") or {}).get("scopes") or {}).get("bot") or ()),
            events=frozenset(subscriptions.get("bot_events") or ()),
            commands=tuple(features.get("slash_commands") or ()),
            shortcuts=tuple(features.get("shortcuts") or ()),
            socket_mode=bool(settings.get("socket_mode_enabled")) and request_url is None,
            addresses={"any": request_url} if request_url else named,
            home_tab=bool((features.get("app_home") or {}).get("home_tab_enabled")),
            bot_token=f"xoxb-local-{secrets.token_hex(12)}",
            app_token=f"xapp-local-{secrets.token_hex(12)}",
            signing_secret=secrets.token_hex(16),
        )

    def address(self, kind: str, payload: Manifest) -> str:
        """Where a request of this kind goes; the events' address when it has none of its own.

        Raises:
            LookupError: the manifest names no request URL at all.
        """
        for name in ("any", str(payload.get("command")), kind, "interactive", "events_api"):
            if url := self.addresses.get(name):
                return str(url)
        raise LookupError("the manifest has neither Socket Mode nor a request_url")


def _read(path: Path) -> Manifest:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded if isinstance(loaded, Mapping) else {}
