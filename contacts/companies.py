"""Company names: legal forms in Japanese and English, and the normal form names are compared in."""

from __future__ import annotations

import re
import unicodedata

JAPANESE_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合名会社",
    "合資会社",
    "相互会社",
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "特定非営利活動法人",
    "NPO法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
    "社会福祉法人",
    "学校法人",
    "宗教法人",
    "独立行政法人",
    "国立大学法人",
    "協同組合",
    "税理士法人",
    "弁護士法人",
    "監査法人",
    "司法書士法人",
    "行政書士法人",
    "社会保険労務士法人",
)
SHORT_FORMS = {
    "(株)": "株式会社",
    "(有)": "有限会社",
    "(同)": "合同会社",
    "(名)": "合名会社",
    "(資)": "合資会社",
    "(医)": "医療法人",
    "(学)": "学校法人",
    "(財)": "一般財団法人",
    "(社)": "一般社団法人",
    "(一社)": "一般社団法人",
    "(一財)": "一般財団法人",
    "(公社)": "公益社団法人",
    "(公財)": "公益財団法人",
    "(社福)": "社会福祉法人",
    "(特非)": "特定非営利活動法人",
    "(独)": "独立行政法人",
}
LATIN_FORMS = (
    r"co\.?,?\s*ltd\.?",
    r"company,?\s+limited",
    r"k\.?\s?k\.?",
    r"inc(orporated)?\.?",
    r"corp(oration)?\.?",
    r"ltd\.?",
    r"limited",
    r"llc\.?",
    r"l\.l\.c\.",
    r"llp\.?",
    r"plc\.?",
    r"gmbh(\s*&\s*co\.?\s*kg)?",
    r"ag",
    r"kg",
    r"s\.?a\.?r\.?l\.?",
    r"s\.?p\.?a\.?",
    r"s\.?r\.?l\.?",
    r"s\.?a\.?s?\.?",
    r"b\.?v\.?",
    r"n\.?v\.?",
    r"pty\.?(\s*ltd\.?)?",
    r"pte\.?(\s*ltd\.?)?",
    r"oy",
    r"ab",
    r"a/s",
)
_LATIN_END = re.compile(r"[\s,]+(?:" + "|".join(LATIN_FORMS) + r")\s*$", re.IGNORECASE)
_JAPANESE = re.compile("|".join(sorted(map(re.escape, JAPANESE_FORMS), key=len, reverse=True)))


def normal_name(name: str) -> str:
    """The form two spellings of one company share: NFKC, no legal form, no spaces or marks, lower case.

    A name that is nothing but its legal form keeps it.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    for short, full in SHORT_FORMS.items():
        text = text.replace(short, full)
    core = _JAPANESE.sub(" ", _LATIN_END.sub("", text))
    return _squeezed(core) or _squeezed(text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
