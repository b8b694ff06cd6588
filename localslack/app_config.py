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
    request_url: str | None
    home_tab: bool
    bot_token: str
    app_token: str
    signing_secret: str

    @classmethod
    def of(cls, manifest: Manifest | Path | None, request_url: str | None = None) -> Self:
        """Reads a manifest (mapping or YAML file; None: everything allowed).

        Raises:
            OSError, yaml.YAMLError: the file cannot be read.
        """
        source = manifest if isinstance(manifest, Mapping) else _read(manifest or DEFAULT_MANIFEST)
        features, settings = source.get("features") or {}, source.get("settings") or {}
        subscriptions = settings.get("event_subscriptions") or {}
        bot = features.get("bot_user") or {}
        url = request_url or subscriptions.get("request_url")
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
            request_url=url,
            home_tab=bool((features.get("app_home") or {}).get("home_tab_enabled")),
            bot_token=f"xoxb-local-{secrets.token_hex(12)}",
            app_token=f"xapp-local-{secrets.token_hex(12)}",
            signing_secret=secrets.token_hex(16),
        )


def _read(path: Path) -> Manifest:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded if isinstance(loaded, Mapping) else {}
