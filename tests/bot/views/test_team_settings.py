"""The team's settings in the Home tab and its forms: what Slack takes, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.texts import Texts
from bot.views import home
from bot.views import team_settings as view
from bot.views.refusals import REFUSALS, refused
from storage.roles import AccessSettings, Role, Visibility
from tests.bot.views.samples import EVIL, LANGUAGES, TEXTS, fine, fine_view

JA, EN = TEXTS
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
MANY = {f"S{number:010}": EVIL for number in range(150)}
ACCESS = AccessSettings(
    {f"U{number:010}": role for number in range(40) for role in [list(Role)[number % 5]]},
    {"SGONE00001": Role.VIEWER, "S0000000001": Role.ADMIN},
    Role.VIEWER,
    Visibility.TEAM,
    ("S0000000002", "SGONE00002"),
)
GENERAL = view.General(Visibility.OWN, ACCESS.teams, "ja-JP", "private", ("goen.example",))


def sent(**blocks: dict[str, Any]) -> dict[str, Any]:
    return {"state": {"values": {name: {"value": one} for name, one in blocks.items()}}}


def chosen(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


@BOTH
def test_slack_takes_the_section_and_the_forms(t: Texts) -> None:
    for access in (ACCESS, AccessSettings()):
        fine_view(home.home([view.home_section(access, t)]))
        for groups in (MANY, {}):
            fine_view(view.roles_form(access, groups, t))
            fine_view(view.general_form(GENERAL, groups, t))
    fine_view(view.general_form(view.General(Visibility.ALL, (), "en-GB", "team", ()), {}, t))


@BOTH
@pytest.mark.parametrize("why", [*REFUSALS, "no_rule"])
def test_every_refusal_says_whom_to_ask(t: Texts, why: str) -> None:
    fine(refused(why, [EVIL] * 5, t))
    assert "Slack" in refused(why, [], t).text
    named = refused(why, ["佐藤 健"], t).text
    assert "佐藤 健" in named


def test_roles_come_back_and_nobody_has_two() -> None:
    form = sent(
        everyone=chosen("none"),
        users_admin={"selected_users": ["U1"]},
        users_viewer={"selected_users": ["U2"]},
        groups_member={"selected_options": [{"value": "S1"}]},
    )
    assert view.sent_roles(form, JA) == {
        "users": {"U1": Role.ADMIN, "U2": Role.VIEWER},
        "groups": {"S1": Role.MEMBER},
        "everyone": Role.NONE,
    }
    twice = sent(
        everyone=chosen("member"),
        users_admin={"selected_users": ["U1"]},
        users_none={"selected_users": ["U1"]},
    )
    with pytest.raises(view.Wrong) as wrong:
        view.sent_roles(twice, JA)
    assert list(wrong.value.errors) == ["users_none"]


def test_the_rest_comes_back() -> None:
    form = sent(
        visibility=chosen("team"),
        teams={"selected_options": [{"value": "S1"}]},
        locale=chosen("en-US"),
        notes=chosen("private"),
        domains={"value": "＠Goen.example、sub.goen.example goen.example"},
    )
    domains = ("goen.example", "sub.goen.example")
    assert view.sent_general(form, EN) == view.General(Visibility.TEAM, ("S1",), "en-US", "private", domains)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("goen", None),
        ("a.example b", None),
        ("日本.example", ("日本.example",)),
        ("@a.example,", ("a.example",)),
    ],
)
def test_domains_are_words_with_a_dot(text: str, found: tuple[str, ...] | None) -> None:
    assert view.own_domains(text) == found
