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
        ("所長んとこ顔出してきたけど詳しい話はまた来月ってことで", "visit"),
        ("別件で近くに来たついでに立ち寄ってくれた", "meeting"),
        ("展示会でお会いした方から問い合わせメールが届いた", "email"),
        ("セミナーに来てくれた方と立ち話", "event"),
        ("関さんとお昼は蕎麦、そのまま商談", "meal"),
        ("面談したいが日程が合わず、メールで調整中", "email"),
        ("外回りはなし、書類の整理", "other"),
        ("蔵を見せてもらい、新酒の話を聞いた", "visit"),
        ("うちのショールームに来てくれた", "meeting"),
        ("三栄運輸・大槻所長 ☎ 単価は据え置き", "call"),
        ("西田さんにメール:説明会の会場費を送った", "email"),
        ("携帯にショートメール(SMS)で返事", "other"),
        ("図書室に伺う。入替を希望", "visit"),
        ("病棟で師長に会ってきた", "visit"),
        ("留守電:至急折り返してほしいとのこと", "call"),
        ("Webex didn't start, so we talked by phone", "call"),
        ("Ann dropped by to pick up the samples", "meeting"),
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


def test_a_cue_that_is_only_the_topic_is_asked_about() -> None:
    kind, kinds = find_kind("説明会の日程を調整中", AT)
    assert kind is None
    assert kinds == (Kind.EVENT, Kind.OTHER)
    assert find_kind("院長は学会で手一杯とのこと、見積は渡せず", AT)[0] is None


def test_two_channels_in_one_sentence_are_asked_about() -> None:
    assert find_kind("お詫びのメールを送り、電話も入れた", AT) == (None, (Kind.EMAIL, Kind.CALL))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("三栄運輸さんへ。荷主の話を聞いた", "visit"),
        ("三栄運輸さんにて打ち合わせ", "visit"),
        ("三栄運輸さんで導入済みと聞いた", "other"),
    ],
)
def test_a_company_can_be_the_place(text: str, kind: str) -> None:
    assert find_kind(text, AT, [len("三栄運輸")])[0] == Kind(kind)


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
        ("No show. Rescheduled for Wed", "2026-11-20"),
        ("担当の方が先週辞めたそう", "2026-11-20"),
        ("昨日訪問した信金の支店長からお礼のメール", "2026-11-20"),
        ("日時:11/19(木) 10:00\n場所:先方会議室", "2026-11-19"),
        ("先週の集まりで名刺交換した件、今日お礼状を出した", "2026-11-20"),
        ("何度か電話するもつながらず。木曜の午前中にかけ直し", "2026-11-20"),
    ],
)
def test_day(text: str, day: str) -> None:
    assert find_day(text, AT).isoformat() == day
