"""A concise phrase for a Japanese action: what is done to what, without date, actor and ending."""

from __future__ import annotations

import re
from typing import Any

from contacts.readings import tokenizer
from notes.actions.sides import TITLE
from notes.actions.tail import tail_of
from notes.actions.words import noun_group
from notes.data import grouped

_FILLERS = re.compile(
    r"(?:えーと|えっと|ええと|あのー+|あのう|あのね|まあ|とりあえず|なので|なんか|一応|ちなみに|それで|で、|あと、|また、|その[、うえ]+|次回は、?|遅くとも|できれば|なるべく|なる早で|ということで|とのことで|そして|では)[、\s]*"
)
_ACTOR = re.compile(
    rf"(?:(?:うち|弊社|当社|先方|お客様|相手|向こう|客先|こちら)の?|[一-龯々ヶァ-ヶー・A-Za-z]{{1,12}}{TITLE}|私|自分)(?:側)?(?:のほう|の方)?(?:が|から|より|にて|(?:で|は)(?!の))[、\s]*"
)
_HEAD = re.compile(
    r"^[\s、。,.・:;→⇒@()/|+&\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+|^(?:は|も(?![うらと])|に|で(?![きは])|が|を|の(?!ち)|と(?![りて]))(?=[^\s])|^(?:なったら|なりましたら|入ったら|入り次第)"
)
_END = re.compile(
    r"(?:[\s、。,.→⇒@:;()\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+|は|が|を|に|も|で|へ|と|の|します|する|ということ|という)$"
)
_ASKED = re.compile(
    r"(?:を|の)?(?:お願い|ご?依頼|催促|リクエスト)(?:した|しました|済み?|中|している|してある)?$"
)
_MUST = re.compile(r"(?:が|は|も)?(?:必須|必要|マスト|要)$")
_GENERIC = frozenset(grouped("action_nouns")["generic"])
# 会って遊具の話をして見積もりを出す: what was done before the deed is no part of it.
_CHAIN = re.compile(r"^.*[っいしりんえきみけせれてべめにびぎじ](?:て|で)(?:ですね|、)?(?=[^てで]{2,}[はを].{2,})")
_LONGEST = 40
_TOPIC = re.compile(
    r"(?:(?<=[\s、。,をがはにでともへ→:(])|^)(?P<topic>[^\s、。,をがはにでともへ→:()]{2,20}?)"
    r"(?=が|を|の?件|の話|の?希望|の?ご?依頼|の?ご?要望|に興味|に関心|に興味|で(?:ご?相談|打|商談|話|提案|検討|困|悩|お悩)|について|[はも→:、。\s]|OK|$)"
)
_PERSON = re.compile(rf"{TITLE}$")


def phrase_of(words: str) -> str:
    """The phrase for a piece without its dates."""
    core = tail_of(_FILLERS.sub("", words)).core
    core = _CHAIN.sub("", core)
    text = _plain_form(_ACTOR.sub("", core, count=1) or core)
    before = ""
    while text != before:
        before, text = text, _END.sub("", _MUST.sub("", _ASKED.sub("", _HEAD.sub("", text)))).strip()
    text = re.sub(r"^([^をは]{2,16})は(?=[^を]{2,}$)", r"\1を", text)
    return text if len(text) <= _LONGEST else text[-_LONGEST:].partition("、")[2] or text[-_LONGEST:]


def _plain_form(core: str) -> str:
    """Polite and hanging verb forms as the dictionary has them: 送ります as 送る, 提出します as 提出."""
    tokens = [m for m in tokenizer().tokenize(core) if m.surface().strip()]
    place = len(tokens) - 1
    while place > 0 and tokens[place].part_of_speech()[0] in ("助動詞", "助詞", "補助記号"):
        place -= 1
    if place < 0 or tokens[place].part_of_speech()[0] != "動詞":
        return core
    head = tokens[place]
    if head.dictionary_form() in ("する", "致す", "いたす"):
        return core[: head.begin()]
    if head.dictionary_form() in ("いる", "おる", "おく", "しまう") and place > 1:
        return _plain_form(
            core[: tokens[place - 1].begin()]
            if tokens[place - 1].surface() in ("て", "で")
            else core[: head.begin()]
        )
    return core[: head.begin()] + str(head.dictionary_form())


def lacks_object(phrase: str) -> bool:
    """Whether the phrase names a deed but nothing it is done to: 送付, 返事をもらう, 三浦さんに連絡."""
    if noun_group(phrase) == "event":
        return False
    tokens = [m for m in tokenizer().tokenize(phrase) if m.surface().strip()]
    if tokens and _is_deed(tokens[-1]):
        tokens.pop()
    return not any(_is_thing(token, tokens[place + 1 :]) for place, token in enumerate(tokens))


def _is_deed(token: Any) -> bool:
    """Whether a closing noun is something done and not a thing: 発送, 持ち込み."""
    part, surface = token.part_of_speech(), token.surface()
    done = part[2] == "サ変可能" or (part[0] == "名詞" and bool(re.search(r"[りしいきちみえけせれめ]$", surface)))
    return done and noun_group(surface) not in ("ours", "customer")


def _is_thing(token: Any, behind: list[Any]) -> bool:
    part = token.part_of_speech()
    if part[0] != "名詞" or part[2] in ("人名", "副詞可能", "助数詞可能") or part[1] in ("数詞", "固有名詞"):
        return False
    person = bool(behind) and bool(re.match(TITLE, behind[0].surface()))
    return token.surface() not in _GENERIC and not person and not re.match(TITLE, token.surface())


def topic_of(words: str) -> str | None:
    """The thing a piece is about, to be done something with in the next one: カタログ希望 gives カタログ."""
    found = [re.sub(r"^(?:の|も|あのー?|えー?と?|その)+", "", m["topic"]) for m in _TOPIC.finditer(words)]
    found = [one for one in found if _is_topic(one)]
    known = [one for one in found if noun_group(one) in ("ours", "theirs", "customer")]
    return next(iter((known or found)[-1:]), None)


def _is_topic(words: str) -> bool:
    """Whether the words end in a thing: no person, no verb, no mere deed."""
    tokens = [m for m in tokenizer().tokenize(words) if m.surface().strip()]
    if len(words) < 2 or _PERSON.search(words) or not tokens or words in _GENERIC:
        return False
    last = tokens[-1].part_of_speech()
    return (last[0] in ("名詞", "接尾辞") and last[2] != "人名") and any(
        _is_thing(token, tokens[place + 1 :]) for place, token in enumerate(tokens)
    )
