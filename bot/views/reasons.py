"""Reasons of the duplicate verdict in words."""

from __future__ import annotations

from bot.texts import Texts
from contacts.reasons import Code, Reason

SENTENCES: dict[Code, str] = {
    Code.SAME_MOBILE: "reason.same_mobile",
    Code.NEAR_MOBILE: "reason.near_mobile",
    Code.SAME_MAIL: "reason.same_mail",
    Code.SAME_PRIVATE_MAIL: "reason.same_private_mail",
    Code.SAME_NAME: "reason.same_name",
    Code.NAME_SPELLED: "reason.name_spelled",
    Code.NAME_READ: "reason.name_read",
    Code.FORMER_NAME: "reason.former_name",
    Code.FAMILY_CHANGED: "reason.family_changed",
    Code.GIVEN_DIFFERS: "reason.given_differs",
    Code.NAME_UNSURE: "reason.name_unsure",
    Code.NAME_DIFFERS: "reason.name_differs",
    Code.READING_DIFFERS: "reason.reading_differs",
    Code.NO_NAME: "reason.no_name",
    Code.SAME_COMPANY: "reason.same_company",
    Code.COMPANY_SPELLED: "reason.company_spelled",
    Code.COMPANY_CHANGED: "reason.company_changed",
    Code.COMPANY_UNSURE: "reason.company_unsure",
    Code.OTHER_MOBILE: "reason.other_mobile",
    Code.OTHER_MAIL: "reason.other_mail",
    Code.MAIL_STYLE: "reason.mail_style",
    Code.SITE_CHANGED: "reason.site_changed",
    Code.SAME_PHONE: "reason.same_phone",
    Code.SHARED_MAIL: "reason.shared_mail",
    Code.SAME_SITE: "reason.same_site",
    Code.SAME_ADDRESS: "reason.same_address",
    Code.ADDRESS_CHANGED: "reason.address_changed",
    Code.DEPARTMENT_CHANGED: "reason.department_changed",
    Code.TITLE_CHANGED: "reason.title_changed",
}


def sentence(reason: Reason, t: Texts) -> str:
    """One reason as plain text in the reader's language: 携帯番号が同じです(090-…)."""
    return t.plain(SENTENCES[reason.code], **dict(zip("ab", reason.values, strict=False)))
