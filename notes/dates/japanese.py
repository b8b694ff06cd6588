"""Japanese dates, one rule a line. At a place the first rule that matches wins: longer ones stand first."""

from __future__ import annotations

from notes.dates import days
from notes.dates import resolve as to
from notes.dates.grammar import Rule, rule

DAYS = (
    rule(r"<Y>[-/.年]\s?<M>[-/.月]\s?<D>日?<P>", to.full_date),
    rule(r"(?:令和|R)<N>[.年/-]\s?<M>[.月/-]\s?<D>日?<P>", to.reiwa),
    rule(r"明々後日|明明後日|しあさって|やのあさって", to.plus(3)),
    rule(r"明後日|あさって|みょうごにち", to.plus(2)),
    rule(r"明日|あした|明朝|明晩|翌朝|あす(?=中|まで|に|の|朝|、|\s|は)", to.plus(1)),
    rule(r"一昨日|おととい|おとつい", to.plus(-2)),
    rule(r"昨日|きのう|昨晩|昨夜|昨夕|ゆうべ|前日夜", to.plus(-1)),
    rule(r"(?:今日|本日|きょう)(?:中|じゅう)?|今朝|今晩|今夜|今夕|即日", to.plus(0)),
    rule(r"一両日中?", to.plus(2)),
    rule(r"翌々日", to.plus(2), relative=True),
    rule(
        r"(?:それ|その日|そこ)(?=まで)|その前(?=に|まで|、)|その日(?=に)|(?:同日|当日)(?=中|に|の|まで|は)",
        to.plus(0),
        relative=True,
        bound=True,
    ),
    rule(r"翌日|(?:その)?次の日|その翌日", to.plus(1), relative=True),
    rule(
        r"(?:それ|そこ|その(?:日|後))から<N>営業日(?:で|以内|後)?",
        lambda at, g: at.workdays.shift(at.today, to.count(g)),
        relative=True,
    ),
    rule(
        r"(?:それ|そこ|その(?:日|後))から<N>日(?:で|以内|後)?", to.plus_counted(1), relative=True, bound=True
    ),
    rule(
        r"(?:それ|そこ|その(?:日|後))から<N>週間(?:で|以内|後)?",
        to.plus_counted(7),
        relative=True,
        bound=True,
    ),
    rule(r"翌営業日|次の営業日", to.next_business_day, relative=True),
    rule(r"前営業日", to.previous_business_day, relative=True),
    rule(r"前々日", to.plus(-2), relative=True),
    rule(r"前日|前の日", to.plus(-1), relative=True),
    rule(r"<N>営業日(?=前まで|前に)", lambda at, g: at.workdays.shift(at.today, -to.count(g)), relative=True),
    rule(r"<N>日前(?=まで|には)", to.plus_counted(-1), relative=True),
    rule(r"<N>週間?前(?=まで|には)", to.plus_counted(-7), relative=True),
    rule(r"<N>日前", to.plus_counted(-1)),
    rule(r"<N>週間?前", to.plus_counted(-7)),
    rule(r"<N>営業日(?:以内|後|中|目|内|ほど|程度)?", to.business_days),
    rule(r"<N>時間(?:以内|後)", to.hours),
    rule(r"<N>週間?(?:以内|後|ほど|程度|くらい|ぐらい|中|内)(?:以内|で)?", to.plus_counted(7)),
    rule(r"(?<=は)<N>週間(?=。|、|$)", to.plus_counted(7)),
    rule(r"<N>週間(?=を目[処途]|まで|で(?:提出|回答|返|出|仕上|用意|作|送))", to.plus_counted(7)),
    rule(r"(?:半年|半年間)(?:以内|後|ほど)", to.plus_months(6)),
    rule(r"<N>(?:ヶ|か|カ|ヵ|ケ|箇|ヵ)月(?:以内|後|ほど後)", to.months_later),
    rule(r"数(?:ヶ|か|カ|ヵ|ケ|箇)月(?:以内|後)", to.plus_months(3)),
    rule(r"<N>年後", lambda at, g: days.add_months(at.today, 12 * to.count(g))),
    rule(r"<N>日(?:以内|後|内|(?=中(?:に|で|をめど|を目)))", to.plus_counted(1)),
    rule(r"[2二](?:[、,~〜・-]?)[3三]日(?:中|うち|のうち|ほど)?", to.plus(3)),
    rule(r"数日(?:以内|後|中|うち)?", to.plus(3)),
    rule(r"数週間(?:以内|後)?", to.plus(21)),
    rule(r"半月(?:後|以内|ほど)", to.plus(15)),
)

