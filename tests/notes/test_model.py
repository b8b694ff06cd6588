"""The optional model: asked over HTTP, believed only as far as the note and the stored people bear it out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from contacts.values import Kind, Person, Side
from contacts.workdays import Workdays
from notes.dates import Moment
from notes.draft import Action, Amount, Draft
from notes.model import Model, ModelFailed, Proposal, improved, propose
from tests.model_endpoint import completion, endpoint

TEXT = "丸和さんのところで例の件。図面は来週火曜、うちは300万で出す"
PEOPLE = [Person(3, "丸和 太郎", "丸和製作所"), Person(8, "丸和 花子", "丸和製作所")]
AT = Moment(date(2026, 11, 20), Workdays())
EMPTY = Draft(AT.today)


def answered(**values: Any) -> str:
    return completion(json.dumps(values, ensure_ascii=False))


def test_the_note_and_the_people_are_asked_about_and_the_answer_is_read() -> None:
    content = answered(
        contact_ids=[3], kind="visit", amount="300万", actions=[{"text": "図面", "due": "来週火曜"}]
    )
    with endpoint(lambda _: (200, content)) as (url, seen):
        found = propose(Model(url, "local", "secret"), TEXT, PEOPLE)
    assert (found.contact_ids, found.kind, found.amount) == ([3], Kind.VISIT, "300万")
    (request,) = seen
    assert (request["path"], request["model"]) == ("/v1/chat/completions", "local")
    assert request["authorization"] == "Bearer secret"
    asked = json.loads(request["messages"][1]["content"])
    assert asked["note"] == TEXT
    assert [one["id"] for one in asked["people"]] == [3, 8]


def test_an_answer_in_fences_is_read_too() -> None:
    fenced = completion('Sure!\n```json\n{"contact_ids": [8]}\n```')
    with endpoint(lambda _: (200, fenced)) as (url, _):
        assert propose(Model(url), TEXT, PEOPLE).contact_ids == [8]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "{}"),
        (401, "{}"),
        (302, "http://127.0.0.1:1/elsewhere"),
        (200, "no json"),
        (200, completion("I cannot say.")),
        (200, completion('{"contact_ids": "all"}')),
        (200, completion('{"kind": "dance"}')),
        (200, answered(actions=[{"text": "x"}] * 9)),
        (200, "{}"),
    ],
)
def test_whatever_goes_wrong_is_one_failure(status: int, body: str) -> None:
    with endpoint(lambda _: (status, body)) as (url, seen), pytest.raises(ModelFailed):
        propose(Model(url), TEXT, PEOPLE)
    assert len(seen) == 1


def test_nobody_at_the_endpoint_is_the_same_failure() -> None:
    with endpoint(lambda _: (200, "")) as (url, _):
        pass
    with pytest.raises(ModelFailed):
        propose(Model(url, timeout=2), TEXT, PEOPLE)


def test_gaps_are_filled_from_the_notes_own_words() -> None:
    proposal = Proposal.model_validate(
        {
            "contact_ids": [8, 8, 3],
            "kind": "visit",
            "amount": "300万",
            "actions": [{"text": "図面", "due": "来週 火曜", "side": "theirs"}],
        }
    )
    found = improved(EMPTY, proposal, TEXT, PEOPLE, AT)
    assert (found.contact_ids, found.kind, found.amount) == ((8, 3), Kind.VISIT, Amount(3_000_000))
    (action,) = found.actions
    assert (action.text, action.side, action.due) == ("図面", Side.THEIRS, date(2026, 11, 24))


def test_what_the_note_does_not_bear_out_is_left_out() -> None:
    proposal = Proposal.model_validate(
        {
            "contact_ids": [99],
            "kind": "exchange",
            "amount": "500万",
            "actions": [
                {"text": "500万の見積もり", "due": "来週火曜"},
                {"text": "図面", "due": "12月1日"},
                {"text": "連絡", "due": "いつか"},
            ],
        }
    )
    found = improved(EMPTY, proposal, TEXT, PEOPLE, AT)
    assert (found.contact_ids, found.kind, found.amount) == ((), None, None)
    assert [(one.text, one.due) for one in found.actions] == [("図面", None), ("連絡", None)]


def test_what_the_rules_decided_stands() -> None:
    sure = Draft(AT.today, (3,), kind=Kind.CALL, amount=Amount(1), actions=(Action("電話"),))
    proposal = Proposal.model_validate(
        {"contact_ids": [8], "kind": "visit", "amount": "300万", "actions": [{"text": "図面"}]}
    )
    assert improved(sure, proposal, TEXT, PEOPLE, AT) == sure
