"""The two catalogues say the same things: no key missing, unused, or with other placeholders."""

import ast
import re
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import bot
from bot.views import (
    brief,
    contact,
    digest,
    edit_card,
    fields,
    follow_up,
    home,
    problems,
    reminder,
    reminder_settings,
    review,
    stale,
    stale_form,
)

ROOT = Path(bot.__file__).parent
FIXED_TEXTS = ("t", "texts")


def read(language: str) -> list[Catalog]:
    catalogues = []
    for path in sorted((ROOT / "texts" / language).glob("*.po")):
        with path.open("rb") as file:
            catalogues.append(read_po(file, locale=language, abort_invalid=True))
    return catalogues


def forms(catalogues: list[Catalog]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for message in chain.from_iterable(catalogues):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            assert key not in found, f"{key} is there twice"
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


JA, EN = forms(read("ja")), forms(read("en"))


def strings_in(source: Path) -> set[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def keys_asked_for(source: Path) -> set[str]:
    """Constant first arguments of `t(…)`, `texts(…)`, `turn.texts(…)` and of their `plain`."""
    asked = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        called = (
            node.func.value
            if isinstance(node.func, ast.Attribute) and node.func.attr == "plain"
            else node.func
        )
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in FIXED_TEXTS:
            asked.add(str(node.args[0].value))
    return asked


SOURCES = sorted(ROOT.rglob("*.py"))


def test_both_languages_have_the_same_keys() -> None:
    assert JA.keys() == EN.keys()


def test_every_key_asked_for_exists() -> None:
    assert {key for source in SOURCES for key in keys_asked_for(source)} - JA.keys() == set()


def test_every_key_in_a_table_of_the_views_exists() -> None:
    tables = [
        fields.LABELS,
        fields.PHONE_WORDS,
        problems.PROBLEMS,
        problems.REFUSALS,
        contact.KINDS,
        edit_card.DECISIONS,
        home.STATES,
        reminder.SNOOZES,
        stale.LATERS,
        stale.ANSWERS,
        stale.EVIDENCE,
        stale_form.KINDS,
        follow_up.SIDES,
        brief.FIELDS,
        digest.ANSWERS,
        reminder_settings.SWITCHES,
        reminder_settings.OBON,
        reminder_settings.ERRORS,
        brief.STATES,
        review.ORIGINS,
    ]
    assert {key for table in tables for key in table.values()} - JA.keys() == set()


def test_every_key_is_used() -> None:
    used = set().union(*(strings_in(source) for source in SOURCES))
    assert JA.keys() - used == set()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(JA.keys() | EN.keys()))
def test_placeholders_agree_and_nothing_is_empty(key: str) -> None:
    every = [*JA.get(key, ()), *EN.get(key, ())]
    assert all(text for text in every)
    # A plural form may spell its number out; every other value is shown by all forms.
    may_lack = {"n"} if len(EN[key]) > 1 else set()
    assert len({frozenset(placeholders(text) - may_lack) for text in every}) == 1, every
    assert all(re.fullmatch(r"[a-z_]+", name) for text in every for name in placeholders(text))


def test_japanese_is_japanese_and_english_is_not() -> None:
    japanese = re.compile(r"[ぁ-んァ-ヶ一-龠]")
    examples = re.compile(r"〒")
    same = {key for key in JA if JA[key] == EN[key]}
    assert not {key for key in EN for text in EN[key] if japanese.search(examples.sub("", text))}
    assert all(not japanese.search(text) for key in same for text in JA[key])


def test_plural_forms_are_complete() -> None:
    for message in chain.from_iterable(read("en")):
        if message.pluralizable:
            assert len(message.string) == 2, message.id
            assert all("{n}" in text for text in JA[message.id[0]]), message.id
