"""Whether an English piece promises, asks, agrees, schedules or waits for something, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from contacts.values import Side
from notes.actions.pieces import Piece
from notes.actions.words import noun_group
from notes.data import grouped

_NAME = r"(?!I'|I’)(?-i:[A-Z][\w'’.-]+)(?: (?-i:[A-Z][\w'’-]+)){0,2}(?:-san)?"
_ME = r"(?:i|we|us|me|myself|(?:me|i) and \w+|my (?:team|boss|manager|colleague|side)|our (?:team|side|engineers?|legal|finance|\w+))"
_THEM = rf"(?:he|she|they|both|all|(?:the|their|his|her) (?:[\w-]+ ){{0,2}}[\w-]+|customer|client|procurement|legal|finance|it|purchasing|buyer|{_NAME}(?:'s (?:team|boss|side|people|[\w]+))?(?: and {_NAME})?)"
_WILL = r"(?:'ll|’ll| will| shall| would|'d|’d)(?: also| now| then| probably| likely| try to| be able to| need to| have to)?|(?: is|'s| are|'re| am|'m)(?: now| also)? (?:going|gonna|supposed|set|due|planning|expected|about) to| (?:has|have|had|needs?|ought|is|are|was|were) to(?= )| must| should| gotta| (?:promised|agreed|committed|offered|undertook|volunteered|pledged|plans?|intends?|aims?|said)(?: to)?(?: (?:me|us))?(?: (?:that )?(?:he|she|they|we|i)(?:'d|'ll| would| will))?(?: to)?| to(?= )|(?: am|'m| are|'re| is) to(?= )| can| gets? to"
_LEAD = re.compile(
    r"^(?:[-*•\d.)\s]+|and |but |so |then |also |next,? |now |ok,? |please |pls |(?:can|could|would) (?:you|someone|somebody) |reminder:? |note to self:? |todo:? |action:? |next steps?:? |plan:? |fyi,? |otherwise |meanwhile |after that,? |in return,? |as promised,? |if [^,]+, )+",
    re.IGNORECASE,
)
_WAIT = re.compile(
    r"\b(?:waiting to hear from|waiting (?:for|on)|wait (?:for|on)|await(?:ing|s)?|(?:still )?expecting|expected|(?:still )?pending|hear(?:ing)? back from|(?:due|outstanding|coming) from|owes? (?:us|me)|looking forward to (?:his|her|their)|chasing (?:him|her|them))\b:?",
    re.IGNORECASE,
)
_OWE = re.compile(rf"\b(?:i|we) (?:still )?owe (?:\w+(?:'s)? |{_NAME} )?", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:won't|wont|will not|don't|doesn't|didn't|can't|cannot|couldn't|isn't|aren't|wasn't|never|not|nothing|nobody|no (?!later|rush)|unlikely|might|may|maybe|if only)\b",
    re.IGNORECASE,
)
_DELEGATED = re.compile(
    rf"^(?:i |we |i've |we've |have |has )?(?:asked|told|reminded|urged|requested|need|want|expect|gave|got|invited|pushed|nudged|emailed|called|messaged|chased) "
    rf"(?P<who>him|her|them|(?:the|their|his|her) \w+|{_NAME})(?: back)?(?: (?:till|until|to))? (?:to|for) (?P<verb>.+)",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    rf"^(?:(?:we|i) )?(?:still |also )?(?:need|require)s? (?P<what>(?:their|his|her|{_NAME}'s) .+|.+ from (?:them|him|her|their .+|the .+|{_NAME}.*))$"
    r"|^(?P<what2>(?!we |i ).+?) (?:is |are |still )*(?:needed|required|outstanding|missing)$",
    re.IGNORECASE,
)
_EXPECTS = re.compile(
    r"^(?:and |but )?(?:he|she|they|\w+)(?:'s|'re| is| are)? (?:expects?|expecting|counting on) (?P<what>(?:our|us|a|an|the) .+)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"^(?P<what>.+?) (?:starts?|begins?|kicks? off|takes? place|happens?|is on|is set|is scheduled|goes live)$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"^(?:{_THEM})(?: won't| will not| can't| cannot) (?P<verb>.+?) (?:until|before|till)\b", re.IGNORECASE
)
_ASKED_TO = re.compile(
    r"\b(?:asks?|asked|wants?|wanted|needs?|needed|would like|'d like|expects?|requests?|requested|told|begged|urged|reminded)(?: for)? (?:us|me) to (?P<verb>.+)|\basked (?:if|whether) (?:we|i) (?:can|could|would|might) (?P<verb2>.+)",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"\b(?P<how>asks? for|asked (?:me |us )?for|asking for|requests?|requested|requesting|needs?|needed|wants?|wanted|would like|'d like|would love|is after|looking for|keen (?:to see|on)|interested in (?:seeing|getting|a)|to see)(?: (?:to (?:see|get|have|receive)))? (?P<what>(?!to ).+)",
    re.IGNORECASE,
)
_PUSHING = re.compile(
    r"\b(?:pushing|aiming|hoping|pressing|shooting|targeting) (?:for )?(?P<what>.+)", re.IGNORECASE
)
_WANTS_TO = re.compile(
    r"\b(?:wants?|wanted|would like|'d like|hopes?|hoping|wishes|likes?|prefers?|considering|thinking of|interested in)\b",
    re.IGNORECASE,
)
_GO = re.compile(
    r"^(?:(?:i |we )?(?:need|have|got|gotta|ought|remember|don't forget|must not forget|mustn't forget|must remember|plan|promised|agreed|offered|committed|aim|want|going|is|are|was)(?: \w+)? to|(?:i |we )?(?:will|'ll|shall|must|should|gotta|gonna|can)|let'?s|to|(?:will|need) to|make sure (?:to|we|i)|be sure to|time to) (?P<verb>.+)",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"^(?:i |we |have |i've |we've )?(?:promised|committed to|agreed to|agreed on|owe)(?: (?:him|her|them|you|\w+))??(?: to)? (?P<verb>(?:a|an|the|to|our|some|new|updated)? ?.+)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?P<what>.+?) (?:to be|will be|'ll be|needs? to be|has to be|have to be|must be|should be|is to be|are to be|is being|being|is|are|due to be) (?P<done>\w+(?:ed|en|nt|id|ld|t|ne|wn|de))\b(?P<rest>.*)",
    re.IGNORECASE,
)
_GERUND = re.compile(r"^(?:i'?m |we'?re |am |are )?(?P<verb>(?P<stem>[a-z]+)ing\b.*)", re.IGNORECASE)
_THEIRS = re.compile(
    rf"\b(?:their|his|her)\b|\b(?:from|by) (?:them|him|her|their \w+|customer|client|{_NAME})\b|\b(?:to|for) us\b|\breceive\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:from|by) (?:us|me|our \w+)\b|\b(?:our|my)\b", re.IGNORECASE)
_PROGRESS = re.compile(
    rf"^(?:{_THEM})(?:'s| is| are|'re) (?:now |already |currently )?(?P<verb>(?P<stem>[a-z]+)ing\b.*)",
    re.IGNORECASE,
)
_PRESENT = re.compile(rf"^(?P<who>i|we|{_THEM}) (?:also |then )?(?P<verb>[a-z]+(?: .*)?)$", re.IGNORECASE)
_ILL = re.compile(r"\b(i|we|he|she|they)ll\b|\b(i)m\b", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:wants?|wanted|needs?|needed|asked for|asking for|requested|drafting|preparing|writing|about|re:?|interested in|likes?|would like|'d like) (?P<what>(?!to )(?:[\w'-]+ ){0,4}[\w'-]+?)(?= (?:asap|by|on|for next|signed|done|first|in|at)\b|$)",
    re.IGNORECASE,
)
_LAST_THING = re.compile(
    r"\b(?:the|a|an|their|his|our|some|of|for|\d+) (?P<what>(?:[\w'-]+ ){0,2}[\w'-]+)$", re.IGNORECASE
)
_NO_TOPIC = re.compile(
    r"\b(?:phone|call|meeting|office|lunch|dinner|yen|dollars|euros?|usd|eur|jpy|k|million|budget|week|month|day|team|line|conference|booth|event)$",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"^(?:will|'ll|should|must|promised|agreed|needs? to|has to|is going to|plans? to|to)\b", re.IGNORECASE
)
_THIRD = re.compile(
    rf"^(?:and |but |so )?(?P<who>he|she|they|(?:their|his|her) \w+|{_NAME})(?:'s|'re|'ll| is| are| was| were| has| will| said| wants?| likes?| needs?| loved| liked)\b",
    re.IGNORECASE,
)
# Verbs that are nouns as often: "call Bob", but "call lasted 20 min".
_EITHER = re.compile(
    r"^(?:call|e-?mail|text|phone|message|meet(?:ing)?|visit|demo|quote|order|invoice|estimate|price|pricing|report|review|test|testing|trial|offer|"
    r"lunch|design|model|plan|planning|repair|reply|answer|check|document|log|record|file|bill|credit|supply|record|survey|pilot|training|train|building|"
    r"work|show|ring|post|return|copy|press|move|run|share|order|turn|deal|install|board|print|spec|pitch|release|issue|process|hold|scope|map|start|stop|look|see|go|come|try|get|show)"
    r"(?:s|ing)?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"^ (?:the|an?|him|her|them|it|us|this|that|these|his|their|our|my|all|both|back|up|over|out|again|on|with|to|for|in|at|through|some|new|updated|revised|\d+|(?-i:[A-Z][a-z]+))\b",
    re.IGNORECASE,
)
_NEGOTIATED = re.compile(
    r"discount|exclusiv|extension|terms|rebate|price cut|lower|cheaper|more time|delay|patience|budget|promotion|raise|reduction",
    re.IGNORECASE,
)
_NO_FACTS = re.compile(
    r"^(?:be|being|become|have|has|need|want|like|love|start|launch|open|leave|quit|retire|expire|end|move to|relocate|hire|expand|grow|use|switch|run on|renew|depend|consider|replace|cost|take over|change|go to|migrate|close (?:the|their) (?:office|store|plant)|upgrade)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """An action an English piece tells: whose, its words, and whether it is sure without a date."""

    side: Side
    text: str
    assignee: str | None = None
    sure: bool = True


Rule = Callable[[str, bool, Collection[str]], Said | bool | None]


def judge_english(piece: Piece, colleagues: Collection[str], before: str = "") -> Said | None:
    """What the piece commits to, None where it tells a wish, a fact or something done.

    `before` is the piece before it in the same sentence, whose subject goes on where this one has none.
    """
    words = _ILL.sub(lambda m: f"{m[1]}'ll" if m[1] else "I'm", _LEAD.sub("", piece.bare))
    words = words.strip(" .,;:!?-–—→")
    dated = bool(piece.all_dates)
    if len(words) < 2:
        return None
    if _ELIDED.match(words) and (subject := _THIRD.match(before.strip())):
        words = f"{subject['who']} {words}"
    if dated and (stated := _stated(words)):
        return stated
    for rule in _RULES:
        said = rule(words, dated, colleagues)
        if said is not None:
            return said if isinstance(said, Said) else None
    today = all(
        re.search(r"today|this (?:morning|afternoon|evening)", one.words, re.I) for one in piece.all_dates
    )
    return _labelled(words, piece) or (_nominal(words) if dated and not today else None)


def _waits(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    found = _WAIT.search(words)
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
    return Said(Side.THEIRS, _clean(text)) if text else False


def _delegated(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    """What we asked them for, and what we need from them: asked Bob to send the list, need their VAT number."""
    asked = _DELEGATED.match(words)
    if asked and (
        " to " in words[: asked.start("verb")]
        or re.match(r"(?:i |we )?(?:asked|requested|chased)", words, re.I)
    ):
        side, name = _who(asked["who"], colleagues)
        if re.match(r"(?:us|me)\b", asked["who"], re.I) or (
            re.match(r"(?:need|want|expect)", words, re.I) and not dated
        ):
            return None
        return Said(side, _clean(asked["verb"]), name)
    needed = _NEEDED.match(words)
    if needed is None:
        return None
    what = _clean(needed["what"] or needed["what2"])
    theirs = needed["what"] or noun_group(what) in ("customer", "theirs") or _THEIRS.search(words)
    return Said(Side.THEIRS if theirs else Side.OURS, what)


def _expected(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    """What they expect of us, and what is set to be held."""
    expects = _EXPECTS.match(words)
    if expects and not re.match(r"(?:i|we)\b", words, re.I):
        return Said(Side.OURS, _clean(re.sub(r"^(?:our|us)\b(?: to)?", "", expects["what"], flags=re.I)))
    held = _HELD.match(words)
    if held and dated and noun_group(held["what"]) == "event" and not re.match(r"their|his|her", words, re.I):
        return Said(Side.OURS, _clean(held["what"]))
    return None


def _owes(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    found = _OWE.search(words)
    return Said(Side.OURS, _clean(words[found.end() :])) if found else None


def _asked(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    to = _ASKED_TO.search(words)
    if to:
        return Said(Side.OURS, _clean(to["verb"] or to["verb2"]))
    wants = _ASKED_FOR.search(words)
    if wants is None or re.match(r"(?:i|we) (?:need|want|'?d)", words, re.I) or _GO.match(words):
        return None
    what = _clean(wants["what"])
    first = noun_group(
        re.split(r" (?:for|of|on|with|to|from|about|at|in|by|that|covering|including)\b", what)[0]
    )
    wished = re.match(r"want|would|'d|look|keen|interest", wants["how"], re.I)
    urgent = re.search(r"\b(?:asap|urgent(?:ly)?|right away|quickly|as soon as possible)\b", words, re.I)
    if first in ("ours", "event") and (dated or urgent or not wished):
        return Said(Side.OURS, what, sure=bool(dated or urgent))
    if not wished and first is None and not re.match(r"to\b", what) and not _NEGOTIATED.search(what):
        asked = re.match(r"ask|request", wants["how"], re.I)
        if dated or asked:
            return Said(Side.OURS, what, sure=dated)
    return False if not re.search(r"\b(?:needs? to)\b", words) else None


def _undecided(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    """ "James won't decide until the 24th" names their decision; other negations commit nobody."""
    until = _UNTIL.match(words) or re.match(
        rf"^(?:{_THEM})(?: won't| will not| can't) (?P<verb>\w+.*)", words, re.I
    )
    if until and dated:
        rest = words[until.end() :].strip(" ,.") if until.re is _UNTIL else ""
        return Said(Side.THEIRS, _clean(f"{until['verb']} at {rest}" if rest else until["verb"]))
    pushing = _PUSHING.search(words)
    if pushing and dated and noun_group(_clean(pushing["what"])) in ("customer", "theirs"):
        return Said(Side.THEIRS, _clean(pushing["what"]))
    if re.match(r"(?:don'?t|do not|must not|mustn'?t|can'?t) forget", words, re.I):
        return None
    return (
        False
        if _NOT.search(words) and not re.search(r"\b(?:i|we)(?:'ll| will| need)\b", words, re.I)
        else None
    )


def _wish(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    return False if _WANTS_TO.search(words) and not re.match(r"(?:i|we)\b", words, re.I) else None


def _passive(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    found = re.match(
        r"(?P<what>.+?) (?:(?:is |are )?to be|will be|'ll be|needs? to be|ha(?:s|ve) to be|must be|should be) (?P<done>\w+)\b(?P<rest>.*)",
        words,
        re.I,
    )
    if found is None or re.match(r"(?:i|we|he|she|they)\b", words, re.I):
        return None
    if not found["done"].endswith("ed") and found["done"].casefold() not in _IRREGULAR:
        return None
    side = Side.THEIRS if _THEIRS.search(words) or noun_group(found["what"]) in ("customer",) else Side.OURS
    return Said(side, _clean(f"{_base_done(found['done'])} {found['what']}{found['rest']}"))


def _subject(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    """Somebody will, has to, promised to do something."""
    found = re.match(rf"^(?:.{{0,40}}?\b)??(?P<who>{_ME}|{_THEM})(?P<how>{_WILL}) (?P<verb>.+)$", words, re.I)
    if found is None:
        return None
    if _is_act(found["who"]) or (found["how"].strip() == "to" and not _is_act(found["verb"])):
        return None
    verb = _clean(found["verb"])
    who, name = _who(found["who"], colleagues)
    if re.fullmatch(r"(?i)(?:is|are|was|were|has|have|had)", found["who"].split()[-1]):
        return None
    if who is Side.OURS and re.match(r"have |need ", verb, re.I):
        return Said(who, verb, name)
    if _NO_FACTS.match(verb) and not (dated and re.match(r"be (?:back|in touch|sending)", verb, re.I)):
        return False if who is Side.THEIRS else None
    if not (dated or _is_act(verb)):
        return False
    return Said(who, _plain(verb), name)


def _going(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    found = _GO.match(words) or _PROMISED.match(words)
    return Said(Side.OURS, _clean(found["verb"])) if found else None


def _doing(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    theirs = _PROGRESS.match(words)
    own = re.match(r"(?:i'?m|we'?re|i am|we are)\b", words, re.I)
    if theirs and not own:
        who, name = _who(words.split()[0], colleagues)
        fact = _NO_FACTS.match(_base(theirs["stem"]))
        return (
            Said(who, _plain(_clean(theirs["verb"])), name)
            if _is_act(_base(theirs["stem"])) and not fact and dated
            else False
        )
    found = _GERUND.match(words)
    either = _EITHER.match(words) if not own else None
    if (
        found
        and either
        and not (
            _OBJECT.match(either["rest"])
            and not re.match(r" (?:at|in|with|from|on|for|to)\b", either["rest"])
        )
    ):
        return None if dated else False
    if found and (_is_act(_base(found["stem"])) or found["stem"].lower() == "go"):
        verb = re.sub(r"^going to ", "", found["verb"], flags=re.I)
        return Said(Side.OURS, _plain(_clean(verb)))
    return None


def _imperative(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    if re.match(r"let (?:him|her|them|it|\w+) (?!know)", words, re.I):
        return False
    first = words.split()[0].strip(",:").casefold()
    if first in grouped("action_verbs_en")["past"] and first not in ("set", "put", "quote", "let", "run"):
        if re.search(r"\bpromised\b", words, re.I) and dated:
            return None
        return False
    two = " ".join(words.split()[:2]).casefold()
    if _is_act(two) or _is_act(first):
        either = _EITHER.match(words)
        if either and re.search(
            r"\b(?:went|was|were|lasted|is|are|ran|looks?|seems?|failed|passed|approved|done)\b", words, re.I
        ):
            return False
        if either and not dated and not _OBJECT.match(either["rest"]):
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
            and not _OBJECT.match(either["rest"])
            and first != "answer"
        ):
            return Said(Side.THEIRS, _clean(words))
        side = Side.THEIRS if re.search(rf"\bby (?:them|him|her|their \w+|{_NAME})$", words) else Side.OURS
        return Said(side, _clean(words))
    return None


def _present(words: str, dated: bool, colleagues: Collection[str]) -> Said | bool | None:
    """We countersign by Monday; Bob sends the list on Friday; they pay."""
    found = _PRESENT.match(words)
    if found is None:
        return None
    parts = found["verb"].split()
    verb = _base_s(parts[0])
    plural = re.fullmatch(r"i|we|they|both|all|.*\band\b.*", found["who"], re.I)
    fact = _NO_FACTS.match(verb) or (verb in grouped("action_verbs_en")["fact"] and not _is_act(verb))
    if fact and (parts[0].casefold() != verb or plural):
        return False
    if not plural and parts[0].casefold() == verb:
        return None
    if parts[0].casefold() in grouped("action_verbs_en")["past"] or not dated or not _is_act(verb):
        past = parts[0].casefold() in grouped("action_verbs_en")["past"] or parts[0].casefold().endswith("ed")
        return False if past and not re.search(r"\bpromised\b", words, re.I) else None
    if _NO_FACTS.match(" ".join([verb, *parts[1:]])):
        return False
    who, name = _who(found["who"], colleagues)
    return Said(who, _clean(" ".join([verb, *parts[1:]])), name)


_RULES: tuple[Rule, ...] = (
    _waits, _delegated, _expected, _owes, _undecided, _asked, _wish, _passive, _going, _subject, _doing, _imperative, _present,
)  # fmt: skip


def _labelled(words: str, piece: Piece) -> Said | None:
    """Behind "next step:" a bare thing is an action too."""
    label = piece.label or ""
    if re.search(r"next|todo|to do|action|follow|task|plan", label, re.I) and len(words) > 2:
        return Said(
            Side.THEIRS if re.search(r"them|their|customer|client", label, re.I) else Side.OURS, _clean(words)
        )
    return None


def _nominal(words: str) -> Said | None:
    """A thing and its date: Kickoff on Jan 6, PO early next week."""
    if re.search(r"\b(?:was|were|had|did|went|said|called|emailed|met|visited)\b", words, re.I):
        return None
    promised = re.fullmatch(
        r"(?P<what>.+?) (?:promised|guaranteed|confirmed|agreed|scheduled|booked|planned|set|fixed|locked in|pencilled in|moved(?: to)?|pushed(?: back)?(?: to)?|rescheduled(?: to| for)?|postponed(?: to| until)?|shifted(?: to)?|brought forward(?: to)?|out|over|back|done|ready|delivered|in)",
        words,
        re.I,
    )
    what = _clean(promised["what"] if promised else words)
    head = re.split(
        r" (?:for|of|on|with|to|from|about|at|in|by|covering|including|w/|via|into|@|is|are|now|still|remains)\b",
        what,
    )[0]
    group = noun_group(head) or noun_group(what)
    if group is None and re.search(r"\b(?:their|his|her)\b", words, re.I) and len(words.split()) > 3:
        return None
    if group is None and promised and promised["what"]:
        group = "ours"
    if group is None and re.search(r"\b(?:from|by) (?:us|me|them|him|her|their \w+)\b|^their\b", words, re.I):
        group = "ours"
    if group in (None, "fact"):
        return None
    if _OURS.search(words):
        return Said(Side.OURS, _clean(words))
    theirs = group in ("customer", "theirs") or _THEIRS.search(words)
    return Said(Side.THEIRS if theirs else Side.OURS, what if promised and group != "ours" else _clean(words))


def _stated(what: str) -> Said | None:
    """ "confirmed the go-live date of …": the thing behind a verb of agreeing."""
    found = re.search(
        r"\b(?:confirmed|agreed on|agreed to|agreed|scheduled|booked|set up|set|fixed|moved|pushed|rescheduled|postponed|shifted|locked in|arranged|pencilled in|accepted)(?: (?:the|a|an|our|for))? (?P<what>.+)",
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
    return Said(Side.OURS, _clean(thing))


def topic_of_english(words: str) -> str | None:
    """The thing a piece speaks of last: "He needs spare rollers" gives spare rollers."""
    words = words.strip(" .,;:!?-–—")
    found = _WANTED.search(words) or _LAST_THING.search(words)
    thing = found["what"].strip() if found else ""
    return thing if thing and not _NO_TOPIC.search(thing) else None


def wanted_thing(words: str) -> str | None:
    """The thing a piece says is wanted or needed, with what it is for."""
    found = _WANTED.search(words.strip(" .,;:!?-–—"))
    return found["what"].strip() if found and not _NO_TOPIC.search(found["what"]) else None


def lacks_object_english(phrase: str) -> bool:
    """Whether the phrase names no thing of its own: deliver, Quote, share it, reply to her."""
    rest = re.sub(
        r"\b(?:it|them|this|that|these|those|him|her|their|back|again|out|over|up|to|by|us|me|with|the|and|a|an|for)\b",
        "",
        phrase,
        flags=re.I,
    )
    return len(rest.split()) <= 1 and noun_group(phrase) not in ("event", "customer")


def _who(words: str, colleagues: Collection[str]) -> tuple[Side, str | None]:
    """The side of a subject, and the colleague's name where it is one."""
    for name in colleagues:
        if name and re.search(rf"\b{re.escape(name)}\b", words, re.I):
            return Side.OURS, name
    ours = re.fullmatch(rf"(?:{_ME})", words.strip(), re.I)
    return (Side.OURS if ours else Side.THEIRS), None


