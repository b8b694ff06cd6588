"""What a note says of a contact's data: the person left, moved, or mail came back. Pure rules."""

from __future__ import annotations

import re

LEFT, MOVED, BOUNCED = "left", "moved", "bounced"

_WORDS = (
    (
        LEFT,
        re.compile(
            r"退職|退社(?!時)|離職|辞め(?:た|られ|て)|定年|逝去"
            r"|\bleft the company|\bretired\b|\bresigned\b|\bleft (?:his|her|their) (?:job|post)"
            r"|\bno longer (?:with|at|works)",
            re.IGNORECASE,
        ),
    ),
    (MOVED, re.compile(r"転職|異動|転勤|出向|\btransferred\b|\bmoved to another\b", re.IGNORECASE)),
    (
        BOUNCED,
        re.compile(
            # What comes back from somebody is an answer.
            r"(?<!から)(?<!からの)(?<!返信)(?:メール|mail).{0,12}(?:戻って|返って|届か(?:な|ず)|不達|エラー)"
            r"|宛先不明|あて先不明"
            r"|\bbounced?\b|undeliverable|delivery (?:failed|failure)",
            re.IGNORECASE,
        ),
    ),
)
# Said of what will not happen, or did not.
_NOT = re.compile(
    r"(?:退職|退社|転職|異動|転勤|出向)(?:の?(?:予定|話)は?(?:ない|なし|無)|(?:し|され)(?:ない|ません|ていない))"
)
_GONE = re.compile(
    r"(?:退職|離職)(?:さ?れた|なさった|した|しました|されました|済み?|済|に?なった|となった|になりました)(?!い|ら)"
    r"|(?:退社|離職)(?:された|されました|しました)(?!い|ら)|(?:お)?辞め(?:に?なった|られた|になりました)(?!い|ら)"
    r"|(?:退職|退社)され(?:て|、)|辞められて|定年(?:で|を迎え|退職).{0,6}(?:た|ました)|(?:ご)?逝去された"
    r"|\b(?:has|have|had)? ?(?:left the company|retired|resigned)\b|\bno longer (?:with|at|works)",
    re.IGNORECASE,
)
# What is only expected or heard of, and people around the contact.
_NOT_SURE = re.compile(
    r"かも|らしい|噂|うわさ|予定|見込み|検討|来[週月年期]"
    r"|奥[様さ]|ご主人|息子|ご子息|娘|父|母|ご?両親|部下|上司|秘書|同僚|前任|担当者"
    r"|\b(?:may|might|will|would|going to|plans? to|rumou?r|heard|apparently|wife|husband|son|daughter|father"
    r"|mother|boss|assistant|predecessor|colleague)\b|[?？]",
    re.IGNORECASE,
)
_CAME_BACK = re.compile(
    r"メール.{0,12}(?:不達|配信(?:不能|エラー)|エラーで(?:返|戻)|(?:宛|あて)先不明)|(?:宛|あて)先不明で.{0,6}(?:返|戻)"
    r"|(?:送っ(?:た|ていた)|への|[宛あ]て?の?)メール.{0,8}(?:戻|返)って(?:き|来)"
    r"|\b(?:e-?)?mails?\b.{0,40}\b(?:bounced|undeliverable|came back)\b|\bbounced (?:e-?)?mail"
    r"|\bdelivery (?:failed|failure)\b",
    re.IGNORECASE,
)
# Mail comes back for other reasons too: a mistyped address, a full box, an attachment.
_OTHER_REASON = re.compile(
    r"間違|誤[りっ]|ミス|容量|いっぱい|添付|サイズ|一時的|迷惑メール"
    r"|\b(?:typo|wrong address|full|attachment|size|spam)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。.!?！？\n]+[?？]?")
_PERSON = re.compile(
    r"([一-龯々〆ヶァ-ヴー]{1,6})(?:さん|様|さま|氏|部長|課長|係長|主任|社長|専務|常務|次長|室長|所長)"
)


def evidence_in(note: str, family_name: str | None, alone: bool) -> str | None:
    """What a note says of a contact's data: left, moved, bounced, or nothing.

    A sentence counts when it holds the family name, or names nobody and the contact is `alone` in the note.
    """
    for sentence in _SENTENCE.findall(note):
        kind = next((kind for kind, words in _WORDS if words.search(_NOT.sub("", sentence))), None)
        if kind and _is_about(sentence, family_name, alone):
            return kind
    return None


def has_left(note: str, family_name: str | None, alone: bool) -> bool:
    """Whether a note states as a fact that this very person left the company: noted at once, not asked.

    Hearsay, plans, questions and people around the contact are none; of several people named in a sentence
    it is the last one before the word.
    """
    for sentence in _SENTENCE.findall(note):
        gone = None if _NOT_SURE.search(sentence) else _GONE.search(_NOT.sub("", sentence))
        if gone and _is_subject(_NOT.sub("", sentence)[: gone.start()], family_name, alone):
            return True
    return False


def came_back(note: str, family_name: str | None, alone: bool) -> bool:
    """Whether a note states as a fact that mail to this very person came back, for no reason of its own.

    Then the person is taken to have left, as by `has_left`, until somebody says otherwise.
    """
    for sentence in _SENTENCE.findall(note):
        doubtful = _NOT_SURE.search(sentence) or _OTHER_REASON.search(sentence)
        found = None if doubtful else _CAME_BACK.search(sentence)
        # The name may stand after the mail: "the mail to Tanaka bounced".
        if found and _is_subject(sentence[: found.end()], family_name, alone):
            return True
    return False


def _is_subject(before: str, family_name: str | None, alone: bool) -> bool:
    named = [found.group(1) for found in _PERSON.finditer(before)]
    if family_name and family_name.casefold() in before.casefold():
        return not named or named[-1].endswith(family_name)
    return alone and not named


def _is_about(sentence: str, family_name: str | None, alone: bool) -> bool:
    if family_name and family_name.casefold() in sentence.casefold():
        return True
    return alone and not _PERSON.search(sentence)
