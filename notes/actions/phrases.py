"""A concise phrase for a Japanese action: what is done to what, without date, actor and ending."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from contacts.readings import tokenizer
from notes.actions.sides import TITLE
from notes.actions.tail import tail_of
from notes.actions.words import noun_group
from notes.data import grouped, table

_FILLERS = re.compile(
    r"(?:えーと|えっと|ええと|あのー+|あのう|あのね|まあ|とりあえず|なので|なんか|一応|"
    r"ちなみに|それで|で、|あと、|また、|その[、うえ]+|次回は、?|遅くとも|できれば|なるべく|"
    r"なる早で|ということで、?|そして|では)[、\s]*"
)
_ACTOR = re.compile(
    rf"(?:(?:うち|弊社|当社|先方|お客様|相手|向こう|客先|こちら)の?|"
    rf"(?:[一-龯ァ-ヶー]{{1,8}}の)?[一-龯々ヶァ-ヶー・A-Za-z]{{1,12}}{TITLE}|私|"
    rf"自分)(?:側)?(?:のほう|の方)?(?:が|から|"
    rf"より|にて|(?:で|は)(?!の))[、\s]*"
)
_HEAD = re.compile(
    r"^(?:だった|でした)|^[\s、。,.・:;→⇒@()/|+&\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+|^(?:は|も(?![うらと])|"
    r"に|で(?![きは])|が|を|の(?!ち)|と(?![りて]))(?=[^\s])|^(?:なったら|なりましたら|"
    r"入ったら|入り次第)"
)
_END = re.compile(
    r"(?:[\s、。,.→⇒@:;()\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+|は|が|を|に|も|で|へ|と|"
    r"の|します|する|ということ|という)$"
)
_ASKED = re.compile(
    r"(?:を|の)?(?:お願い|ご?依頼|催促|リクエスト)(?:した|しました|済み?|中|している|"
    r"してある)?$|(?:を|に)?頼(?:んだ|みました|んである|む)$"
)
_SAID = re.compile(
    r"(?:が|は|を|も)?(?:ほしい|欲しい)$|"
    r"(?:する)?(?:ように|よう)?(?:と|って)?(?:言われ|頼まれ|求められ|ご?依頼され|お願いされ|"
    r"指示され|要求され|催促され|リクエストされ)(?:た|ました|ている|ています|て.{0,6})?$"
    r"|(?:と|って)(?:いう|の)?ご?(?:依頼|要望|要請|指示|リクエスト|お願い)(?:あり|有り|があ.*|"
    r"を受け.*|をいただ.*|です)?$|という話に?(?:な.*)?$|ことで?(?:合意|決定|確定|約束)$"
)
# What only tells that a date was moved or settled.
_MOVED = re.compile(
    r"(?:が|は|を|の|、)*(?:の?予定)?(?:だった|でした)?(?:が|のが|けど)?、?(?:その)?(?:に|へ|で)?"
    r"(?:変更|延期|前倒し|延びる|延ばす|ずれる|変わる|リスケ)(?:に?なる|する)?$"
)
_SETTLED = re.compile(r"(?:が|は|を|の|に|で)*(?:決まる|決定|確定|FIX|フィックス)$")
_CALLED = re.compile(r"^[おご](?=[^ぁ-ん]|出し|送り|渡し|届け|返し|戻し|知らせ|答え|持ち)")
_MUST = re.compile(r"(?:が|は|も)?(?:必須|必要(?:が|は)?(?:あり|ある|有り)?|マスト|要)$")
_GENERIC = frozenset(grouped("action_nouns")["generic"])
# 会って遊具の話をして見積もりを出す: what was done before the deed is no part of it.
_CHAIN = re.compile(
    r"^.*[っいしりんえきみけせれてべめにびぎじ](?:て|で)(?!もら|くれ|いただ|頂|ほし|欲し|"
    r"い[るたま]|お[くい])(?:ですね|、)?(?=[^てで]{2,}[はを].{2,})"
)
_FAVOURS = (
    "ほしい",
    "欲しい",
    "くださる",
    "下さる",
    "くれる",
    "もらう",
    "貰う",
    "もらえる",
    "いただく",
    "頂く",
    "いただける",
)
_LASTING = ("いる", "おる", "おく", "しまう")
# Deeds at their place that still need a thing: 納品, 搬入.
_DELIVERY = re.compile(
    r"(?:納品|納入|納車|搬入|搬出|設置|据え?付け?|取り?付け?|撤去|交換|引き?渡し|発送|出荷)$"
)
# Deeds that need no object: a visit, a call.
_ALONE = re.compile(
    r"(?:行く|伺う|訪問|訪ねる|出直す|出直し|寄る|立ち寄る|会う|会い|[か掛]け直す|[か掛]け直し|電話|"
    r"お電話|架電|TEL|お邪魔|顔を出す|[か掛架]ける|挨拶|講師|参加|出席|同席|同行|来社|来る|飲む|集まる|着工|開始)$",
    re.IGNORECASE,
)
# どちらにするか, 導入の可否: the question is the object.
_WHETHER = re.compile(r"か(?:どうか)?(?:は|を|も|の|、|に)")
_LONGEST = 40
_DOING = re.compile(r"(?:し|して|した|する|いたし|致し)")
_TOPIC_LENGTH = 14
_SUM = re.compile(
    r"[¥$€£]?[\d,.]+\s?(?:[億万千百]+[\d,]*)+円?|[¥$€£][\d,.]+|[\d,.]+円|[\d,.]+(?:まん|せん|おく)えん"
)
_PERSON = re.compile(rf"{TITLE}$")


def phrase_of(words: str, assignee: str | None = None) -> str:
    """The phrase for a piece without its dates, and without the colleague it is given to."""
    core = _SAID.sub("", tail_of(_FILLERS.sub("", words)).core)
    if assignee:
        core = re.sub(
            rf"(?:うちの|弊社の?|当社の?|[一-龯]{{1,4}}の)?{re.escape(assignee)}{TITLE}?(?:が|は|から|"
            rf"で|にて|に(?=頼|依頼|お願い|任せ))",
            "",
            core,
        )
    core = _CHAIN.sub("", core)
    text = _plain_form(_ACTOR.sub("", core, count=1) or core)
    before = ""
    while text != before:
        text = _MOVED.sub("", text) or text
        text = rest if noun_group(rest := _SETTLED.sub("", text)) == "event" else text
        before, text = text, _END.sub("", _MUST.sub("", _ASKED.sub("", _HEAD.sub("", text)))).strip()
    text = re.sub(r"(?:は|を)で(?=.)", "を", text)
    text = re.sub(r"^([^をは]{1,15}[^をはにでとら])は(?=[^を]{2,}$)", r"\1を", text)
    for kana, kanji in table("kana_words"):
        text = text.replace(kana, kanji)
    return text if len(text) <= _LONGEST else text[-_LONGEST:].partition("、")[2] or text[-_LONGEST:]


def _plain_form(core: str) -> str:
    """Polite and hanging verb forms as the dictionary has them: 送ります as 送る, 提出します as 提出."""
    tokens = [m for m in tokenizer().tokenize(core) if m.surface().strip()]
    place = len(tokens) - 1
    while place > 0 and tokens[place].part_of_speech()[0] in ("助動詞", "助詞", "補助記号"):
        place -= 1
    if place < 0 or tokens[place].part_of_speech()[0] not in ("動詞", "形容詞"):
        return core
    head = tokens[place]
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if (
        behind is not None
        and behind.part_of_speech()[4] in ("下一段-サ行", "助動詞-セル", "助動詞-サセル")
        and behind.dictionary_form() in ("せる", "させる")
    ):
        return core[: behind.begin()] + str(behind.dictionary_form())
    if head.dictionary_form() in ("する", "致す", "いたす"):
        return _unpolite(core[: head.begin()])
    if place > 1 and head.dictionary_form() in (*_FAVOURS, *_LASTING):
        if tokens[place - 1].surface() in ("て", "で"):
            return _hung(core, tokens, place - 2)
        if head.dictionary_form() in _LASTING:
            return _plain_form(core[: head.begin()])
    return core[: head.begin()] + str(head.dictionary_form())


def _hung(core: str, tokens: Sequence[Any], place: int) -> str:
    """The words up to the verb that て hangs on, in its dictionary form: やって(くれる) as やる."""
    while (
        place > 1
        and tokens[place].dictionary_form() in _LASTING
        and tokens[place - 1].surface() in ("て", "で")
    ):
        place -= 2
    verb = tokens[place]
    if verb.part_of_speech()[0] != "動詞":
        return core[: verb.end()]
    if verb.dictionary_form() in ("する", "致す", "いたす"):
        return _unpolite(core[: verb.begin()])
    return core[: verb.begin()] + str(verb.dictionary_form())


def _unpolite(core: str) -> str:
    """お送り as 送る, お戻し as 戻す; anything else as it is."""
    found = re.search(r"お(?P<stem>[一-龯]+[りしえいきちびみけべめれげて])$", core)
    if found is None:
        return core
    tokens = list(tokenizer().tokenize(found["stem"] + "ます"))
    if len(tokens) != 2 or tokens[0].part_of_speech()[0] != "動詞":
        return core
    return core[: found.start()] + str(tokens[0].dictionary_form())


def lacks_object(phrase: str) -> bool:
    """Whether the phrase names a deed but nothing it is done to: 送付, 返事をもらう, 三浦さんに連絡."""
    if _DELIVERY.fullmatch(phrase):
        return True
    if noun_group(phrase) == "event" or _ALONE.search(phrase) or _WHETHER.search(phrase):
        return False
    tokens = [m for m in tokenizer().tokenize(phrase) if m.surface().strip()]
    if tokens and _is_deed(tokens[-1]):
        tokens.pop()
    return not any(
        _is_thing(token, tokens[place + 1 :])
        for place, token in enumerate(tokens)
        if not (place + 1 < len(tokens) and _is_deed(token) and _DOING.match(tokens[place + 1].surface()))
    )


def _is_deed(token: Any) -> bool:
    """Whether a closing noun is something done and not a thing: 発送, 持ち込み."""
    part, surface = token.part_of_speech(), token.surface()
    done = part[2] == "サ変可能" or (
        part[0] == "名詞" and bool(re.search(r"[りしいきちみえけせれめ]$", surface))
    )
    return surface in _GENERIC or (done and noun_group(surface) not in ("ours", "customer"))


def _is_thing(token: Any, behind: list[Any]) -> bool:
    part = token.part_of_speech()
    if part[0] != "名詞" or part[2] in ("人名", "副詞可能", "助数詞可能") or part[1] in ("数詞", "固有名詞"):
        return False
    person = bool(behind) and bool(re.match(TITLE, behind[0].surface()))
    return token.surface() not in _GENERIC and not person and not re.match(TITLE, token.surface())


def event_of(words: str) -> str | None:
    """The appointment a piece is about: 平部長とのアポ gives アポ."""
    return next((one for one in reversed(_things(words)) if noun_group(one) == "event"), None)


def topic_of(words: str) -> str | None:
    """The thing a piece is about, to be done something with in the next one: カタログ希望 gives カタログ."""
    found = [
        one
        for one in _things(_SUM.sub("", words))
        if not _PERSON.search(one) and one not in _GENERIC and re.search(r"[^ぁ-ん]", one)
    ]
    known = [one for one in found if noun_group(one) in ("ours", "theirs", "customer")]
    return next(iter((known or found)[-1:]), None)


def _things(words: str) -> list[str]:
    """The runs of nouns that name a thing, の between them kept."""
    runs: list[list[Any]] = [[]]
    for token in tokenizer().tokenize(words):
        noun = token.part_of_speech()[0] in ("名詞", "接頭辞", "接尾辞", "形状詞") or (
            token.surface().isascii() and token.surface().isalnum()
        )
        if noun or (token.surface() in ("の", "+", "・", "&", "＋") and runs[-1]):
            runs[-1].append(token)
        else:
            runs.append([])
    return [text for run in runs if (text := _thing(run))]


def _thing(run: list[Any]) -> str | None:
    while run and (
        run[-1].surface()
        in (
            "の",
            "希望",
            "依頼",
            "ご依頼",
            "要望",
            "ご要望",
            "相談",
            "件",
            "話",
            "OK",
            "興味",
            "関心",
            "ほう",
        )
    ):
        run = run[:-1]
    if not any(_is_thing(token, run[place + 1 :]) for place, token in enumerate(run)):
        return None
    text = "".join(token.surface() for token in run)
    short = text.rpartition("の")[2]
    return (
        short
        if len(text) > _TOPIC_LENGTH and len(short) > 1 and noun_group(short)
        else text[-2 * _TOPIC_LENGTH :]
    )
