"""Cards and contacts for the views' tests: a usual one, and the worst that can come in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.texts import texts_for
from bot.views.contact import CareerStep, ContactCard, Touch
from bot.views.known import KnownContact
from bot.views.message import Message
from bot.views.review import ReviewCard
from contacts.values import CardFields, Kind, Office, Person, Phone, PhoneType, Post
from localslack.blockkit import lint_message, lint_view

TEXTS = [texts_for("ja-JP"), texts_for("en-US")]
LANGUAGES = ["ja", "en"]
DAY = date(2026, 11, 20)

USUAL = CardFields(
    name="田中 一郎",
    name_kana="タナカ イチロウ",
    name_romaji="Ichiro Tanaka",
    family_name="田中",
    given_name="一郎",
    company="山田商事株式会社",
    company_en="Yamada Trading Co., Ltd.",
    department="営業部 第一課",
    title="課長",
    qualifications=("中小企業診断士",),
    postal_code="100-0001",
    address="東京都千代田区千代田1-1 山田ビル3階",
    other_addresses=(Office("大阪支店", "530-0001", "大阪府大阪市北区梅田1-1"),),
    phones=(
        Phone(PhoneType.WORK, "03-1234-5678", "+81312345678", "12"),
        Phone(PhoneType.FAX, "03-1234-5679", "+81312345679"),
        Phone(PhoneType.MOBILE, "090-1234-5678", "+819012345678"),
    ),
    emails=("tanaka@yamada.example",),
    urls=("https://www.yamada.example",),
    confidence={"name": 0.99, "department": 0.4},
    unsure=("department",),
)

EVIL = "<!channel> *x* _y_ `z` <@U1|a> https://e.example|& :tada: \n> q \u202e" * 60
HOSTILE = CardFields(
    **dict.fromkeys(
        (
            "name",
            "name_kana",
            "name_romaji",
            "family_name",
            "given_name",
            "company",
            "company_en",
            "department",
            "department_en",
            "title",
            "title_en",
            "postal_code",
            "address",
            "address_en",
            "remark",
            "qr",
        ),
        EVIL,
    ),
    posts=tuple(Post(EVIL, EVIL) for _ in range(10)),
    qualifications=(EVIL,) * 20,
    other_addresses=(Office(EVIL, EVIL, EVIL),) * 20,
    phones=tuple(Phone(kind, EVIL, "+81312345678|<!here>", EVIL) for kind in PhoneType) * 6,
    emails=(EVIL, "a|b>@x.example", "<!here>@x.example") * 10,
    urls=(EVIL,) * 20,
    handles=(EVIL,) * 20,
    unsure=("name", "phones", "nonsense", *("emails",) * 50),
)
EMPTY = CardFields()
PEOPLE = {"usual": USUAL, "hostile": HOSTILE, "empty": EMPTY}


def card(fields: CardFields = USUAL, **more: Any) -> ReviewCard:
    name = EVIL if fields is HOSTILE else "佐藤 健"
    values: dict[str, Any] = {
        "id": 7,
        "fields": fields,
        "exchanged_on": DAY,
        "received_by": "U0SATO00001",
        "received_by_name": name,
        "settled_by_name": name,
        "file_id": "F0123456789",
        "known": (KnownContact(3, EVIL, EVIL, EVIL, moved=True),) * 3 if fields is HOSTILE else (),
    }
    return ReviewCard(**{**values, **more})


def stored(fields: CardFields = USUAL, **more: Any) -> ContactCard:
    text = EVIL if fields is HOSTILE else "佐藤 健"
    values: dict[str, Any] = {
        "id": 3,
        "fields": fields,
        "owner": text,
        "met_by": (text,) * 8,
        "tags": (text,) * 12,
        "career": tuple(CareerStep(DAY, text, text, text) for _ in range(9)),
        "interactions": tuple(Touch(DAY, kind, text, text) for kind in Kind),
        "file_id": "F0123456789",
    }
    return ContactCard(**{**values, **more})


PERSON = Person(1, "田中 一郎", "山田商事", name_romaji="Ichiro Tanaka")
EVIL_PERSON = Person(1, EVIL, EVIL, EVIL)


def fine(message: Message) -> None:
    """Fails when Slack would refuse the message, or card data fires in it."""
    assert lint_message({"text": message.text, "blocks": list(message.blocks)}) == []
    assert message.text
    harmless(message.text)
    for block in message.blocks:
        for text in texts_in(block):
            harmless(text)


def fine_view(view: Mapping[str, Any]) -> None:
    """Fails when Slack would refuse the view."""
    assert lint_view(view) == []


def harmless(text: str) -> None:
    for bad in ("<!", "<@", "<http", "|<", "\u202e", ":tada:", "*x*", "_y_", "`z`"):
        assert bad not in text, text


def texts_in(thing: Any) -> list[str]:
    """Every mrkdwn text of a block."""
    if isinstance(thing, Mapping):
        own = [thing["text"]] if thing.get("type") == "mrkdwn" else []
        return own + [text for value in thing.values() for text in texts_in(value)]
    return [text for item in thing for text in texts_in(item)] if isinstance(thing, (list, tuple)) else []


def shown(message: Message) -> str:
    """All mrkdwn of a message."""
    return "\n".join(text for block in message.blocks for text in texts_in(block))


def taps(message: Message) -> dict[str, str]:
    """Action ids with their values."""
    return {
        element["action_id"]: element.get("value", "")
        for block in message.blocks
        for element in (*block.get("elements", ()), block.get("accessory") or {})
        if "action_id" in element
    }
