"""What is promised in notes of many trades and manners; today is Friday, November 20, 2026."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.values import Side
from contacts.workdays import Workdays
from notes.actions import find_actions
from notes.dates import Moment
from tests.notes.promises import NOTES

FRIDAY = Moment(date(2026, 11, 20), Workdays())


def told(text: str) -> list[tuple[str, str | None]]:
    """Side and due day (as month-day) of every action."""
    return [
        (action.side.value, f"{action.due:%m-%d}" if action.due else None)
        for action in find_actions(text, FRIDAY)
    ]


OURS = [
    # promises in polite, plain and noun-ending style
    ("配管の図面は月曜に先方へ送ります。", "11-23", "図面"),
    ("来週水曜までに外壁の再見積を出します", "11-25", "再見積"),
    ("保守契約の更新案内を12/10までに郵送", "12-10", "案内"),
    ("園児用椅子のサンプル、来週頭に発送", "11-24", "サンプル"),
    ("12/3 リフォームの現地調査", "12-03", "現地調査"),
    ("次回は12月8日に試食会を実施予定", "12-08", "試食会"),
    ("来週木曜、工場長と再面談", "11-26", "再面談"),
    ("明日14時にお伺いすることになりました", "11-21", "伺"),
    ("火曜にもう一度顔を出してきます", "11-24", "顔を出"),
    ("再来週の月曜に品質保証の担当者と一緒に訪問させていただきます", "11-30", "訪問"),
    ("パンフレットは今日中にメールで送っておきます", "11-20", "パンフレット"),
    ("月末までに修正版の契約書を用意しなければならない", "11-30", "契約書"),
    ("搬入は12月15日です", "12-15", "搬入"),
    ("納車は来月5日", "12-05", "納車"),
    ("検査立ち会い 12/2 10時", "12-02", "検査"),
    ("配布用チラシの校正を水曜に持参", "11-25", "校正"),
    ("見積〆切 11/27", "11-27", "見積"),
    ("請求書 11/30発行", "11-30", "請求書"),
    ("デモ機→来週金曜に持ち込み", "11-27", "デモ機"),
    ("→単価表 週明け", "11-24", "単価表"),
    ("TODO: 保険証券の写しを金曜までに回収", "11-27", "保険証券"),
    ("【次回アクション】乗り換えプランの比較表を12/4までに提出", "12-04", "比較表"),
    ("アポは12月1日の10時で確定", "12-01", "アポ"),
    ("今月いっぱいで補助金の申請書を仕上げる", "11-30", "申請書"),
    ("3営業日以内に原因を報告すること", "11-26", "原因"),
    ("年内に一度ご挨拶に伺いたい", "12-31", "挨拶"),
    # what they ask of us
    ("金曜までに見積もりを送ってほしいとのこと", "11-27", "見積もり"),
    ("消防点検の報告書を来週中にくださいと言われた", "11-27", "報告書"),
    ("12/4までに納品してもらえないかと頼まれました", "12-04", "納品"),
    ("来週火曜に来てほしいそうです", "11-24", "来"),
    ("店長より、什器の図面を水曜までにとの依頼", "11-25", "図面"),
    ("月末までに在庫リストが必要とのこと", "11-30", "在庫リスト"),
    ("部長から12/1までに提案書を出すように言われた", "12-01", "提案書"),
    ("来週火曜10時、オンラインで要件の擦り合わせ", "11-24", "擦り合わせ"),
    ("納品希望日は12/15です", "12-15", "納品"),
    ("お見積書、明後日までに、とのことでした", "11-22", "見積書"),
    ("本日17時までに修正データを送信", "11-20", "修正データ"),
    ("塾の体験授業を12/6(日)に実施することで合意", "12-06", "体験授業"),
    ("明朝職人を向かわせる", "11-21", "職人"),
    ("金曜までに工程表を出し直しますって約束しました", "11-27", "工程表"),
    ("サポートの件、月曜に回答しますとお伝えした", "11-23", "回答"),
    # ours by the one who does it
    ("技術資料はうちの森が来週月曜に送ります", "11-23", "技術資料"),
    ("お見積は佐藤が火曜までに作成します", "11-24", "見積"),
    ("社内で確認して明日回答します", "11-21", "確認"),
    ("上司に相談して月曜に返事します", "11-23", "返事"),
    ("倉庫に在庫を確認し、本日中に折り返し", "11-20", "折り返し"),
    # English
    ("I'll send the revised floor plan on Monday.", "11-23", "floor plan"),
    ("We'll get back to them with pricing by Wednesday", "11-25", "pricing"),
    ("Need to follow up next Thursday", "11-26", "follow up"),
    ("ping Bob on tuesday", "11-24", "ping"),
    ("Sending the samples tomorrow", "11-21", "samples"),
    ("Site survey on Dec 3", "12-03", "survey"),
    ("To do: update the quote by Dec 1", "12-01", "quote"),
    ("She asked us to resend the invoice by Friday.", "11-27", "invoice"),
    ("They want a proposal by the 30th", "11-30", "proposal"),
    ("Promised him a mock-up by next Friday.", "11-27", "mock-up"),
    ("Next step: call the plant manager on Nov 25", "11-25", "plant manager"),
    ("Agreed to meet again on 12/8.", "12-08", "meet"),
    ("Our engineer will inspect the boiler on Tuesday", "11-24", "boiler"),
    ("Draft contract to be shared by EOD Monday", "11-23", "contract"),
    ("Follow up in two weeks", "12-04", "follow up"),
    ("Let's book a walkthrough for next Wednesday", "11-25", "walkthrough"),
    ("We owe them the test report by Dec 4", "12-04", "test report"),
    ("i need to chase the supplier by mon", "11-23", "supplier"),
    ("Proposal due December 11.", "12-11", "proposal"),
    ("He wants us to visit the warehouse next Tuesday.", "11-24", "warehouse"),
    ("They expect our tender response by Dec 18", "12-18", "tender"),
    ("Pricing call moved to Tuesday 3pm.", "11-24", "pricing call"),
    ("I'm to send the MSDS sheets this afternoon.", "11-20", "MSDS"),
    ("I told Dana we'd have an answer for her on Monday", "11-23", "answer"),
    ("Must not forget to credit their account by month-end.", "11-30", "credit"),
    ("Sample kit → Fri.", "11-27", "sample kit"),
    ("Onboarding starts Dec 1", "12-01", "onboarding"),
    ("order form going out on Monday", "11-23", "order form"),
    ("Tina wants the pallets by 12/1", "12-01", "pallets"),
]

THEIRS = [
    ("返事は来週水曜までにいただけるとのこと", "11-25", "返事"),
    ("仕様の回答は火曜に先方から来る予定", "11-24", "回答"),
    ("図面は設計事務所が12/4までに出してくれる", "12-04", "図面"),
    ("園長先生が来週中に保護者会にかけるとのこと", "11-27", "保護者会"),
    ("発注書は月末に届く見込み", "11-30", "発注書"),
    ("入金は12/10の予定です", "12-10", "入金"),
    ("女将さんが金曜までに人数を知らせてくれるそう", "11-27", "人数"),
    ("検収 12/4", "12-04", "検収"),
    ("申込書の返送待ち(12/1まで)", "12-01", "申込書"),
    ("12月の理事会で承認をもらう予定", "12-31", "承認"),
    ("中村様より来週火曜に正式な注文をいただく", "11-24", "注文"),
    ("先方にて稟議、年内に決裁予定", "12-31", "決裁"),
    ("部長が上と相談して来週木曜に返答するって", "11-26", "返答"),
    ("契約書の押印を12/8までにお願いしました", "12-08", "押印"),
    ("宿題(先方): サーバー構成図 11/27", "11-27", "構成図"),
    ("来月10日に支払うと約束してくれた", "12-10", "支払"),
    ("サンプルの評価結果は再来週もらえる", "12-04", "評価結果"),
    ("仕入れ担当が水曜に数量を連絡すると言っていました", "11-25", "数量"),
    ("内示は12月中旬", "12-20", "内示"),
    ("図面データを送ってもらうよう依頼した。来週月曜まで", "11-23", "図面データ"),
    ("He'll send the floor plan on Monday.", "11-23", "floor plan"),
    ("They promised to pay by Nov 30", "11-30", "pay"),
    ("Waiting for the signed NDA, due Wednesday", "11-25", "NDA"),
    ("Bob owes us the drawings by Friday", "11-27", "drawings"),
    ("Decision expected by mid December", "12-15", "decision"),
    ("Their feedback by Tuesday", "11-24", "feedback"),
    ("PO next week", "11-27", "PO"),
    ("Maria to confirm headcount by Dec 2", "12-02", "headcount"),
    ("She said she'd get back to us on Thursday", "11-26", "get back"),
    ("Legal needs to sign off by month end", "11-30", "sign off"),
    ("their buyer will issue the order on Dec 10", "12-10", "order"),
    ("Payment due from them on Dec 15", "12-15", "payment"),
    ("Anna is sending the specs tomorrow", "11-21", "specs"),
    ("We're expecting the signed contract by Friday", "11-27", "contract"),
    ("Asked Bob to send the list by Friday", "11-27", "list"),
    ("Need approval from their HQ by Dec 11", "12-11", "approval"),
    ("The board votes on Dec 17.", "12-17", "vote"),
    ("Board approval needed by Dec 11", "12-11", "approval"),
    ("Deposit arrives by the end of the month", "11-30", "deposit"),
    ("Hugo said legal would finish redlines by Tuesday", "11-24", "redlines"),
    ("エンドユーザーの承認が下りるのが12/8", "12-08", "承認"),
    ("デポジット50%を11/30までに振り込んでいただく", "11-30", "デポジット"),
    ("写真素材は先方支給、11/25着", "11-25", "写真素材"),
    ("現場監督の高木さんが写真を今日中に送ってくださるとのことです", "11-20", "写真"),
    ("管理組合の理事長さんが12/5の総会に諮ってくれます", "12-05", "総会"),
]

UNDATED = [
    ("カタログを郵送します", Side.OURS),
    ("至急、担当者に確認する", Side.OURS),
    ("詳細は追って連絡します", Side.OURS),
    ("TODO 見積作成", Side.OURS),
    ("サインバックの返送待ち", Side.THEIRS),
    ("図面が固まり次第、送っていただける", Side.THEIRS),
    ("不足があれば連絡をもらう", Side.THEIRS),
    ("Need to send him the brochure", Side.OURS),
    ("I'll ask our engineers about the voltage", Side.OURS),
    ("Waiting on the signed contract", Side.THEIRS),
    ("She'll send over the photos", Side.THEIRS),
    ("She asked for references.", Side.OURS),
]

NOTHING = [
    "新店舗のオープンは来年3月だそうです",
    "現在のリースは12月末で満了",
    "先方の社長は来月退任するとのこと",
    "導入したい意向はあるが予算がない",
    "値段が高いと言われた",
    "もっと安くしてほしいとのこと",
    "昨日カタログを送付しました",
    "見積は先週提出済み",
    "11/18 14時 訪問",
    "本日、打ち合わせ",
    "今日は工場見学をさせていただきました",
    "契約は見送りとなった",
    "12月は繁忙期のため動けない",
    "競合は3社",
    "特に宿題なし",
    "来年度から増員するらしい",
    "担当者が来月から替わる",
    "検討中とのこと",
    "クリスマス商戦で忙しそう",
    "年末の挨拶で訪問",
    "契約締結おめでとうございます",
    "Met with the buyer on Tuesday.",
    "They open a new plant in April.",
    "Their contract expires on Dec 31.",
    "She wants to think about it",
    "He is on leave until Dec 7",
    "Sent the proposal yesterday.",
    "They'd like a discount",
    "No next steps.",
    "Call lasted an hour",
    "Budget is frozen until April",
    "They may move offices next year",
    "Great meeting today",
    "毎週月曜に棚卸しをするとのこと",
    "支払条件は月末締め翌月末払い",
    "競合の提案が来週出てくるらしい",
    "今の業者との契約が来年6月までなので",
    "月曜に代休をいただくので",
    "新工場の話を伺う",
    "4月納品分から適用",
    "見積の有効期限は12月末",
    "商談のあと、交換品をお渡しし、その場で動作確認した。",
    "Their fiscal year ends in March.",
    "Team grew to 40 people; will hire 10 more by June.",
    "She usually orders in spring.",
    "their CFO froze spending till Feb",
    "Let him think.",
    "He'll retire in June",
]


@pytest.mark.parametrize(("text", "due", "word"), OURS)
def test_our_promises(text: str, due: str, word: str) -> None:
    assert told(text) == [("ours", due)]
    assert word.casefold() in find_actions(text, FRIDAY)[0].text.casefold()


@pytest.mark.parametrize(("text", "due", "word"), THEIRS)
def test_their_promises_and_what_we_wait_for(text: str, due: str, word: str) -> None:
    assert told(text) == [("theirs", due)]
    assert word.casefold() in find_actions(text, FRIDAY)[0].text.casefold()


@pytest.mark.parametrize(("text", "side"), UNDATED)
def test_a_promise_needs_no_date(text: str, side: Side) -> None:
    assert told(text) == [(side.value, None)]


@pytest.mark.parametrize("text", NOTHING)
def test_facts_wishes_and_the_past_are_no_actions(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "見積は金曜、サンプルは来週水曜に送ります。返事は12/10までにもらえる予定",
            [("ours", "11-27"), ("ours", "11-25"), ("theirs", "12-10")],
        ),
        ("・図面修正 11/25\n・先方: 仕様書送付 11/27\n・次回打合せ 12/3", [
            ("ours", "11-25"), ("theirs", "11-27"), ("ours", "12-03"),
        ]),
        ("カタログ希望。月曜に送付", [("ours", "11-23")]),
        ("I'll send the deck on Monday and they'll comment by Friday.", [("ours", "11-23"), ("theirs", "11-27")]),
        ("Fix by 12/9, retest by them on 12/10", [("ours", "12-09"), ("theirs", "12-10")]),
        ("納品は12/10。その3日前までに部材を手配する", [("ours", "12-10"), ("ours", "12-07")]),
        ("昨日訪問。お礼メールを今日中に、提案書を来週中に送る", [("ours", "11-20"), ("ours", "11-27")]),
        ("えっと保育園の園長先生に会って遊具の話をして見積もりは来週の火曜までに出しますあと保険の書類を先生が水曜までに用意してくれます", [
            ("ours", "11-24"), ("theirs", "11-25"),
        ]),
    ],
)  # fmt: skip
def test_several_in_one_note(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), NOTES)
def test_whole_notes(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == expected


def test_a_time_is_kept_and_the_due_stays_a_day() -> None:
    (action,) = find_actions("明日14時に倉庫を訪問します", FRIDAY)
    assert (action.due, action.due_time) == (date(2026, 11, 21), time(14))


@pytest.mark.parametrize(
    ("text", "colleagues", "assignee"),
    [
        ("お見積は佐藤が火曜までに作ります", (), "佐藤"),
        ("お見積は佐藤さんが火曜までに作ります", ("佐藤",), "佐藤"),
        ("うちの森が来週月曜に資料を送ります", (), "森"),
        ("David will draft the estimate by Wednesday", ("David",), "David"),
        ("My colleague Ken will call them on Tuesday", (), "Ken"),
        ("資料を来週月曜に送ります", (), None),
    ],
)
def test_a_colleague_named_is_offered_the_action(
    text: str, colleagues: tuple[str, ...], assignee: str | None
) -> None:
    (action,) = find_actions(text, FRIDAY, colleagues=colleagues)
    assert (action.side, action.assignee) == (Side.OURS, assignee)


def test_words_without_end_are_read_from_their_end() -> None:
    assert told("見積" * 20_000 + "を来週火曜までに送る") == [("ours", "11-24")]


def test_the_thing_may_stand_in_the_sentence_before() -> None:
    (action,) = find_actions("導入事例に興味あり。来週火曜までに送付", FRIDAY)
    assert "導入事例" in action.text


@given(
    st.text(
        alphabet="見積を来週火曜までに送ります。、→・ 12/4予定とのことsend by Monday I'll they", max_size=40
    )
)
def test_nothing_breaks_it(text: str) -> None:
    for action in find_actions(text, FRIDAY):
        assert action.text
