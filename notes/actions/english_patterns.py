"""The turns of English phrase that rules in `english` look for: who, will, waiting, asking, facts."""

from __future__ import annotations

import re

NAME = r"(?!I'|I’)(?-i:[A-Z][\w'’.-]+)(?: (?-i:[A-Z][\w'’-]+)){0,2}(?:-san)?"
ME = (
    r"(?:i|we|us|me|myself|(?:me|i) and \w+|my (?:team|boss|manager|colleague|side)|"
    r"our (?:team|side|engineers?|legal|finance|\w+))"
)
THEM = (
    rf"(?:he|she|they|both|all|(?:the|their|his|her) (?:[\w-]+ ){{0,2}}[\w-]+|customer|client|"
    rf"procurement|legal|finance|it|purchasing|buyer|{NAME}(?:'s (?:team|boss|side|people|"
    rf"[\w]+))?(?: and {NAME})?)"
)
WILL = (
    r"(?:'ll|’ll| will| shall| would|'d|’d)(?: also| now| then| probably| likely| try to|"
    r" be able to| need to| have to)?|(?: is|'s| are|'re| am|'m)(?: now| also)? (?:going|"
    r"gonna|supposed|set|due|planning|expected|about) to| (?:has|have|had|needs?|ought|is|are|"
    r"was|were) to(?= )| must| should| gotta| (?:promised|agreed|committed|offered|undertook|"
    r"volunteered|pledged|plans?|intends?|aims?|said)(?: to)?(?: (?:me|"
    r"us))?(?: (?:that )?(?:he|she|they|we|i)(?:'d|'ll| would| will))?(?: to)?| to(?= )|"
    r"(?: am|'m| are|'re| is) to(?= )| can| gets? to"
)
LEAD = re.compile(
    r"^(?:[-*•\d.)\s]+|and |but |so |then |also |next,? |now |ok,? |please |pls |(?:can|could|"
    r"would) (?:you|someone|somebody) |reminder:? |note to self:? |todo:? |action:? |"
    r"next steps?:? |plan:? |fyi,? |otherwise |meanwhile |after that,? |in return,? |"
    r"as promised,? |if [^,]+, )+",
    re.IGNORECASE,
)
WAIT = re.compile(
    r"\b(?:waiting to hear from|waiting (?:for|on)|wait (?:for|on)|await(?:ing|s)?|"
    r"(?:still )?expecting|expected|(?:still )?pending|hear(?:ing)? back from|(?:due|"
    r"outstanding|coming) from|owes? (?:us|me)|looking forward to (?:his|her|their)|"
    r"chasing (?:him|her|them))\b:?",
    re.IGNORECASE,
)
OWE = re.compile(rf"\b(?:i|we) (?:still )?owe (?:\w+(?:'s)? |{NAME} )?", re.IGNORECASE)
NOT = re.compile(
    r"\b(?:won't|wont|will not|don't|doesn't|didn't|can't|cannot|couldn't|isn't|aren't|wasn't|"
    r"never|not|nothing|nobody|no (?!later|rush)|unlikely|might|may|maybe|if only)\b",
    re.IGNORECASE,
)
DELEGATED = re.compile(
    rf"^(?:i |we |i've |we've |have |has )?(?:asked|told|reminded|urged|requested|need|want|"
    rf"expect|gave|got|invited|pushed|nudged|emailed|called|messaged|chased) "
    rf"(?P<who>him|her|them|(?:the|their|his|her) \w+|{NAME})(?: back)?(?: (?:till|until|"
    rf"to))? (?:to|for) (?P<verb>.+)",
    re.IGNORECASE,
)
NEEDED = re.compile(
    rf"^(?:(?:we|i) )?(?:still |also )?(?:need|require)s? (?P<what>(?:their|his|her|"
    rf"{NAME}'s) .+|.+ from (?:them|him|her|their .+|the .+|{NAME}.*))$"
    r"|^(?P<what2>(?!we |i |nothing|none|no ).+?) (?:is |are |still )*"
    r"(?:needed|required|outstanding|missing)$",
    re.IGNORECASE,
)
EXPECTS = re.compile(
    r"^(?:and |but )?(?:he|she|they|\w+)(?:'s|'re| is| are)? (?:expects?|expecting|"
    r"counting on) (?P<what>(?:our|us|a|an|the) .+)",
    re.IGNORECASE,
)
HELD = re.compile(
    r"^(?P<what>.+?) (?:starts?|begins?|kicks? off|takes? place|happens?|is on|is set|"
    r"is scheduled|goes live)$",
    re.IGNORECASE,
)
UNTIL = re.compile(
    rf"^(?:{THEM})(?: won't| will not| can't| cannot) (?P<verb>.+?) (?:until|before|till)\b", re.IGNORECASE
)
ASKED_TO = re.compile(
    r"\b(?:asks?|asked|wants?|wanted|needs?|needed|would like|'d like|expects?|requests?|"
    r"requested|told|begged|urged|reminded)(?: for)? (?:us|me) to (?P<verb>.+)|\basked (?:if|"
    r"whether) (?:we|i) (?:can|could|would|might) (?P<verb2>.+)",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r"\b(?P<how>asks? for|asked (?:me |us |by \w+ )?for|asking for|requests?|requested|requesting|"
    r"needs?|needed|wants?|wanted|would like|'d like|would love|is after|looking for|"
    r"keen (?:to see|on)|interested in (?:seeing|getting|a)|to see)(?: (?:to (?:see|get|have|"
    r"receive)))? (?P<what>(?!to ).+)",
    re.IGNORECASE,
)
PUSHING = re.compile(
    r"\b(?:pushing|aiming|hoping|pressing|shooting|targeting) (?:for )?(?P<what>.+)", re.IGNORECASE
)
WANTS_TO = re.compile(
    r"\b(?:wants?|wanted|would like|'d like|hopes?|hoping|wishes|likes?|prefers?|considering|"
    r"thinking of|interested in)\b",
    re.IGNORECASE,
)
GO = re.compile(
    r"^(?:(?:i |we )?(?:need|have|got|gotta|ought|remember|don't forget|must not forget|"
    r"mustn't forget|must remember|plan|promised|agreed|offered|committed|aim|want|going|is|"
    r"are|was)(?: \w+)? to|(?:i |we )?(?:will|'ll|shall|must|should|gotta|gonna|can)|let'?s|"
    r"to|(?:will|need) to|make sure (?:to|we|i)|be sure to|time to) (?P<verb>.+)",
    re.IGNORECASE,
)
PROMISED = re.compile(
    r"^(?:i |we |have |i've |we've )?(?:promised|committed to|agreed to|agreed on|"
    r"owe)(?: (?:him|her|them|you|\w+))??(?: to)? (?P<verb>(?:a|an|the|to|our|some|new|"
    r"updated)? ?.+)",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"(?P<what>.+?) (?:to be|will be|'ll be|needs? to be|has to be|have to be|must be|"
    r"should be|is to be|are to be|is being|being|is|are|due to be) (?P<done>\w+(?:ed|en|nt|"
    r"id|ld|t|ne|wn|de))\b(?P<rest>.*)",
    re.IGNORECASE,
)
GERUND = re.compile(r"^(?:i'?m |we'?re |am |are )?(?P<verb>(?P<stem>[a-z]+)ing\b.*)", re.IGNORECASE)
THEIRS = re.compile(
    rf"\btheirs\b|\b(?:their|his|her)\b|\b(?:from|by) (?:them|him|her|their \w+|customer|client|"
    rf"{NAME})\b|\b(?:to|for) us\b|\breceive\b",
    re.IGNORECASE,
)
OURS = re.compile(r"\b(?:from|by) (?:us|me|our \w+)\b|\b(?:our|my)\b", re.IGNORECASE)
PROGRESS = re.compile(
    rf"^(?:{THEM})(?:'s| is| are|'re) (?:now |already |currently )?(?P<verb>(?P<stem>[a-z]+)ing\b.*)",
    re.IGNORECASE,
)
PRESENT = re.compile(
    rf"^(?P<who>i|we|(?:our|my) \w+|{THEM}) (?:also |then )?(?P<verb>[a-z]+(?: .*)?)$", re.IGNORECASE
)
ILL = re.compile(r"\b(i|we|he|she|they)ll\b|\b(i)m\b", re.IGNORECASE)
WANTED = re.compile(
    r"\b(?:wants?|wanted|needs?|needed|asked for|asking for|requested|drafting|preparing|"
    r"writing|about|re:?|interested in|likes?|would like|"
    r"'d like) (?P<what>(?!to )(?:[\w'-]+ ){0,4}[\w'-]+?)(?= (?:asap|by|on|before|for next|signed|"
    r"done|first|in|at)\b|$)",
    re.IGNORECASE,
)
LAST_THING = re.compile(
    r"\b(?:the|a|an|their|his|our|some|of|for|\d+) (?P<what>(?:[\w'-]+ ){0,2}[\w'-]+)$", re.IGNORECASE
)
NO_TOPIC = re.compile(
    r"\b(?:phone|call|meeting|office|lunch|dinner|yen|dollars|euros?|usd|eur|jpy|k|million|"
    r"budget|week|month|day|team|line|conference|booth|event|side|end|min|mins|minutes|post)$",
    re.IGNORECASE,
)
ELIDED = re.compile(
    r"^(?:will|'ll|should|must|promised|agreed|needs? to|has to|is going to|plans? to|to)\b", re.IGNORECASE
)
THIRD = re.compile(
    rf"^(?:and |but |so )?(?P<who>he|she|they|(?:their|his|her) \w+|{NAME})(?:'s|'re|'ll| is|"
    rf" are| was| were| has| will| said| wants?| likes?| needs?| loved| liked)\b",
    re.IGNORECASE,
)
# Verbs that are nouns as often: "call Bob", but "call lasted 20 min".
EITHER = re.compile(
    r"^(?:call|e-?mail|text|phone|message|meet(?:ing)?|visit|demo|quote|order|invoice|"
    r"estimate|price|pricing|report|review|test|testing|trial|offer|"
    r"lunch|design|model|plan|planning|repair|reply|answer|check|document|log|record|file|"
    r"bill|credit|supply|record|survey|pilot|training|train|building|"
    r"work|show|ring|post|return|copy|press|move|run|share|order|turn|deal|install|board|"
    r"print|spec|pitch|release|issue|process|hold|scope|map|start|stop|look|see|go|come|try|"
    r"get|show)"
    r"(?:s|ing)?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"^ (?:the|an?|him|her|them|it|us|this|that|these|his|their|our|my|all|both|back|up|over|"
    r"out|again|on|with|to|for|in|at|through|some|new|updated|revised|\d+|(?-i:[A-Z][a-z]+))\b",
    re.IGNORECASE,
)
NEGOTIATED = re.compile(
    r"discount|exclusiv|extension|terms|rebate|price cut|lower|cheaper|more time|delay|"
    r"patience|budget|promotion|raise|reduction",
    re.IGNORECASE,
)
NO_FACTS = re.compile(
    r"^(?:be|being|become|have|has|need|want|like|love|start|launch|open|leave|quit|retire|"
    r"expire|end|move to|relocate|hire|expand|grow|use|switch|run on|renew|depend|consider|"
    r"replace|cost|take over|change|go to|migrate|close (?:the|their) (?:office|store|plant)|"
    r"upgrade)\b",
    re.IGNORECASE,
)
# What companies do of themselves, said without a subject: "will hire 10 more".
GROWTH = re.compile(
    r"(?:hire|expand|grow|relocate|migrate|retire|quit|launch|open|upgrade|switch|become|be|"
    r"double|merge)\b",
    re.IGNORECASE,
)
RECURRING = re.compile(
    r"\b(?:every|each) (?:day|week|month|quarter|year|(?:mon|tues|wednes|thurs|fri)day)\b"
    r"|\b(?:usually|typically|weekly|monthly|always)\b",
    re.IGNORECASE,
)
ADVERB = re.compile(
    r"^(?P<who>i|we|he|she|they) (?:still|also|just|really|now|then|probably|definitely|quickly) (?!owe)",
    re.IGNORECASE,
)
# Notes of keywords: "sample kit → Fri", "deck @ Monday".
ARROWED = re.compile(r"[→⇒@]|->|=>")
GOES_OUT = re.compile(
    r"^(?P<what>.+?) (?:to go out|goes out|going out|will go out|ships|shipping|to follow|follows)"
    r"(?: from (?:our|his|her|their) (?:side|end))?$",
    re.I,
)
COMES = re.compile(
    r"^(?P<what>.+?) (?:arrives?|comes?(?: in| back)?|is coming|lands?|is due|to arrive|"
    r"will arrive|coming(?: in)?)\b",
    re.IGNORECASE,
)
# What somebody wrote, behind whose words they are: "Ben texted: training is booked".
REPORTED = re.compile(
    r"^.{0,40}?\b(?:texted|e-?mailed|wrote|says|said|messaged|pinged|called|replied|confirmed|asked|"
    r"on (?:slack|teams|whatsapp|chat|the phone|the line)|"
    r"(?:text|message|e-?mail|note|word) from [^:]{1,30}):\s+",
    re.IGNORECASE,
)
PLURAL = re.compile(r"i|we|they|both|all|.*\band\b.*|.*(?:team|people|guys|staff|crew)", re.IGNORECASE)
SETTLED = re.compile(
    r"(?:rescheduled|rebooked|booked|moved|pushed|set|postponed|confirmed)(?: (?:back )?(?:to|for|until))?",
    re.I,
)
GIVEN_UNTIL = re.compile(
    r"\b(?:gives?|gave|has given|giving) (?:us|me)(?: (?:until|till))? to (?P<verb>.+)", re.I
)
NEEDS_DOING = re.compile(r"(?P<what>.+?) (?:still )?needs? (?P<stem>\w+)ing$", re.IGNORECASE)
# "Mock-ups back to her", "Revised terms to Peter".
SENT_TO = rf"(?i:\b(?:back |over |out |across )?to (?:him|her|them)$)|\bto {NAME}$"
ADJECTIVES = re.compile(
    r"happy|glad|able|ready|keen|willing|eager|hard|easy|next|back|due|good|open|unable|likely|free|great|nice",
    re.IGNORECASE,
)
