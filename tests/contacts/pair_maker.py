"""Invented pairs of contacts with the truth about them, from causes met in life; seeded, so always the same.

Each cause is a function of a random source that returns (label, a, b).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.contacts.pair_people import (
    DEPARTMENTS,
    FIRSTS,
    GIVENS,
    HEADS,
    LASTS,
    TITLES,
    Human,
    card,
    english,
    firm,
    human,
    mail,
    romaji,
)

Pair = tuple[str, dict[str, Any], dict[str, Any]]


def pairs(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` pairs as `{"id", "scenario", "label", "a", "b"}`, the causes in turn by their weight."""
    source = random.Random(seed)
    names, weights = list(CAUSES), [weight for _, weight in CAUSES.values()]
    for at in range(count):
        cause = source.choices(names, weights)[0]
        label, a, b = CAUSES[cause][0](source)
        if source.random() < 0.5:
            a, b = b, a
        yield {"id": f"made-{at:05d}", "scenario": cause, "label": label, "a": a, "b": b}


def again(r: random.Random) -> Pair:
    who = human(r)
    return "same", card(r, who), card(r, who, noise=0.3)


def new_post(r: random.Random) -> Pair:
    who = human(r)
    mobile = r.choice([who.mobile, human(r).mobile])
    later = replace(who, department=r.choice(DEPARTMENTS), title=r.choice(TITLES), mobile=mobile)
    return "same", card(r, who), card(r, later)


def sparse(r: random.Random) -> Pair:
    who = human(r)
    bare = {
        "name_kana": "",
        "name_romaji": "",
        "department": "",
        "title": "",
        "postal_code": "",
        "address": "",
        "url": "",
    }
    kept = r.choice(
        [
            {"emails": [], "phones": [who.mobile], "company": ""},
            {"emails": [mail(who)], "phones": [], "company": ""},
            {"emails": [mail(who)], "phones": [], "company": who.firm.name, "name": who.family[0]},
            {"emails": [], "phones": [who.firm.line]},
        ]
    )
    return (
        "same",
        card(r, who, sparse=0, phones=[who.firm.line, who.mobile]),
        card(r, who, **{**bare, **kept}),
    )


def other_side(r: random.Random) -> Pair:
    who = human(r)
    return "same", card(r, who), english(r, who)


def mail_style(r: random.Random) -> Pair:
    who = human(r, style=1)
    return "same", card(r, who), card(r, replace(who, style=0))


def rebranded(r: random.Random) -> Pair:
    who = human(r)
    renamed = replace(who.firm, name=firm(r).name, site=firm(r).site)
    numbers = [who.firm.line, who.mobile]
    first, second = (
        card(r, person, sparse=0, phones=numbers) for person in (who, replace(who, firm=renamed))
    )
    return "same", first, second


def renamed_at_home(r: random.Random) -> Pair:
    """A company with a new name where it was: number and address stay, and cards print no mobile."""
    who = human(r)
    renamed = replace(who.firm, name=firm(r).name, site=r.choice([who.firm.site, firm(r).site]))
    sides = (who, replace(who, firm=renamed))
    first, second = (card(r, one, sparse=0, phones=[one.firm.line]) for one in sides)
    told = {"company": f"{renamed.name}(旧 {who.firm.name})"} if r.random() < 0.2 else {}
    return "same", first, {**second, **told}


def small_firm(r: random.Random) -> Pair:
    """A firm whose cards print its one number and its one mail address."""
    who = human(r)
    shared = {
        "phones": [who.firm.line],
        "emails": [f"{r.choice(['info', 'office', 'soumu'])}@{who.firm.site}"],
    }
    return "same", card(r, who, **shared), card(r, replace(who, title=r.choice(TITLES)), **shared)


def new_domain(r: random.Random) -> Pair:
    who = human(r)
    return "same", card(r, who), card(r, replace(who, firm=replace(who.firm, site="g-" + firm(r).site)))


def wedding(r: random.Random) -> Pair:
    who = human(r)
    bride = human(r, who.firm, given=who.given, mobile=who.mobile, department=who.department, title=who.title)
    keeps = r.random() < 0.5
    bride = replace(bride, mail=mail(who) if keeps else "", style=who.style, private=who.private)
    former = f"{bride.family[0]} {bride.given[0]}（旧姓 {who.family[0]}）"
    told = r.random() < 0.3
    fixed = {"name": former} if told else {}
    phones = {} if keeps or (told and r.random() < 0.5) else {"phones": [who.mobile]}
    return "same", card(r, who, sparse=0, **phones), card(r, bride, sparse=0, **phones, **fixed)


