"""How a Japanese piece ends: its predicate in dictionary form, its tense, or the noun it closes with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from contacts.readings import tokenizer
from notes.actions.words import pattern

_ENDING = re.compile(
    r"[(][^()]*[)][。、\s]*$|[\s。、,.!?・~〜…→⇒:;()「」\[\]\"'`*\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+$|"
    r"[(][^()]*[)]$|(?<=[うくぐすつぬぶむるただい])(?:ね|よ|な|わ|ぞ|よね|けど|が|し)$|笑$|"
    r"w+$|(?<=[うくぐすつぬぶむる])(?:こと|もの|のは|のが|のも)$"
)
_HEARSAY = re.compile(
    r"(?:です|だ|な)?(?:との(?:こと|お?話|ご?回答|ご?連絡|ご?返事|ご?返答|由)|という(?:こと|"
    r"お?話)|そう|らしい|模様|もよう|みたい|って(?:こと|話|言ってた|言ってました|)?)"
    r"(?:です|でした|だった|だ|なので|で|ですが|でございます|でした)?$"
    r"|と(?:言って(?:い?た|い?ました|おり?ました|る)|(?:お|仰)(?:っしゃって|って)(?:い?た|"
    r"い?ました)|話して(?:い?た|い?ました)|(?:聞い|伺っ|うかがっ)(?:た|ています|てます|ている|"
    r"ております|いました)|聞きました|伺いました"
    r"|(?:ご?連絡|ご?回答|ご?返事|ご?返答|ご?約束|確約)(?:あり|有り|が?あ(?:った|りました)|"
    r"を?(?:いただ|頂|もら)(?:いた|きました|った|いました|く)|し(?:た|ました|てくれた|"
    r"ていただいた|てくださった)))$"
)
_PLAN = re.compile(
    r"(?:の|する|する方向の|という)?(?:予定|はず|つもり|見込み|見込|段取り|手はず|手筈|運び|方針|"
    r"方向|所存|流れ)(?:です|だ|でござい?り?ます|となっ(?:た|て(?:い|お)(?:る|ます|ります))|とな(?:る|ります)|"
    r"でいる|でいます|でおります|で進め(?:る|ます|ている)|)$"
    r"|を予定し?(?:て(?:い|お)?(?:る|ます|ります)|ています|)?$|ことに$|ことに(?:なっ(?:た|て(?:い|"
    r"お)?(?:る|ます|ります))|なりました|し(?:た|ました|ます)|決まっ(?:た|て)|決まりました|"
    r"する|なる)$"
    r"|(?:約束|お約束)(?:を)?(?:(?:し|いたし|致し)(?:た|ました|ている|ています|ております)|です|)?$|(?:です)$"
)


# What we told them: 送りますとお伝えした.
_TOLD = re.compile(
    r"(?:する)?旨(?:を)?(?:は)?お?(?:伝え|連絡|報告|案内|回答|返答)(?:し|致し|いたし)?(?:済み?|た|ました|てある)?$|"
    r"(?:と|って)(?:お?(?:伝え|答え|返し|話し)(?:し|致し|いたし|申し上げ)?|ご?(?:返事|回答|返答|案内|説明|約束)し|"
    r"申し上げ|言っ)(?:た|ました|てある|ておいた|といた|済み?)$"
)
_QUOTE = re.compile(r"(?:って|と|との|する|という)$")


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a piece: `verb` in dictionary form or the closing `noun`, and what hangs on them."""

    core: str
    verb: str | None = None
    noun: str | None = None
    past: bool = False
    negative: bool = False
    wish: bool = False
    ongoing: bool = False
    polite: bool = False
    hearsay: bool = False
    planned: bool = False
    particle: str | None = None
    adjective: bool = False
    continues: bool = False
    stem: bool = False


@lru_cache(maxsize=2000)
def tail_of(words: str) -> Tail:
    """How the words end, hearsay (とのこと) and plan (予定です) taken off first."""
    core, hearsay, planned = _trim(words), False, False
    for _ in range(4):
        found = _HEARSAY.search(core)
        plan = None if found else _PLAN.search(core)
        promised = plan and re.match(r"お?約束", plan.group())
        if promised or _TOLD.search(core):
            return _read(_QUOTE.sub("", _trim(core[: (plan or _TOLD.search(core)).start()])), False, True)  # type: ignore[union-attr]  # one of them matched
        hearsay, planned = hearsay or bool(found), planned or bool(plan and plan.group() != "です")
        if not (found or plan):
            break
        core = _trim(core[: (found or plan).start()])  # type: ignore[union-attr]  # one of them matched
    return _read(core, hearsay, planned, words.rstrip().endswith(("、", ",")))


