"""The turns of Japanese phrase that the rules in `japanese` look for, beyond the words of the tables."""

from __future__ import annotations

import re

NEXT = re.compile(
    r"(?:では?|また|なお)?、?(?P<what>(?:次|次回|つぎ)(?:の?(?:打ち?合わ?せ|訪問|面談|定例|アポ|会議|回)))?(?:次回?|つぎ)?"
    r"(?:は|も|、|に)?(?:同じ時間|\d+時.{0,4})?"
)
# A deed of the talk itself, told in the dictionary form at the head of a note.
DIARY = re.compile(
    r"(?:顔を出す|寄る|訪ねる|訪れる|訪問する|伺う|会う|会食する|お邪魔する|面談する|同行する|立ち会う|"
    r"話す|話をする|話を聞く|"
    r"電話する|電話をかける|電話を入れる|飲む|食べる)[。\s]*$"
)
# Set about a deed: 積算に入る.
SET_ABOUT = re.compile(
    r"[一-龯]{2,}に(?:入る|入ります|取り?[掛か]かる|取り?[掛か]かります|着手する|移る|移ります)$"
)
SETTLED_ALONE = re.compile(
    r"(?:[^、は]{0,8}(?:都合|希望|合意)で)?(?:FIX|フィックス|確定|決定|本決まり)", re.I
)
COMES = re.compile(r"[がはも](?:くる|きます)$")
MONEY = re.compile(r"着手金|代金|前金|手付|残金|前渡金|入金|振込|支払")
# Asked for without a date: a concession, nothing to be delivered.
CONCESSION = re.compile(
    r"(?:値上げ|値下げ|値引き|値戻し|理解|検討|協力|容赦|猶予|了承|勘弁|よろしく)を?の?お?(?:願い|頼)"
)
# Done in the talk itself, not on the way to a promise.
IN_TALK = re.compile(r"(?:詫び|謝|挨拶|説明|お話|話し|会っ|訪問し|打ち合わせ|面談し|商談し)[しっり]?$")
MOVED = re.compile(r"変更|延期|延び|延ば|前倒し|ずれ|ズレ|ずら|リスケ")
# Refused or put off, in the words of a request.
REFUSED = re.compile(
    r"要らな|いらな|不要|結構(?:だ|です|と)|見送|待って(?:ほ|欲|く|も|い)|待つよう|ないで(?:ほ|欲|く)|"
    r"まだ(?:いい|よい|結構)"
)
# It is enough to do it by then: 出せばよい.
ENOUGH = re.compile(
    r"ば(?:よい|良い|いい|OK|ＯＫ|大丈夫|十分|間に合う)(?:です|そう|らしい|とのこと|とのことです)?[。]?$"
)
# Who does it stands right before the deed.
BY_WHOM = re.compile(r"(?:が|で|にて|側で|から)\s?(?:[^、はをがで]{0,6}(?:に|へ|で))?$")
NO_DEED = re.compile(
    r"(?:担当|管理|同席|参加|出席|見学|反対|賛成|把握|理解|納得|同意|負担|運営|営業|対応中)$"
)
# A state that lasts until then: トライアルは今月いっぱい.
LASTS = re.compile(r"は[^、。]{0,10}いっぱい[。]?$")
TODO_LABEL = re.compile(
    r"次|保留|未決|懸案|残課題|"
    r"宿題|todo|to do|アクション|action|ネクスト|next|^対応$|対応事項|今後|タスク|task|やること|予定|"
    r"フォロー|follow|約束|依頼事項|お願い|残件|課題対応",
    re.IGNORECASE,
)
WISHED = re.compile(r"たい(?:と(?!き)|との|という|って|らしい|そう)")
TODO_HEAD = re.compile(
    r"(?:TODO|to do|宿題|次回|ネクスト|next|要対応|アクション|やること|課題)[\s::は]", re.IGNORECASE
)
OTHER_LABEL = re.compile(
    r"持ち物|持参物|内容|議題|面談|参加|出席|同席|温度|金額|予算|備考|所感|競合|要望|結果|状況|日時|日付|"
    r"場所|訪問先|お?客|相手|件名|目的|背景|感触|確度|価格|決裁|担当|名前|会社|種別|方法|現状|"
    r"課題|amount|score|budget|date|attend|with|who",
    re.IGNORECASE,
)
THEIR_LABEL = re.compile(r"先方|客|相手|customer|client|them|their", re.IGNORECASE)
OUR_LABEL = re.compile(r"当社|弊社|自社|こちら|うち|当方|自分|\bus\b|\bme\b|\bour", re.IGNORECASE)
UNTIL = re.compile(r"まで|迄|〆|締|必着|@|以内|厳守|中に|内に|EOD|by\b", re.IGNORECASE)
REASON = re.compile(
    r"(?:後に|次第|の上で?|うえで?|してから|また|改めて|あらためて|再度|もう一度|追って|別途|"
    r"後ほど|のちほど|後日|近々|近日|早急|至急|すぐ|なる早|早めに|至急で|訪問時|その際|来社時|次回.{1,4}時)"
)
TODAY = re.compile(r"今日|本日|きょう|今朝|今夕|today|this (?:morning|afternoon|evening)", re.IGNORECASE)
ARROW_BEFORE = re.compile(r"[→⇒]\s?$")
ENGLISH_VERB = re.compile(
    r"(?:send|call|mail|email|e-mail|ping|follow ?up|followup|check|submit|reply|share|draft|"
    r"book|fix|update|review|ship|call ?back|setup|set up|prepare|confirm|ask|resend|remind|"
    r"push|upload|invite|report|demo)$",
    re.IGNORECASE,
)
STATIVE_TAIL = re.compile(
    r"(?:とのご?挨拶|好感触|良好|乗り気|待望|中$|検討$|重視$|希望$|要望$|相談$|紹介$|状況$|"
    r"予定なし|特になし|なし$|無し$|未定$|OK$|NG$|済$|済み$)"
)
UNDER_WAY = re.compile(r"(?<=調整|手配|準備|作成|用意|見積|設定|段取|制作|製作|発注)中$")
LIMIT = re.compile(
    r"(?<=.)(?:(?:提出|回答)?(?:期限|締め?切り?|〆切?|必着)|(?:希望|予定)?(?:日時|日程|期日|日))$"
)
TERMS = re.compile(r"支払い?条件|支払い?サイト|取引条件|締め?.{0,6}払い|有効期限|営業時間|定休")
RIVAL = re.compile(r"競合|他社|相見積|ライバル|別の業者")
REASON_END = re.compile(r"(?:なので|ので|んで|ため|だから|ですから)[、,]?\s?$")
LEAVE = re.compile(r"(?:休み|代休|有給|休暇|お休み|時間休)")
LASTING = re.compile(r"(?:を|は|で)?(?:約|ほど)?[\d一二三四]+(?:週間|日間|[かヶカ]月間?)(?:程度|ほど)?$")
VISITS = re.compile(r"お見え|お越し|いらっしゃ|お出で|来られ(?!な)|来社(?:する|され|いただ|の?予定|とのこと)")
# 連絡し了解をもらう: what we do to get it comes first.
OUR_DEED_FIRST = re.compile(
    r"(?:連絡|確認|相談|説明|訪問|電話|提出|提示|伺っ|持参|交渉)(?:し|って|して|て)、?[^、]*を(?:もら|いただ|頂|取)"
    r"|(?:作っ|作成し|まとめ|仕上げ)て、?[^、]*(?:もら|いただ|頂)"
)
FINISHED = re.compile(r"(?<=.)(?:実施|完了|終了)$")
MUST = re.compile(r"(?:が|は|も)?(?:必須|必要|マスト|要)$")
RECURRING = re.compile(
    r"毎[週月日朝年期回]|隔週|定期的に|普段|通常は?|いつも|様子を?見|話を(?:伺|聞|うかが)う"
)