WEEKS = (
    rule(r"<AFTERNEXT>\s?の?\s?<W>", to.in_week(2)),
    rule(r"<NEXT>\s?の?\s?<W>", to.in_week(1)),
    rule(r"<THIS>\s?の?\s?<W>", to.in_week(0)),
    rule(r"(?:先々週|せんせんしゅう)\s?の?\s?<W>", to.in_week(-2)),
    rule(r"(?:先週|せんしゅう)\s?の?\s?<W>", to.in_week(-1)),
    rule(r"翌週\s?の?\s?<W>", to.in_week(1), relative=True),
    rule(r"<AFTERNEXT>の?<HEAD>", to.week_start(2)),
    rule(r"<NEXT>の?<HEAD>|週明け|しゅうあけ|週頭|週初め|週の頭", to.week_start(1)),
    rule(r"翌週の?<HEAD>", to.week_start(1), relative=True),
    rule(r"<AFTERNEXT>の?(?:前半|半ば|なかば|中頃|中ごろ|真ん中)", to.in_week(2, days.WEDNESDAY)),
    rule(r"<NEXT>の?(?:前半|半ば|なかば|中頃|中ごろ|真ん中|中盤)", to.in_week(1, days.WEDNESDAY)),
    rule(r"<THIS>の?(?:前半|半ば|なかば|中頃|中ごろ)|週半ば|週なかば", to.in_week(0, days.WEDNESDAY)),
    rule(r"<AFTERNEXT>(?:の?後半|末|中|いっぱい|内)?", to.in_week(2, days.FRIDAY)),
    rule(r"<NEXT>(?:の?後半|の?終わり|末|中|いっぱい|内|ちゅう)?", to.in_week(1, days.FRIDAY)),
    rule(r"翌々週(?:末|中)?", to.in_week(2, days.FRIDAY), relative=True),
    rule(r"翌週(?:末|中)?", to.in_week(1, days.FRIDAY), relative=True),
    rule(r"先々週", to.in_week(-2, days.FRIDAY)),
    rule(r"先週末?|せんしゅう", to.in_week(-1, days.FRIDAY)),
    rule(r"<THIS>(?:の?後半|末|中|いっぱい|内|ちゅう)?|週内|週末|週中", to.in_week(0, days.FRIDAY)),
)

MONTHS = (
    rule(r"<MONTH>(?:の)?第<N><WD>", to.month_weekday),
    rule(r"<MONTH>(?:の)?第<N>営業日", to.month_business_day),
    rule(r"<MONTH>(?:の)?第<N>週(?:目)?", to.month_week),
    rule(r"<MONTH>(?:の)?(?:最終週|最後の週|末週)", to.month_last_week),
    rule(r"<MONTH>(?:の)?(?:最終営業日|末営業日)", to.month_last_business_day),
    rule(r"<MONTH>(?:の)?(?:上旬|初旬)", to.day_of_month(10)),
    rule(r"<MONTH>(?:の)?中旬", to.day_of_month(20)),
    rule(r"<MONTH>(?:の)?(?:半ば|なかば|中頃|中ごろ|中盤|真ん中|前半)", to.day_of_month(15)),
    rule(r"<MONTH>(?:の)?<HEAD>", to.month_start),
    rule(r"<MONTH>(?:の)?<D>日の週", to.month_day_week),
    rule(r"<MONTH>(?:の)?<D>日<P><TO>", to.month_day),
    rule(
        r"<MONTH>(?:の)?(?:下旬|後半|末日|末|中|いっぱい|内|終わり|ちゅう|まつ)?(?!額|次|刊|謝|分|号|期|度|決算|生)",
        to.month_end,
    ),
    rule(r"第<N>営業日", lambda at, g: at.workdays.shift(days.month_end(
        *days.months_on(at.today, 0)), to.count(g))),
    rule(r"最終営業日|月末営業日|末営業日", to.this_month_last_business_day),
    rule(r"月末(?:日)?|月内|月中(?=に|まで)|げつまつ|末日|月の?後半|下旬", to.month_end_on(0)),
    rule(r"月初め?|月頭|月の?はじめ|月が変わ|月替わり", to.month_start_on(1)),
    rule(r"上旬|初旬", to.day_of_this_month(10)),
    rule(r"中旬", to.day_of_this_month(20)),
    rule(r"月半ば|月なかば|月中頃", to.day_of_this_month(15)),
    rule(r"五十日|ごとおび|ゴトー日|五十払い", to.five_or_ten),
)  # fmt: skip