def branch(r: random.Random) -> Pair:
    who = human(r)
    other = replace(
        firm(r), name=f"{who.firm.name} {r.choice(['大阪支店', '九州営業所', '本社'])}", site=who.firm.site
    )
    return "same", card(r, who), card(r, replace(who, firm=other))


def kana_name(r: random.Random) -> Pair:
    who = human(r)
    written = {"name": f"{who.family[0]} {who.given[1]}"}
    return "same", card(r, who), card(r, who, **written)


def western(r: random.Random) -> Pair:
    label, first, second = r.choice([("same", 0, -1), ("same", 0, 0), ("moved", 0, -1)])
    names, last = r.choice(FIRSTS), r.choice(LASTS)
    who = human(r)
    later = who if label == "same" else replace(who, firm=firm(r))
    shown = [f"{names[first]} {last}", f"{names[second]} {r.choice(['', 'J. '])}{last}"]
    own = r.choice(["+491512", "+1415", "+44770"]) + who.mobile[-7:]
    cards = [
        card(
            r,
            replace(person, mail=f"{names[0][0].lower()}{last.lower().replace(' ', '')}@{person.firm.site}"),
            name=name,
            name_kana="",
            name_romaji="",
            company=person.firm.english,
            phones=[person.firm.line, own],
        )
        for person, name in zip((who, later), shown, strict=True)
    ]
    return label, cards[0], cards[1]


def _american(r: random.Random, who: Human, given: str, last: str, *numbers: str) -> dict[str, Any]:
    """A card of an American office, where mobiles look like landlines."""
    local = r.choice([given, f"{given}.{last}", f"{given[0]}{last}"]).lower().replace(" ", "")
    return card(
        r,
        replace(who, mail=f"{local}@{who.firm.site}"),
        name=f"{given} {last}",
        name_kana="",
        name_romaji="",
        company=who.firm.english,
        phones=list(numbers),
        postal_code="",
        address=f"{who.firm.lot[1]} {r.choice(LASTS)} {r.choice(['Street', 'Ave.', 'Road'])}",
    )


def _numbers(r: random.Random, count: int) -> list[str]:
    return [f"+1{r.choice(['415', '212', '206', '312'])}{r.randint(2000000, 9999999)}" for _ in range(count)]


def american_wedding(r: random.Random) -> Pair:
    who, given = human(r), r.choice(FIRSTS)[0]
    before, after = r.sample(LASTS, 2)
    line, other, mobile = _numbers(r, 3)
    moves = r.random() < 0.3
    later = replace(who, firm=firm(r)) if moves else who
    first = _american(r, who, given, before, line, mobile)
    second = _american(r, later, given, after, other if moves else line, mobile)
    return ("moved" if moves else "same"), first, second


def american_colleagues(r: random.Random) -> Pair:
    who, line, (one, two) = human(r), _numbers(r, 1)[0], _numbers(r, 2)
    a, b = r.sample(FIRSTS, 2)
    last = r.choice(LASTS)
    first = _american(r, who, a[0], last, line, *([one] if r.random() < 0.6 else []))
    second = _american(r, who, b[0], r.choice([last, *LASTS]), line, *([two] if r.random() < 0.6 else []))
    return "different", first, second


def _two_mails(who: Human) -> list[str]:
    return [mail(who), who.private]


def moved_mobile(r: random.Random) -> Pair:
    who = human(r)
    later = replace(who, firm=firm(r), style=r.randrange(5), title=r.choice(TITLES))
    phones = [{"phones": [person.firm.line, who.mobile]} for person in (who, later)]
    second = english(r, later, **phones[1]) if r.random() < 0.2 else card(r, later, **phones[1])
    return "moved", card(r, who, **phones[0]), second


def moved_private(r: random.Random) -> Pair:
    who = human(r)
    later = replace(who, firm=firm(r), mobile=human(r).mobile)
    return "moved", card(r, who, emails=_two_mails(who)), card(r, later, emails=_two_mails(later))


def moved_misread(r: random.Random) -> Pair:
    who = human(r)
    wrong = who.mobile[:7] + str((int(who.mobile[7]) + 5) % 10) + who.mobile[8:]
    later = replace(who, firm=firm(r), mobile=wrong)
    return "moved", card(r, who, phones=[who.mobile]), card(r, later, phones=[wrong])


def moved_married(r: random.Random) -> Pair:
    who = human(r)
    later = human(r, given=who.given, mobile=who.mobile, private=who.private)
    extra = (
        {"name": f"{later.family[0]} {later.given[0]}（旧姓:{who.family[0]}）"} if r.random() < 0.5 else {}
    )
    return "moved", card(r, who, phones=[who.mobile]), card(r, later, phones=[who.mobile], **extra)


