"""What went wrong, in friendly words, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import Texts, join
from bot.views.message import Message, words

PROBLEMS = {
    "pdf": "problem.pdf",
    "pdf_locked": "problem.pdf_locked",
    "pdf_pages": "problem.pdf_pages",
    "pdf_empty": "problem.pdf_empty",
    "not_an_image": "problem.not_an_image",
    "too_many_bytes": "problem.too_many_bytes",
    "too_many_pixels": "problem.too_many_pixels",
    "corrupt": "problem.corrupt",
    "timeout": "problem.timeout",
    "crashed": "problem.crashed",
    "not_card": "problem.not_card",
    "no_text": "problem.no_text",
    "download_failed": "problem.download_failed",
    "file_gone": "problem.file_gone",
    "channel_shared": "problem.channel_shared",
    "settled_already": "problem.settled_already",
    "still_reading": "problem.still_reading",
    "nothing_to_undo": "problem.nothing_to_undo",
    "undo_conflict": "problem.undo_conflict",
    "nothing_doubtful": "problem.nothing_doubtful",
    "contact_gone": "problem.contact_gone",
    "note_gone": "log.problem_gone",
    "nothing_to_log": "log.problem_nothing",
    "logged_already": "log.problem_already",
    "signature_taken": "capture.signature_taken",
    "no_signature": "capture.no_signature",
}
REFUSALS = {
    "guest": "refused.guest",
    "outsider": "refused.outsider",
    "bot": "refused.bot",
    "deactivated": "refused.deactivated",
}


def problem(code: str, t: Texts) -> Message:
    """What happened and what to do, by a code of `PROBLEMS`; an unknown code gives a general sentence."""
    return words(t(PROBLEMS.get(code, "problem.other")))


def refused(reason: str, t: Texts) -> Message:
    """Why this person may not use Goen, by a value of `bot.access.Refusal`."""
    return words(t(REFUSALS.get(reason, "refused.other")))


def not_yours(names: Sequence[str], t: Texts) -> Message:
    """Who may act on a review instead; `names` are colleagues' names as Slack shows them."""
    if not names:
        return words(t("problem.not_your_review"))
    people = join(t("list.comma"), [t.colleague(name) for name in names[:5]])
    return words(t("problem.not_yours", names=people))
