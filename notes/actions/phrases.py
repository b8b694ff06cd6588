"""A concise phrase for a Japanese action: what is done to what, without the date, the actor and the ending."""

from __future__ import annotations

import re
from typing import Any

from contacts.readings import tokenizer
from notes.actions.sides import _TITLE
from notes.actions.tail import tail_of
from notes.actions.words import noun_group

_FILLERS = re.compile(r"(?:えーと|えっと|ええと|あのー+|あのう|あのね|まあ|とりあえず|なので|なんか|一応|ちなみに|それで|で、|あと、|また、|その[、うえ]+|次回は?、?|遅くとも|できれば|なるべく|なる早で|ということで|とのことで|そして|では)[、\s]*")
_ACTOR = re.compile(
    rf"(?:(?:うち|弊社|当社|先方|お客様|相手|向こう|客先|こちら)の?|[一-龯々ヶァ-ヶー・A-Za-z]{{1,12}}{_TITLE}|私|自分)(?:側)?(?:のほう|の方)?(?:が|から|より|にて|(?:で|は)(?!の))[、\s]*"
)
_HEAD = re.compile(r"^[\s、。,.・:;→⇒@()/|+&\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+|^(?:は|も|に|で|が|を|の|と)(?=[^\s])|^(?:なったら|なりましたら|入ったら|入り次第)")
_END = re.compile(r"(?:[\s、。,.→⇒@:;()\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+|は|が|を|に|も|で|へ|と|の|します|する|ということ|という)$")
_LONGEST = 40
_TOPIC = re.compile(r"(?P<topic>[^\s、。,をがはにでともへ→:]{2,20}?)(?=が(?:ほ|欲|必|要)|を|の?件|の話|の?希望|の?ご?依頼|の?ご?要望|に興味|に関心|[はがも→:、。\s]|OK|$)")
_PERSON = re.compile(rf"{_TITLE}$")


def phrase_of(words: str) -> str:
    """The phrase for a piece without its dates."""
    core = tail_of(_FILLERS.sub("", words)).core
    text = _plain_form(_ACTOR.sub("", core, count=1) or core)
    before = ""
    while text != before:
        before, text = text, _END.sub("", _HEAD.sub("", text)).strip()
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
        return _plain_form(core[: tokens[place - 1].begin()] if tokens[place - 1].surface() in ("て", "で") else core[: head.begin()])
    return core[: head.begin()] + str(head.dictionary_form())


def lacks_object(phrase: str) -> bool:
    """Whether the phrase names a deed but nothing it is done to: 送付, 来週中に回答, 三浦さんに連絡."""
    tokens = [m for m in tokenizer().tokenize(phrase) if m.surface().strip()]
    things = [m for m in tokens if _is_thing(m)]
    last = tokens[-1] if tokens else None
    if last is not None and last in things:
        things.remove(last)
    if len(phrase) > 14 or "を" in phrase:
        return False
    own = noun_group(phrase)
    return not things and not (own == "event")


def _is_thing(token: Any) -> bool:
    part = token.part_of_speech()
    if part[0] != "名詞" or part[2] in ("人名", "副詞可能", "助数詞可能") or part[1] in ("数詞",):
        return False
    return token.surface() not in ("先方", "社内", "上長", "上司", "宛", "こちら", "メール", "電話", "FAX", "今回", "別途", "再度", "正式")


def topic_of(words: str) -> str | None:
    """The thing a piece is about, to be done something with in the next one: カタログ希望 gives カタログ."""
    found = [m["topic"] for m in _TOPIC.finditer(words) if not _PERSON.search(m["topic"])]
    known = [one for one in found if noun_group(one) in ("ours", "theirs", "customer")]
    chosen = (known or [])[-1:] or [one for one in found[-1:] if re.search(r"[一-龯ァ-ヶA-Za-z]{2}", one)]
    return chosen[0] if chosen else None
