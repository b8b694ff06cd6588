"""The word lists as patterns: titles, honorifics, departments, words of our own side."""

from __future__ import annotations

import re
from functools import cache

from contacts.data import table
from contacts.titles import rank
from notes.data import any_of, words
from notes.data import table as note_table


@cache
def titles() -> frozenset[str]:
    """Every title said after a name in Japanese."""
    return frozenset(words("titles")) | {row[0] for row in table("titles")}


@cache
def spoken_titles() -> dict[str, str]:
    """Titles in hiragana, as some type and dictate them, and what they mean."""
    return {row[0]: row[1] for row in note_table("spoken_titles")}


@cache
def title_pattern() -> str:
    """A title with the departments before it: 部長, 工務部長, 第二営業部 部長."""
    return (
        rf"(?:(?:{any_of(words('departments'))}){{0,4}}[ ]?(?:{any_of(titles())}))"
        r"(?!室|級|職(?!人)|会[議合食]|研修|宛名|ー)"
    )


@cache
def honorific_pattern() -> str:
    """さん, 様 and their like; not 様子, 氏名, 仕様."""
    return rf"(?:{any_of(words('honorifics'))})(?![子式相名々臣])"


@cache
def called() -> re.Pattern[str]:
    """What follows a name or stands alone as a role: a title, an honorific, or both (部長さん)."""
    return re.compile(
        rf"(?P<title>{title_pattern()}|{any_of(spoken_titles())})(?P<after>{honorific_pattern()})?|(?P<honorific>{honorific_pattern()})"
    )


@cache
def departments() -> re.Pattern[str]:
    """Departments and what joins them to a name behind: 経理の, 第二営業部 ."""
    return re.compile(rf"(?:(?:{any_of(words('departments'))}|ご?担当)+(?:の|[ ・])?){{0,3}}$")


@cache
def department_person() -> re.Pattern[str]:
    """Somebody of a department without name and title: 経理の方, 購買の担当者."""
    return re.compile(
        rf"(?P<department>(?:{any_of(one for one in words('departments') if len(one) > 1)})+)(?:部|課|室|係)?"
        r"の(?:ご?担当(?:者|の方)?|女性|男性)?(?:の?方|かた|人|者|担当者?)(?!針|法|向|々|式|が良|がい)(?:さん)?"
    )


@cache
def own_before() -> re.Pattern[str]:
    """Words just before a person that make them ours."""
    return re.compile(
        rf"(?:{any_of(words('own'))})(?:の|側の?|から)?(?:(?:{any_of(words('departments'))})+の?|の)?[ 、]?$"
        r"|(?i:\b(?:my|our|ours?)\s(?:own\s)?(?:[a-z-]+\s){0,3}(?:[,(]\s?)?)$"
        r"|(?i:\b(?:colleague|teammate|coworker|co-worker)s?\s(?:from\s\w+\s)?[,(]?\s?)$"
    )


@cache
def own_after() -> re.Pattern[str]:
    """Words just behind a person that make them ours: 佐藤さんと同行, 鈴木(弊社), Ken (our SE)."""
    return re.compile(
        rf"\s?[(]\s?(?:{any_of(words('own'))}|(?i:our\b|my\b|ours\b))"
        r"|(?:と|が|に|も|を)?(?:一緒に|ともに)?(?:ご?同行|帯同)(?!者?(?:いただ|頂|され))"
        r"|(?i:,? (?:from|on) (?:our|my) (?:side|team|company|office)\b|,? (?:our|my) [a-z]+)"
    )


@cache
def same_role(said: str) -> frozenset[str]:
    """What may be stored for a post that was said, in folded form: 社長 -> 代表取締役, ceo …"""
    for row in note_table("roles"):
        if row[0].casefold() == said.casefold():
            return frozenset(one.casefold() for one in row[1].split(" "))
    return frozenset()


def post(title: str) -> str:
    """The post a title ends with, without departments: 技術部長 -> 部長; else the title itself."""
    text = spoken_titles().get(title.strip(), title.strip())
    return max((one for one in titles() if text.endswith(one)), key=len, default=text)


# Said to anybody of a school or a clinic, whatever the post.
_CALLED_SO = ("先生",)


def role_fits(said: str, stored: str | None) -> bool | None:
    """Whether a title said can be that of a person; None where the stored one does not tell."""
    if not stored:
        return None
    if said in _CALLED_SO:
        return True if any(one in stored.casefold() for one in same_role(said)) else None
    a, b = post(said).casefold(), stored.casefold()
    if a in b or said.casefold() in b or any(one in b for one in same_role(a)):
        return True
    if rank(said).post and rank(stored).post and rank(said).order == rank(stored).order:
        return True
    return False if rank(stored).post else None