@cache
def _acts() -> frozenset[str]:
    return frozenset(grouped("action_verbs_en")["act"])


def _is_act(words: str) -> bool:
    parts = words.casefold().strip(",.:").split()
    return bool(parts) and (parts[0] in _acts() or " ".join(parts[:2]) in _acts())


def _base(stem: str) -> str:
    """The verb of an -ing form without the ing: send, shar(e), plan(n)."""
    stem = stem.casefold()
    return next((one for one in (stem, stem + "e", stem[:-1]) if one in _acts()), stem)


_IRREGULAR = {
    "sent": "send", "done": "do", "made": "make", "given": "give", "paid": "pay", "built": "build", "brought": "bring",
    "bought": "buy", "written": "write", "taken": "take", "put": "put", "set": "set", "held": "hold", "found": "find",
    "shown": "show", "drawn": "draw", "told": "tell", "met": "meet", "run": "run", "cut": "cut", "chosen": "choose",
}  # fmt: skip


def _base_done(done: str) -> str:
    """The verb of a participle: sent, shared, shipped, copied."""
    done = done.casefold()
    forms = (
        _IRREGULAR.get(done, ""),
        done.removesuffix("d"),
        done.removesuffix("ed"),
        done[:-3],
        f"{done[:-3]}y",
    )
    return next((one for one in forms if one in _acts()), _IRREGULAR.get(done, done))


