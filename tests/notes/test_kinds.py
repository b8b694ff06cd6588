from datetime import date

import pytest

from contacts.values import Kind
from contacts.workdays import Workdays
from notes.dates import Moment
from notes.kinds import find_kind
from notes.occurred import find_day

AT = Moment(date(2026, 11, 20), Workdays())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("朝一で先方の工場に入って点検した", "visit"),
        ("近くまで行ったのでご挨拶に寄らせてもらいました", "visit"),
        ("ご来社いただき仕様を詰めた", "meeting"),
        ("駅前の喫茶店で一服しながら雑談", "meal"),
        ("携帯にかけたが出ず、伝言を残した", "call"),
        ("問い合わせフォームではなくメールで返信をもらった", "email"),
        ("画面共有しながら操作を説明", "online"),
        ("業界の交流会で隣の席になった", "event"),
        ("チャットで質問が来た", "other"),
        ("請求書の控えを預かった", "other"),
        ("来週訪問することになった。今日は電話のみ", "call"),
        ("打ち合わせのあと、お礼のメールを明日送る", "meeting"),
        ("Grabbed a bite with the buyer", "meal"),
        ("Swung by the warehouse, saw the line running", "visit"),
        ("They came to our office to sign", "meeting"),
        ("Left her a voicemail. Will email tomorrow", "call"),
        ("He wrote back, agrees on the scope", "email"),
        ("Webex with the QA team", "online"),
        ("Ran into her at the packaging expo", "event"),
        ("WhatsApp from the owner: go ahead", "other"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert find_kind(text, AT)[0] == Kind(kind)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨日、昼過ぎに面談した", "2026-11-19"),
        ("先週の水曜に訪問", "2026-11-11"),
        ("11/18 定例。次回は12/2", "2026-11-18"),
        ("火曜に電話をもらった", "2026-11-17"),
        ("一昨日の懇親会でご一緒した", "2026-11-18"),
        ("昨日送った見積の件で電話あり", "2026-11-20"),
        ("先週提出した提案書について質問を受けた", "2026-11-20"),
        ("来週火曜に訪問する約束をした", "2026-11-20"),
        ("Yesterday's demo went well", "2026-11-19"),
        ("On Monday we met at the fair", "2026-11-16"),
        ("Called about the invoice from last month", "2026-11-20"),
        ("Meeting. They reply by Wednesday", "2026-11-20"),
    ],
)
def test_day(text: str, day: str) -> None:
    assert find_day(text, AT).isoformat() == day
