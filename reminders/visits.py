"""Whether a promise is a meeting: then its morning message brings a brief of the contact."""

from __future__ import annotations

import re

_VISIT = re.compile(
    r"訪問|伺(?:う|い|って|えば)|打ち?合わ?せ|商談|来社|面談|面会|アポ|会食|ランチ|懇親|デモ|ミーティング|会議|プレゼン"
    r"|ご?挨拶|同行|見学|立ち?会|お会い|会う|内覧"
    r"|\b(?:visit(?:ing)?|meet(?:ing)?|appointment|demo|lunch|dinner|presentation|site tour|call on"
    r"|see (?:him|her|them))\b",
    re.IGNORECASE,
)
# A visit that is only to be arranged, or what follows one, is no meeting.
_ABOUT = re.compile(
    r"(?:日程|日時|候補日|時間)(?:の|を)?(?:調整|連絡|提案|確認)|議事録|アポ(?:イント)?(?:を|の)?(?:取|とる|とり|調整)"
    r"|\b(?:arrange|schedule|set up|book|propose|minutes)\b",
    re.IGNORECASE,
)


def is_visit(text: str) -> bool:
    """Whether a follow-up's text promises to meet somebody: 訪問, お打ち合わせ, "demo at their office"."""
    return bool(_VISIT.search(text)) and not _ABOUT.search(text)