def seconded(r: random.Random) -> Pair:
    head = r.choice(HEADS)
    who = human(r, firm(r, head))
    later = replace(who, firm=replace(firm(r, head), site=r.choice([who.firm.site, firm(r, head).site])))
    phones = [{"phones": [person.firm.line, who.mobile]} for person in (who, later)]
    if later.firm.name == who.firm.name or later.firm.english.split()[:2] == who.firm.english.split()[:2]:
        return seconded(r)
    return "moved", card(r, who, **phones[0]), card(r, later, **phones[1])


def seconded_quietly(r: random.Random) -> Pair:
    """To a company of the group: the part before the @ stays, or the post says where from; no mobile."""
    head = r.choice(HEADS)
    who = human(r, firm(r, head))
    later = replace(who, firm=firm(r, head), title=r.choice(TITLES), department=r.choice(DEPARTMENTS))
    if later.firm.name == who.firm.name or later.firm.english.split()[:2] == who.firm.english.split()[:2]:
        return seconded_quietly(r)
    first, second = (card(r, one, sparse=0, phones=[one.firm.line]) for one in (who, later))
    if r.random() < 0.4:
        second = {**second, "title": f"{later.title}({who.firm.name}より出向)", "emails": []}
    return "moved", first, second


def namesakes_in_group(r: random.Random) -> Pair:
    """Two companies that begin alike, of a group or by chance; mail addresses in one style or in two."""
    head = r.choice(HEADS)
    a = human(r, firm(r, head), rare=False)
    b = human(r, firm(r, head), family=a.family, given=a.given, style=r.choice([a.style, (a.style + 1) % 5]))
    if a.firm.name == b.firm.name:
        return namesakes_in_group(r)
    return "different", card(r, a, sparse=0), card(r, b, sparse=0)


def family_numbers(r: random.Random) -> Pair:
    """Father and son with numbers bought one after the other; one name begins the other: 茂 and 茂樹."""
    at = firm(r)
    a = human(r, at)
    last = int(a.mobile[-1])
    mobile = a.mobile[:-1] + str(last + 1 if last < 9 else last - 1)
    given = (a.given[0][0] + r.choice("一司也夫樹"), "けんや")
    b = human(r, at, family=a.family, given=given, mobile=mobile)
    if a.given[0] == given[0]:
        return family_numbers(r)
    first, second = (
        card(r, one, name_kana="", name_romaji="", emails=[], phones=[at.line, one.mobile]) for one in (a, b)
    )
    return "different", first, second


def colleagues(r: random.Random) -> Pair:
    at = firm(r)
    shared = r.choice(
        [{}, {"emails": [f"{r.choice(['info', 'eigyo', 'office'])}@{at.site}"], "phones": [at.line]}]
    )
    a, b = human(r, at), human(r, at)
    if a.given == b.given or mail(a) == mail(b):
        return colleagues(r)
    return "different", card(r, a, **shared), card(r, b, **shared)


def relatives(r: random.Random) -> Pair:
    at = firm(r)
    a = human(r, at)
    given = r.choice([g for g in GIVENS if g[0] != a.given[0]])
    if r.random() < 0.4:
        given = [a.given[0][0] + r.choice("一司也夫美"), ""] if len(a.given[0]) > 1 else given
    b = human(r, at, family=a.family, given=(given[0], given[1] or "けんや"), title=r.choice(TITLES))
    if a.given[0] == b.given[0] or mail(a) == mail(b):
        return relatives(r)
    shop = r.random() < 0.3
    fixed = {"phones": [at.line, a.mobile], "emails": [f"info@{at.site}"]} if shop else {}
    return "different", card(r, a, name_kana="", **fixed), card(r, b, name_kana="", **fixed)


def namesakes_here(r: random.Random) -> Pair:
    a = human(r, rare=False)
    b = human(r, a.firm, family=a.family, given=a.given, style=a.style)
    local, _, domain = mail(b).partition("@")
    b = replace(b, mail=f"{local}{r.choice(['2', '.k', '01', '3'])}@{domain}")
    while b.department == a.department:
        b = replace(b, department=r.choice(DEPARTMENTS))
    return "different", card(r, a, sparse=0), card(r, b, sparse=0)


def namesakes_apart(r: random.Random) -> Pair:
    a = human(r, rare=False)
    b = human(r, family=a.family, given=a.given)
    return "different", card(r, a), card(r, b)


def namesakes_rare(r: random.Random) -> Pair:
    a = human(r, rare=True)
    b = human(r, family=a.family, given=a.given)
    return "different", card(r, a), card(r, b)


def moved_bare(r: random.Random) -> Pair:
    """Nothing but a rare name is left after the move; the truth is known, and a person should be asked."""
    who = human(r, rare=True)
    later = replace(who, firm=firm(r), mobile=human(r).mobile)
    return "moved", card(r, who), card(r, later)


