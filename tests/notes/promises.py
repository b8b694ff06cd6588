"""Whole notes of many trades, each with the sides and due days of what it promises; as of Friday, November 20, 2026."""

from __future__ import annotations

NOTES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "さくら調剤の薬局長と面談。レセコンの入替時期は来年秋。デモを見たいそうなので12/3に実機を持ち込む。店舗一覧は薬局長が来週メールしてくれる",
        [("ours", "12-03"), ("theirs", "11-27")],
    ),
    (
        "吉永建材、検収は無事完了。請求書を今日発行、入金は来月末の約束。",
        [("ours", "11-20"), ("theirs", "12-31")],
    ),
    (
        "電話で在庫の問い合わせ。60脚なら12/8に納められると回答。発注は明日FAXで来る",
        [("ours", "12-08"), ("theirs", "11-21")],
    ),
    (
        "漁協の組合長、冷凍設備の件で怒っていた。明日部品を持って駆けつける。原因調査は一週間",
        [("ours", "11-21"), ("ours", "11-27")],
    ),
    ("展示会のお礼メールに返信あり。資料請求なので冊子を月曜に投函します", [("ours", "11-23")]),
    (
        "担当の交代で引き継ぎ。新任の柏木さん、まずは契約内容を勉強するとのこと。1月に改めて訪問",
        [("ours", "01-31")],
    ),
    ("見積の件、あと5%何とかならないかと。上と相談して火曜に返す。", [("ours", "11-24")]),
    (
        "保育園様:午睡センサー10台の追加希望、補助金の交付決定が12/15に出る予定。決定後すぐ発注いただける",
        [("theirs", "12-15"), ("theirs", None)],
    ),
    (
        "・訪問 ・松坂乳業 ・殺菌機の温度異常 ・メーカー手配 24日 ・先方は報告書希望 27日迄",
        [("ours", "11-24"), ("ours", "11-27")],
    ),
    ("今年はもう動きなし。年が明けたら予算編成の状況を聞きに行く", [("ours", "01-04")]),
    (
        "うちの大久保と訪問。施工図は大久保が水曜に仕上げ、金曜に先方へ提出します",
        [("ours", "11-25"), ("ours", "11-27")],
    ),
    ("リコールの説明に伺った。交換日程は先方から連絡待ち", [("theirs", None)]),
    (
        "商談は好調、役員プレゼンの枠を12/16 15時にもらえた。資料は12/14までに完成させること",
        [("ours", "12-16"), ("ours", "12-14")],
    ),
    (
        "病院の用度課へ。入札公告は12月上旬に出るらしい。仕様の確認書を今週中に出せと言われた",
        [("theirs", "12-10"), ("ours", "11-20")],
    ),
    ("挨拶のみ。特段の宿題なし。", []),
    ("Stopped by Kestrel. Owner away till Monday, left a card. I'll ring on Tuesday.", [("ours", "11-24")]),
    (
        "Great demo for the Orchard team. They'll trial it for two weeks and let us know by Dec 7. We provide 5 licences Monday.",
        [("theirs", "12-07"), ("ours", "11-23")],
    ),
    ("Budget cut, order reduced to 60 units. Revised confirmation to go out tomorrow.", [("ours", "11-21")]),
    (
        "Ivo called, the crate was damaged. Replacement ships Wednesday, he will send photos tonight.",
        [("ours", "11-25"), ("theirs", "11-20")],
    ),
    ("Nice chat with Leah at the mixer, no project. Add her to the newsletter.", [("ours", None)]),
    (
        "Pete will chase his finance dept about the overdue invoice and confirm a payment date by next Friday.",
        [("theirs", "11-27")],
    ),
    (
        "Walkthrough done at the Leeds store. Snag list due from their contractor on the 27th, we fix everything before the opening on Dec 18.",
        [("theirs", "11-27"), ("ours", "12-18")],
    ),
    (
        "He asked whether we support SAML. Get an answer from engineering and email him by Monday.",
        [("ours", "11-23")],
    ),
    (
        "Mtg w/ 小出さん: spec確定。proto 2台を12/11までにship、feedbackは年内にもらう",
        [("ours", "12-11"), ("theirs", "12-31")],
    ),
    (
        "美容室チェーン、予約システムに関心。無料お試しを来週月曜から2週間。終了時に感想を伺う",
        [("ours", "11-23"), ("ours", None)],
    ),
    ("トラブル対応:サーバ再起動で復旧。恒久対策案を三営業日以内に提出する旨を回答済", [("ours", "11-26")]),
    (
        "代理店会議。来期の目標配分は本部が12月中旬に提示、うちは販促案を12/5までに本部へ送る",
        [("theirs", "12-20"), ("ours", "12-05")],
    ),
    ("電話したら今週は棚卸しで無理と。来週の木曜午後に掛けることにした", [("ours", "11-26")]),
    (
        "納品立会い終了。残金の支払は月末締めの翌月10日。追加の配線図を求められたので明後日送る",
        [("theirs", "12-10"), ("ours", "11-22")],
    ),
    ("丸福醤油 工場、ラベラーの見積 12/2 提出 写真撮影済 ライン停止日は 12/29", [("ours", "12-02")]),
    (
        "副院長から折り返しあり。保守の契約書、法務の確認が終わったら送り返してくれるって。期限は今月末で念押しした",
        [("theirs", "11-30")],
    ),
    ("今日は商工会の忘年会。隣の席の不動産屋さんと意気投合。今度会社案内を送る約束", [("ours", None)]),
    (
        "木材の価格高騰で見積の有効期限を短くする件、ご了承いただいた。新しい見積は火曜朝に出し直す",
        [("ours", "11-24")],
    ),
    ("設備の入れ替えは再来年。それまでは修理で対応。来月、年次点検に入る", [("ours", "12-31")]),
    (
        "お客様アンケートの集計をお持ちした。社長は満足。紹介先として弟さんの会社を挙げてくれ、来週火曜に電話してみることに",
        [("ours", "11-24")],
    ),
    ("12/4にカフェで打ち合わせ。そこで最終の色を決めてもらう", [("ours", "12-04"), ("theirs", None)]),
    (
        "見積書を三通り作って、月曜に部長へメール。水曜に電話で感触を聞く",
        [("ours", "11-23"), ("ours", "11-25")],
    ),
    ("学校給食センター、納入業者の登録申請が必要。様式は市のHP、提出期限12/18", [("ours", "12-18")]),
    (
        "オーナーが腰を痛めて休業中。見舞いの品を明日発送、年明けに再度提案",
        [("ours", "11-21"), ("ours", "01-04")],
    ),
    ("先方のIT部、VPN申請に10営業日かかるとのこと。申請書は今日中にもらえる", [("theirs", "11-20")]),
    ("急ぎ案件!11/25までに500個。工場と調整し明朝返答と伝えた", [("ours", "11-25"), ("ours", "11-21")]),
    ("Rang Cedar Homes - Mr. Pike out until Thursday. Try again then.", [("ours", "11-26")]),
    ("Lost the tender. Ask for a debrief next week.", [("ours", "11-27")]),
    (
        "Elias confirmed delivery slot Dec 3, 8am. He needs the driver's name the day before.",
        [("ours", "12-03"), ("ours", "12-02")],
    ),
    (
        "Coffee with Imani. Her firm relocates in spring. Happy to intro us to facilities; she'll email both of us this weekend.",
        [("theirs", "11-20")],
    ),
    ("Support ticket closed. Rhea wants a written summary, I said end of day Monday.", [("ours", "11-23")]),
    (
        "納品ミスの謝罪。正しい品は明後日着で出荷、誤品は次回訪問時に引き取り",
        [("ours", "11-22"), ("ours", None)],
    ),
]
