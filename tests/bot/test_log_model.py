"""A note with the team's own model: the rules answer at once, the model fills what they left open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from storage.tables import FollowUp, Interaction
from tests.bot.logged import TANAKA, answer, stored
from tests.bot.running import SATO, running
from tests.model_endpoint import completion, endpoint


def proposed(request: dict[str, Any]) -> tuple[int, str]:
    asked = json.loads(request["messages"][1]["content"])
    if "壊れる" in asked["note"]:
        return 500, "{}"
    action = {"text": "図面の段取り", "due": None, "side": "theirs"}
    return 200, completion(json.dumps({"contact_ids": [999], "kind": "visit", "actions": [action]}))


def test_the_model_fills_what_the_rules_left_open_and_its_failure_changes_nothing(tmp_path: Path) -> None:
    with endpoint(proposed) as (url, seen), running(tmp_path, GOEN_READERS="1", GOEN_MODEL_URL=url) as goen:
        person, direct = goen.person(), goen.direct()
        person.say(direct, "help")
        person.wait_for(direct, lambda row: "/log" in str(row))
        stored(goen, TANAKA)
        person.command(direct, "/log 山田商事の田中さんに電話。図面の段取りの話")
        shown = answer(goen, SATO, direct, "社内モデル")
        assert "電話、田中 一郎課長" in shown["blocks"][0]["text"]["text"]
        assert "図面の段取り" in str(shown["blocks"])
        (promise,) = goen.rows(FollowUp)
        assert (promise.text, promise.due_on, promise.side) == ("図面の段取り", None, "theirs")
        person.tap(direct, shown, "log_undo")
        goen.wait(lambda: not goen.rows(Interaction))
        assert goen.rows(FollowUp) == []

        person.command(direct, "/log 山田商事の田中さんに電話。壊れるかも")
        answer(goen, SATO, direct, "log_private")
        goen.wait(lambda: len(seen) == 2)
        assert "社内モデル" not in str(answer(goen, SATO, direct, "電話")["blocks"])
        assert goen.rows(FollowUp) == []