def nobody(r: random.Random) -> Pair:
    """A contact that hardly says anything beside somebody else's."""
    bare = {
        "name_kana": "",
        "name_romaji": "",
        "department": "",
        "emails": [],
        "phones": [],
        "postal_code": "",
    }
    left = r.choice([{}, {"name": ""}, {"name": "", "company": ""}, {"company": ""}])
    someone = human(r)
    other = human(r, r.choice([None, someone.firm]))
    if other.family == someone.family:
        return nobody(r)
    return "different", card(r, someone), card(r, other, **bare, **left, address="", url="")


def successor(r: random.Random) -> Pair:
    a = human(r)
    b = human(r, a.firm, mobile=a.mobile, department=a.department, title=a.title)
    role = {"emails": [f"branch{r.randint(1, 9)}@{a.firm.site}"]} if r.random() < 0.3 else {}
    if a.family == b.family or a.given == b.given:
        return successor(r)
    both = {"phones": [a.firm.line, a.mobile], **role}
    return "different", card(r, a, **both), card(r, b, **both)


def same_sound(r: random.Random) -> Pair:
    a = human(r)
    sounds = [g for g in GIVENS if g[1] == a.given[1] and g[0] != a.given[0]]
    if not sounds:
        return same_sound(r)
    given = sounds[0]
    b = human(r, a.firm, family=a.family, given=(given[0], given[1]), style=a.style)
    local, _, domain = mail(b).partition("@")
    return "different", card(r, a), card(r, replace(b, mail=f"{local}{r.randint(2, 9)}@{domain}"))


def initial_only(r: random.Random) -> Pair:
    a = human(r)
    rest = [g for g in GIVENS if romaji(g[1])[0] == romaji(a.given[1])[0]]
    given = r.choice(rest)
    if given[1] == a.given[1]:
        return initial_only(r)
    b = human(r, a.firm, family=a.family, given=(given[0], given[1]), style=0)
    return "different", card(r, replace(a, style=0)), english(r, b)


def strangers(r: random.Random) -> Pair:
    a, b = human(r), human(r)
    if r.random() < 0.5:
        b = replace(b, firm=replace(b.firm, town=a.firm.town, postcode=a.firm.postcode, lot=a.firm.lot))
    return "different", card(r, a), card(r, b)


def same_given(r: random.Random) -> Pair:
    a = human(r)
    b = human(r, a.firm, given=a.given)
    if a.family == b.family or mail(a) == mail(b):
        return same_given(r)
    return "different", card(r, a), card(r, b)


def same_given_bare(r: random.Random) -> Pair:
    """Two of one section with one given name, and nothing printed that belongs to one of them."""
    a = human(r)
    b = human(r, a.firm, given=a.given, department=a.department, title=r.choice([a.title, r.choice(TITLES)]))
    if a.family == b.family:
        return same_given_bare(r)
    bare = {"phones": [a.firm.line], "name_kana": "", "name_romaji": ""}
    return "different", card(r, a, **bare), card(r, b, **bare, emails=[])


CAUSES: dict[str, tuple[Callable[[random.Random], Pair], float]] = {
    "again": (again, 8),
    "new_post": (new_post, 7),
    "sparse": (sparse, 6),
    "other_side": (other_side, 7),
    "mail_style": (mail_style, 3),
    "rebranded": (rebranded, 2),
    "renamed_at_home": (renamed_at_home, 1),
    "small_firm": (small_firm, 1),
    "new_domain": (new_domain, 2),
    "wedding": (wedding, 5),
    "branch": (branch, 4),
    "kana_name": (kana_name, 2),
    "western": (western, 4),
    "american_wedding": (american_wedding, 1.5),
    "american_colleagues": (american_colleagues, 3),
    "moved_mobile": (moved_mobile, 9),
    "moved_private": (moved_private, 4),
    "moved_misread": (moved_misread, 2),
    "moved_married": (moved_married, 2),
    "seconded": (seconded, 4),
    "seconded_quietly": (seconded_quietly, 1),
    "namesakes_in_group": (namesakes_in_group, 2),
    "family_numbers": (family_numbers, 1),
    "colleagues": (colleagues, 8),
    "relatives": (relatives, 6),
    "namesakes_here": (namesakes_here, 5),
    "namesakes_apart": (namesakes_apart, 6),
    "namesakes_rare": (namesakes_rare, 0.6),
    "moved_bare": (moved_bare, 0.8),
    "nobody": (nobody, 1.5),
    "successor": (successor, 4),
    "same_sound": (same_sound, 3),
    "initial_only": (initial_only, 2),
    "strangers": (strangers, 4),
    "same_given": (same_given, 3),
    "same_given_bare": (same_given_bare, 1),
}