def _base_s(verb: str) -> str:
    verb = verb.casefold()
    known = _acts() | frozenset(grouped("action_verbs_en")["fact"])
    forms = (verb, verb.removesuffix("s"), verb.removesuffix("es"), f"{verb[:-3]}y")
    return next((one for one in forms if one in known), verb)


def _clean(words: str) -> str:
    """A phrase: no articles before it, no punctuation and dangling words around it, verbs in plain form."""
    words = re.sub(
        r"\s*\b(?:by|on|before|until|till|at|in|for|the|this|and|or|but|from|of|a|due|asap|starting|no later than|sometime|then|hopefully|probably)$",
        "",
        words.strip(" .,;:!?-–—()\"'"),
        flags=re.I,
    )
    words = re.sub(
        r"^(?:also|then|to|be able to|the|a|an|us|me|please|over|out)\s+", "", words, flags=re.I
    ).strip()
    return re.sub(
        r"^(\w+) (?:us|me) (?=(?:the|a|an|their|his|her|our|some|\w+ing)\b)", r"\1 ", words, flags=re.I
    ).strip()


def _plain(words: str) -> str:
    """Sending the draft as send the draft."""
    first, _, rest = words.partition(" ")
    if first.casefold().endswith("ing") and _base(first[:-3].casefold()) in _acts():
        first = _base(first[:-3].casefold())
    return f"{first} {rest}".strip()