YEARS = (
    rule(r"仕事納め|御用納め|しごとおさめ", to.last_work_day),
    rule(r"仕事始め|御用始め|正月明け|三が日明け|年末年始明け|冬休み明け|松の内", to.new_year),
    rule(r"年内|年末(?!調整|年始)|今年中|今年いっぱい|今年末|ねんない", to.this_year_end),
    rule(r"来年(?:中|末|いっぱい)", to.next_year_end),
    rule(
        r"年明け|新年(?!度)|年始(?!の挨拶|挨拶)|来年(?:の)?(?:頭|早々|初め|年始)|ねんあけ|年が明け",
        to.new_year,
    ),
    rule(r"(?:GW|ゴールデンウィーク|ゴールデンウイーク|大型連休)前", to.before_season(4, 28)),
    rule(r"(?:GW|ゴールデンウィーク|ゴールデンウイーク|大型連休)(?:明け|後)", to.after_season(5, 6)),
    rule(r"(?:お盆|盆|盆休み|お盆休み|夏季休暇|夏休み|夏期休暇)前", to.before_season(8, 12)),
    rule(r"(?:お盆|盆|盆休み|お盆休み|夏季休暇|夏休み|夏期休暇)(?:明け|後)", to.after_season(8, 17)),
    rule(r"(?:連休|三連休|3連休|祝日|休み|シルバーウィーク)(?:明け|後)", to.after_break),
    rule(r"(?:連休|三連休|3連休|シルバーウィーク)前", to.before_break),
    rule(r"クリスマス前", to.on_day(12, 24)),
    rule(r"クリスマス(?=まで)", to.on_day(12, 25)),
)

FISCAL = (
    rule(r"(?:先方|お?客様|客先|相手先?|得意先)の?決算(?:期|月|日|期末)?(?:末|前|まで|まえ)?", to.customer_close),
    rule(r"来年度末|来期末|来年度中|来期中", to.fiscal_end(12, 1)),
    rule(r"(?:来年度|来期|新年度|新期)の?(?:頭|初め|はじめ|早々|初頭|入って)|期初|期首|年度(?:初め|明け|替わり|始め)|期明け",
         to.fiscal_start),
    rule(r"半期末|今半期(?:中|末)?", to.fiscal_half),
    rule(r"(?:(?P<first>上)|下)(?:期|半期)(?:末|中|内|いっぱい)?(?!の)", to.named_half),
    rule(r"(?:第<Q>四半期|<Q>Q|Q<Q>)(?:末|中|内)?(?!\w)", to.named_quarter),
    rule(r"来四半期(?:中|末)?|次の?四半期(?:中|末)?", to.quarter_end(1)),
    rule(r"(?:今|当|この)?四半期(?:末|中|内|いっぱい)|今四半期", to.quarter_end(0)),
    rule(r"(?:今|本|当)?年度[末内中]|(?:今|当)期(?:末|中|内|いっぱい|のうち|(?=に|まで))|期[末内](?!の在庫)|通期末",
         to.fiscal_end()),
)  # fmt: skip

# Bare numbers and weekdays come last: they are part of much else.
BARE = (
    rule(r"(?<![\d/.])(?!24/7)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])の?週", to.slashed_week),
    rule(r"(?<![\d/.-])(?!24/7)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?!\d|/\d)<P><EP><TO>", to.slashed),
    rule(
        r"(?<![\d月毎])(?!一日(?!に|まで|〆|必着|締))<D>日"
        r"(?!間|以内|後|程|当たり|目|々|前(?!後)|分|ほど|かか|たって|経|市|町|酔|坊|数|\d+(?:回|個|件|本|名|人|台|食|度|時間)|払い?サイト|サイト|あたり|がかり)<P>",
        to.day_number,
    ),
    rule(r"(?:今度|次)の?<W>", to.bare_weekday),
    rule(r"(?<![毎隔])<WD>", to.bare_weekday),
    rule(r"(?<![\d一-龯ァ-ヶ毎])(?P<w>[月火水木金土日])(?=曜|まで|〆|締|必着|着|EOD|朝|午前|午後|夕方|AM|PM)", to.bare_weekday),
    rule(r"(?<![\d一-龯ァ-ヶぁ-ん])(?P<w>[月火水木金土日])(?![一-龯ぁ-んァ-ヶー]|\s?\d[\d,.]*(?:[億万千円台本個件回]|k\b))", to.bare_weekday),
)  # fmt: skip

WEAK = (
    rule(r"夕方(?=まで|には)|夕刻まで|定時(?=まで|内|前)|終業(?=まで)|昼(?=まで|過ぎまで)|正午(?=まで)|午前中(?=まで|に(?!電話|メール))",
         to.plus(0), weak=True),
    rule(r"(?:午前|午後)?\d{1,2}時(?=まで|までに)", to.plus(0), weak=True),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*DAYS, *FISCAL, *WEEKS, *YEARS, *MONTHS, *BARE, *WEAK)
