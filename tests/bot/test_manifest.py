from pathlib import Path

from bot.manifest import SCOPES, manifest, manifest_yaml
from bot.settings import Settings

ROOT = Path(__file__).parents[2]


def test_the_shipped_manifest_is_what_the_command_prints() -> None:
    assert (ROOT / "manifest.yaml").read_text() == manifest_yaml(Settings(_env_file=None))


def test_command_names_are_settings() -> None:
    features = manifest(Settings(_env_file=None, card_command="/meishi"))["features"]
    assert features["slash_commands"][0]["command"] == "/meishi"


def test_a_request_url_switches_to_http_mode() -> None:
    made = manifest(Settings(_env_file=None), "https://goen.example/slack/events")["settings"]
    assert made["socket_mode_enabled"] is False
    assert made["event_subscriptions"]["request_url"] == "https://goen.example/slack/events"


def test_the_readme_gives_every_scope_its_reason() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [scope for scope, reason in SCOPES.items() if f"| `{scope}` | {reason} |" not in readme] == []
