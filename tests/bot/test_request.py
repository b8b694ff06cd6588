from bot.request import RequestKind, parse

COMMANDS = {"/meishi": "card"}


def test_an_event_is_keyed_by_its_event_id() -> None:
    body = {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": {"type": "message", "user": "U1", "channel": "C1", "ts": "1.0", "thread_ts": "0.5"},
    }
    request = parse(body, COMMANDS)
    assert request is not None
    assert (request.kind, request.name, request.key) == (RequestKind.EVENT, "message", "event:Ev1")
    assert (request.user_id, request.channel_id, request.ts, request.thread_ts) == ("U1", "C1", "1.0", "0.5")


def test_a_deleted_message_belongs_to_its_author() -> None:
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "C1",
        "previous_message": {"user": "U7"},
    }
    request = parse({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}, COMMANDS)
    assert request is not None
    assert request.user_id == "U7"


def test_the_workspaces_own_command_name_is_translated() -> None:
    body = {
        "command": "/meishi",
        "text": "",
        "trigger_id": "tr",
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
    }
    request = parse(body, COMMANDS)
    assert request is not None
    assert (request.name, request.key) == ("card", "command:tr")


def _tap(**action: object) -> dict[str, object]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "container": {"type": "message", "message_ts": "5.0", "channel_id": "C1"},
        "trigger_id": "tr",
        "actions": [{"action_id": "review_save", "action_ts": "9.1", **action}],
    }


def test_two_taps_have_two_keys_and_one_tap_has_one() -> None:
    first, again = parse(_tap(value="3"), COMMANDS), parse(_tap(value="3"), COMMANDS)
    later = parse(_tap(value="3", action_ts="9.2"), COMMANDS)
    assert first is not None
    assert again is not None
    assert later is not None
    assert first.key == again.key != later.key
    assert (first.value, first.ts, first.channel_id) == ("3", "5.0", "C1")


def test_chosen_dates_users_and_options_are_the_value() -> None:
    values = [
        {"selected_date": "2026-11-24"},
        {"selected_user": "U9"},
        {"selected_option": {"value": "later"}},
    ]
    chosen = [parse(_tap(**value), COMMANDS) for value in values]
    assert [request.value for request in chosen if request] == ["2026-11-24", "U9", "later"]


def test_unknown_bodies_are_nothing() -> None:
    assert parse({"type": "workflow_step_execute"}, COMMANDS) is None
