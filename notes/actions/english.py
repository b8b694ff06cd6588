"""Whether an English piece promises, asks, agrees, schedules or waits for something, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from contacts.values import Side
from notes.actions import english_patterns as say
from notes.actions.english_forms import (
    IRREGULAR,
    base_of_ing,
    base_of_participle,
    base_of_s,
    clean,
    is_act,
    plain_form,
)
from notes.actions.judged import Judged, Weight
from notes.actions.pieces import Piece
from notes.actions.words import noun_group
from notes.data import grouped

# Notes of keywords name a thing in so many words.
_KEYWORDS = 4

Rule = Callable[[str, bool, Collection[str]], Judged | bool | None]


def _said(side: Side, text: str, assignee: str | None = None, sure: bool = True) -> Judged:
    return Judged(side, assignee, Weight.SURE if sure else Weight.ASKED, text)


def judge_english(piece: Piece, colleagues: Collection[str], before: str = "") -> Judged | None:
    """What the piece commits to, None where it tells a wish, a fact or something done.

    `before` is the piece before it in the same sentence, whose subject goes on where this one has none.
    """
    words = say.ILL.sub(lambda m: f"{m[1]}'ll" if m[1] else "I'm", say.LEAD.sub("", piece.bare))
    words = say.REPORTED.sub("", words).strip(" .,;:!?-–—→")
    dated = bool(piece.all_dates)
    if len(words) < 2 or say.RECURRING.search(words):
        return None
    words = say.ADVERB.sub(r"\g<who> ", words)
    if say.ELIDED.match(words) and (subject := say.THIRD.match(before.strip())):
        words = f"{subject['who']} {words}"
    if dated and say.SETTLED.fullmatch(words):
        return _said(Side.OURS, words.split()[0])
    if dated and (stated := _stated(words)):
        return stated
    for rule in _RULES:
        said = rule(words, dated, colleagues)
        if said is not None:
            return said if isinstance(said, Judged) else _labelled(words, piece)
    today = all(
        re.search(r"today|this (?:morning|afternoon|evening)", one.words, re.I) for one in piece.all_dates
    )
    if dated and say.ARROWED.search(piece.text) and len(words.split()) <= _KEYWORDS:
        return _nominal(words) or _said(Side.OURS, clean(words))
    sent = re.search(say.SENT_TO, words)
    return _labelled(words, piece) or (_nominal(words) if dated and (sent or not today) else None)


def _waits(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    found = say.WAIT.search(words)
    if found is None:
        return None
    behind = words[found.end() :].strip()
    before = re.sub(
        r"\b(?:is|are|we're|i'm|still|now|am|be)\b\s*$", "", words[: found.start()].strip(" ,"), flags=re.I
    ).strip()
    if re.match(r"to\b", behind) and re.match(r"(?:i|we)\b", words, re.I):
        return None
    passive = (
        re.match(r"expected|pending|still pending|due|outstanding|coming", found.group(), re.I) and before
    )
    text = before if passive else (behind or before)
    if re.match(r"(?:my|our)\b", text, re.I):
        return False
    return _said(Side.THEIRS, clean(text)) if text else False


def _delegated(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    """What we asked them for, and what we need from them: asked Bob to send it, need their number."""
    asked = say.DELEGATED.match(words)
    if asked and (
        " to " in words[: asked.start("verb")]
        or re.match(r"(?:i |we )?(?:asked|requested|chased)", words, re.I)
    ):
        side, name = _who(asked["who"], colleagues)
        if re.match(r"(?:us|me)\b", asked["who"], re.I) or (
            re.match(r"(?:need|want|expect)", words, re.I) and not dated
        ):
            return None
        return _said(side, clean(asked["verb"]), name)
    needed = say.NEEDED.match(words)
    if needed is None:
        return None
    what = clean(needed["what"] or needed["what2"])
    theirs = needed["what"] or noun_group(what) in ("customer", "theirs") or say.THEIRS.search(words)
    return _said(Side.THEIRS if theirs else Side.OURS, what)


def _expected(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    """What they expect of us, and what is set to be held."""
    expects = say.EXPECTS.match(words)
    if expects and not re.match(r"(?:i|we)\b", words, re.I):
        return _said(Side.OURS, clean(re.sub(r"^(?:our|us)\b(?: to)?", "", expects["what"], flags=re.I)))
    given = say.GIVEN_UNTIL.search(words)
    if given:
        return _said(Side.OURS, clean(given["verb"]))
    out = say.GOES_OUT.match(words)
    if out and dated:
        their = re.search(r"from (?:his|her|their) (?:side|end)", words, re.I)
        theirs = their or noun_group(out["what"]) in ("customer", "theirs")
        return _said(Side.THEIRS if theirs else Side.OURS, clean(out["what"] if their else words))
    comes = say.COMES.match(words)
    if comes and dated and noun_group(comes["what"]) in ("customer", "theirs"):
        return _said(Side.THEIRS, clean(comes["what"]))
    held = say.HELD.match(words)
    if held and dated and noun_group(held["what"]) == "event" and not re.match(r"their|his|her", words, re.I):
        return _said(Side.OURS, clean(held["what"]))
    return None


def _owes(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    found = say.OWE.search(words)
    return _said(Side.OURS, clean(words[found.end() :])) if found else None


def _asked(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    to = say.ASKED_TO.search(words)
    if to:
        return _said(Side.OURS, clean(to["verb"] or to["verb2"]), sure=dated)
    wants = say.ASKED_FOR.search(words)
    if wants and re.match(r"ask for", words, re.I):
        return None
    if wants is None or re.match(r"(?:i|we) (?:need|want|'?d)", words, re.I) or say.GO.match(words):
        return None
    what = clean(wants["what"])
    first = noun_group(
        re.split(r" (?:for|of|on|with|to|from|about|at|in|by|that|covering|including)\b", what)[0]
    )
    wished = re.match(r"want|would|'d|look|keen|interest", wants["how"], re.I)
    urgent = re.search(r"\b(?:asap|urgent(?:ly)?|right away|quickly|as soon as possible)\b", words, re.I)
    thing = dated and first is None and not say.NEGOTIATED.search(what)
    if thing or (first in ("ours", "event") and (dated or urgent or not wished)):
        return _said(Side.OURS, what, sure=bool(dated or urgent))
    if not wished and first is None and not re.match(r"to\b", what) and not say.NEGOTIATED.search(what):
        asked = re.match(r"ask|request", wants["how"], re.I)
        if dated or asked:
            return _said(Side.OURS, what, sure=dated)
    return False if not re.search(r"\b(?:needs? to)\b", words) else None


def _undecided(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    """ "James won't decide until the 24th" names their decision; other negations commit nobody."""
    until = say.UNTIL.match(words) or re.match(
        rf"^(?:{say.THEM})(?: won't| will not| can't) (?P<verb>\w+.*)", words, re.I
    )
    if until and dated:
        rest = words[until.end() :].strip(" ,.") if until.re is say.UNTIL else ""
        return _said(Side.THEIRS, clean(f"{until['verb']} at {rest}" if rest else until["verb"]))
    pushing = say.PUSHING.search(words)
    if pushing and dated and noun_group(clean(pushing["what"])) in ("customer", "theirs"):
        return _said(Side.THEIRS, clean(pushing["what"]))
    if re.match(r"(?:don'?t|do not|must not|mustn'?t|can'?t) forget", words, re.I):
        return None
    return (
        False
        if say.NOT.search(words) and not re.search(r"\b(?:i|we)(?:'ll| will| need)\b", words, re.I)
        else None
    )


def _wish(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    return False if say.WANTS_TO.search(words) and not re.match(r"(?:i|we)\b", words, re.I) else None


def _passive(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    found = re.match(
        r"(?P<what>.+?) (?:(?:is |are )?to be|will be|'ll be|needs? to be|ha(?:s|ve) to be|"
        r"must be|should be) (?P<done>\w+)\b(?P<rest>.*)",
        words,
        re.I,
    )
    ing = say.NEEDS_DOING.match(words)
    if ing and is_act(verb := base_of_ing(ing["stem"])):
        return _said(Side.OURS, clean(f"{verb} {ing['what']}"))
    if found is None or re.match(r"(?:i|we|he|she|they)\b", words, re.I):
        return None
    if not found["done"].endswith("ed") and found["done"].casefold() not in IRREGULAR:
        return None
    side = (
        Side.THEIRS if say.THEIRS.search(words) or noun_group(found["what"]) in ("customer",) else Side.OURS
    )
    return _said(side, clean(f"{base_of_participle(found['done'])} {found['what']}{found['rest']}"))


def _subject(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    """Somebody will, has to, promised to do something."""
    found = re.match(
        rf"^(?:.{{0,40}}?\b)??(?P<who>{say.ME}|{say.THEM})(?P<how>{say.WILL}) (?P<verb>.+)$", words, re.I
    )
    if found is None:
        return None
    if (
        is_act(found["who"])
        or say.ADJECTIVES.fullmatch(found["who"])
        or (found["how"].strip() == "to" and not (is_act(found["verb"]) and not _told(words, found)))
    ):
        return None
    verb = clean(found["verb"])
    who, name = _who(found["who"], colleagues)
    if re.fullmatch(r"(?i)(?:is|are|was|were|has|have|had)", found["who"].split()[-1]):
        return None
    if who is Side.OURS and re.match(r"have |need ", verb, re.I):
        return _said(who, verb, name)
    had = re.match(r"have (?P<what>.+)", verb, re.I)
    if had and dated and noun_group(had["what"]) in ("customer", "theirs"):
        return _said(who, clean(had["what"]), name)
    if say.NO_FACTS.match(verb) and not re.match(r"be (?:back|in touch|sending)", verb, re.I):
        return False if who is Side.THEIRS else None
    ours = who is Side.OURS and re.search(r"(?i)(?:'ll|’ll| will)", found["how"])
    if not (dated or ours or is_act(verb) or verb.startswith("be ")):
        return False
    return _said(who, plain_form(verb), name)


def _told(words: str, found: re.Match[str]) -> bool:
    """Whether "to" tells what something done was for: "Tom called to cancel"."""
    before = words[: found.start("how")].casefold().split()
    return any(word in grouped("action_verbs_en")["past"] for word in before)


def _going(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    found = say.GO.match(words) or say.PROMISED.match(words)
    if found and re.match(r"(?:will|to|going to)\b", words, re.I) and say.GROWTH.match(found["verb"]):
        return False
    return _said(Side.OURS, clean(found["verb"])) if found else None


def _doing(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    theirs = say.PROGRESS.match(words)
    own = re.match(r"(?:i'?m|we'?re|i am|we are)\b", words, re.I)
    if theirs and not own:
        who, name = _who(words.split()[0], colleagues)
        fact = say.NO_FACTS.match(base_of_ing(theirs["stem"]))
        return (
            _said(who, plain_form(clean(theirs["verb"])), name)
            if is_act(base_of_ing(theirs["stem"])) and not fact and dated
            else False
        )
    found = say.GERUND.match(words)
    either = say.EITHER.match(words) if not own else None
    if (
        found
        and either
        and not (
            say.OBJECT.match(either["rest"])
            and not re.match(r" (?:at|in|with|from|on|for|to)\b", either["rest"])
        )
    ):
        return None if dated else False
    if found and (is_act(base_of_ing(found["stem"])) or found["stem"].lower() == "go"):
        verb = re.sub(r"^going to ", "", found["verb"], flags=re.I)
        return _said(Side.OURS, plain_form(clean(verb)))
    return None


def _imperative(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    if re.match(r"let (?:him|her|them|it|\w+) (?!know)", words, re.I):
        return False
    first = words.split()[0].strip(",:").casefold()
    if first in grouped("action_verbs_en")["past"] and first not in ("set", "put", "quote", "let", "run"):
        if re.search(r"\bpromised\b", words, re.I) and dated:
            return None
        return False
    two = " ".join(words.split()[:2]).casefold()
    if is_act(two) or is_act(first):
        either = say.EITHER.match(words)
        if either and re.search(
            r"\b(?:went|was|were|lasted|is|are|ran|looks?|seems?|failed|passed|approved|done)\b", words, re.I
        ):
            return False
        if either and not dated and not say.OBJECT.match(either["rest"]):
            return False
        if (
            either
            and not dated
            and re.match(r" (?:with|from|at|in|on|for|to) ", either["rest"])
            and not first.startswith(("check", "go", "see", "reply", "try", "get", "look"))
        ):
            return False
        if (
            either
            and dated
            and noun_group(first) in ("customer", "theirs")
            and not say.OBJECT.match(either["rest"])
            and first != "answer"
        ):
            return _said(Side.THEIRS, clean(words))
        side = Side.THEIRS if re.search(rf"\bby (?:them|him|her|their \w+|{say.NAME})$", words) else Side.OURS
        return _said(side, clean(words))
    return None


def _present(words: str, dated: bool, colleagues: Collection[str]) -> Judged | bool | None:
    """We countersign by Monday; Bob sends the list on Friday; they pay."""
    found = say.PRESENT.match(words)
    if found is None:
        return None
    parts = found["verb"].split()
    verb = base_of_s(parts[0])
    plural = re.fullmatch(
        r"i|we|they|both|all|.*\band\b.*|.*(?:team|people|guys|staff|crew)", found["who"], re.I
    )
    fact = say.NO_FACTS.match(verb) or (verb in grouped("action_verbs_en")["fact"] and not is_act(verb))
    if fact and (parts[0].casefold() != verb or plural):
        return False
    our_own = re.match(r"(?:i|we|our|my)\b", found["who"], re.I) and not parts[0].casefold().endswith("ed")
    if not plural and parts[0].casefold() == verb and not (our_own and verb.endswith("s")):
        return None
    told = parts[0].casefold() in grouped("action_verbs_en")["past"]
    if told or not dated or not (is_act(verb) or our_own):
        past = parts[0].casefold() in grouped("action_verbs_en")["past"] or parts[0].casefold().endswith("ed")
        return False if past and not re.search(r"\bpromised\b", words, re.I) else None
    if say.NO_FACTS.match(" ".join([verb, *parts[1:]])):
        return False
    who, name = _who(found["who"], colleagues)
    if who is Side.THEIRS and re.search(r"\b(?:if|unless)\b", words, re.I):
        return False
    return _said(who, clean(" ".join([verb, *parts[1:]])), name)


# In this order: who waits or asks comes before who does.
_RULES: tuple[Rule, ...] = (
    _waits,
    _delegated,
    _expected,
    _owes,
    _undecided,
    _asked,
    _wish,
    _passive,
    _going,
    _subject,
    _doing,
    _imperative,
    _present,
)


def _labelled(words: str, piece: Piece) -> Judged | None:
    """Behind "next step:" a bare thing is an action too."""
    label = piece.label or ""
    if re.search(r"next|todo|to do|action|follow|task|plan", label, re.I) and len(words) > 2:
        return _said(
            Side.THEIRS if re.search(r"them|their|customer|client", label, re.I) else Side.OURS, clean(words)
        )
    return None


def _nominal(words: str) -> Judged | None:
    """A thing and its date: Kickoff on Jan 6, PO early next week."""
    if re.search(r"\b(?:was|were|had|did|went|said|called|emailed|met|visited)\b", words, re.I):
        return None
    promised = re.fullmatch(
        r"(?P<what>.+?)(?: is| are)? (?:promised|guaranteed|confirmed|agreed|scheduled|booked|planned|set|"
        r"fixed|locked in|pencilled in|moved(?: to)?|pushed(?: back)?(?: to)?|rescheduled(?: to|"
        r" for)?|postponed(?: to| until)?|shifted(?: to)?|brought forward(?: to)?|out|over|back|"
        r"done|ready|delivered|in)",
        words,
        re.I,
    )
    what = clean(promised["what"] if promised else re.sub(r" (?:theirs|ours)$", "", words))
    head = re.split(
        r" (?:for|of|on|with|to|from|about|at|in|by|covering|including|w/|via|into|@|is|are|now|"
        r"still|remains)\b",
        what,
    )[0]
    group = noun_group(head) or noun_group(what)
    if group is None and re.search(r"\b(?:their|his|her)\b", words, re.I) and len(words.split()) > 3:
        return None
    if group is None and promised and re.search(r"(?:ed|set|locked in)$|ed (?:to|for|until)$", words, re.I):
        group = "ours"
    if group is None and re.match(r"(?:revised|updated|final|corrected|signed|amended|new) \w+", what, re.I):
        group = "customer" if what.casefold().startswith("signed") else "ours"
    if group is None and re.search(
        r"\b(?:from|by) (?:us|me|our (?:side|end)|them|him|her|their \w+)\b|^their\b", words, re.I
    ):
        group = "ours"
    if group is None and re.search(say.SENT_TO, words):
        return _said(Side.OURS, clean(words))
    if group in (None, "fact"):
        return None
    if say.OURS.search(words):
        return _said(Side.OURS, clean(words))
    theirs = group in ("customer", "theirs") or say.THEIRS.search(words)
    moved = promised and re.search(r"\b(?:moved|pushed|rescheduled|postponed|shifted|forward)\b", words, re.I)
    said = what if promised and (moved or group != "ours") else clean(words)
    return _said(Side.THEIRS if theirs else Side.OURS, said)


def _stated(what: str) -> Judged | None:
    """ "confirmed the go-live date of …": the thing behind a verb of agreeing."""
    found = re.search(
        r"\b(?:confirmed|agreed on|agreed to|agreed|scheduled|booked|set up|set|fixed|moved|"
        r"pushed|rescheduled|postponed|shifted|locked in|arranged|pencilled in|"
        r"accepted)(?: (?:the|a|an|our|for))? (?P<what>.+)",
        what,
        re.I,
    )
    thing = re.sub(r"\s*\b(?:date|time|slot)?(?: of| for)?$", "", found["what"]) if found else ""
    head = re.split(r" (?:for|of|on|with|to|from|about|at|in|by)\b", thing)[0]
    if (
        not thing
        or noun_group(head) not in ("event", "ours")
        or re.search(r"\b(?:to|we|i|will)\b", what[: found.start()] if found else "", re.I)
    ):
        return None
    return _said(Side.OURS, clean(thing))


def _who(words: str, colleagues: Collection[str]) -> tuple[Side, str | None]:
    """The side of a subject, and the colleague's name where it is one."""
    for name in colleagues:
        if name and re.search(rf"\b{re.escape(name)}\b", words, re.I):
            return Side.OURS, name
    ours = re.fullmatch(rf"(?:{say.ME})", words.strip(), re.I)
    return (Side.OURS if ours else Side.THEIRS), None