def _trim(words: str) -> str:
    before = ""
    while words != before:
        before, words = words, _ENDING.sub("", words).strip()
    return words


def _read(core: str, hearsay: bool, planned: bool, comma: bool = False) -> Tail:
    tokens = [m for m in tokenizer().tokenize(core) if m.surface().strip()]
    place = len(tokens)
    seen: set[str] = set()
    while place and _hangs(tokens[place - 1], place - 1):
        place -= 1
        seen |= _signs(tokens[place])
    head = tokens[place - 1] if place else None
    verb = noun = particle = None
    if head is not None:
        part = head.part_of_speech()
        if part[0] == "動詞" or part[0] == "形容詞":
            verb = _verb(tokens, place - 1)
            seen |= {"adjective"} if part[0] == "形容詞" else set()
        elif part[0] == "助詞":
            particle, noun = head.surface(), _noun(tokens, place - 2)
        else:
            noun = _noun(tokens, place - 1)
    return Tail(
        core,
        verb,
        noun,
        past="past" in seen,
        negative="negative" in seen,
        wish="wish" in seen,
        ongoing="ongoing" in seen,
        polite="polite" in seen,
        hearsay=hearsay,
        planned=planned,
        particle=particle,
        adjective="adjective" in seen,
        continues=bool(tokens) and _goes_on(tokens[-1], comma),
        stem=bool(tokens) and _is_stem(tokens[-1]),
    )


def _hangs(token: Any, place: int) -> bool:
    """Whether a word only hangs on the predicate: an auxiliary, or いる, いく, くる, しまう behind て."""
    part = token.part_of_speech()
    if part[0] in ("助動詞", "補助記号", "空白") or part[1] in ("終助詞", "接続助詞", "準体助詞"):
        return True
    return (
        place > 0
        and token.dictionary_form() in ("いる", "おる", "しまう", "みる", "おく", "とく", "てる", "ある")
        and part[1] == "非自立可能"
    )


def _is_stem(last: Any) -> bool:
    """Whether the last word is a verb's stem, which may stand for a deed done or to be done: 引き取り."""
    part = last.part_of_speech()
    return bool(part[0] == "動詞" and part[5].startswith("連用形"))


def _goes_on(last: Any, comma: bool) -> bool:
    """Whether the sentence goes on behind its last word: 作って, 確認し."""
    return last.surface() in ("て", "で") or (comma and last.surface() == "し") or (comma and _is_stem(last))


def _signs(token: Any) -> set[str]:
    part, form = token.part_of_speech(), token.dictionary_form()
    signs = set()
    if part[4] == "助動詞-タ":
        signs.add("past")
    if form in ("ない", "ぬ", "ん", "ず", "まい"):
        signs.add("negative")
    if form == "たい":
        signs.add("wish")
    if form in ("いる", "おる", "てる"):
        signs.add("ongoing")
    if form == "ます":
        signs.add("polite")
    return signs


def _verb(tokens: list[Any], place: int) -> str:
    """The dictionary form of the verb at a place, with the noun する makes a verb of."""
    form = str(tokens[place].dictionary_form())
    if form in ("する", "致す", "いたす", "できる", "出来る", "なさる", "為さる", "くださる") and place:
        before = place - 1
        if tokens[before].surface() in ("を", "は", "も", "に") and before:
            before -= 1
        if tokens[before].part_of_speech()[0] == "名詞" or tokens[before].part_of_speech()[0] == "接尾辞":
            return f"{tokens[before].surface()}する"
    return form


def _noun(tokens: list[Any], place: int) -> str:
    """The run of nouns that ends at a place: 正式見積, デモ日程."""
    words: list[str] = []
    while place >= 0 and (
        tokens[place].part_of_speech()[0] in ("名詞", "接頭辞", "接尾辞", "形状詞")
        or tokens[place].surface().isascii()
    ):
        words.insert(0, tokens[place].surface())
        place -= 1
    if not words and place >= 0:
        words = [tokens[place].surface()]
    return "".join(words)


def receives(words: str) -> bool:
    """Whether the predicate is one of receiving: もらう, いただく, くれる, 届く."""
    return bool(
        re.search(rf"(?:{pattern('action_words', 'receive').pattern})[るうくいきますたせんけてお]*$", words)
    )
