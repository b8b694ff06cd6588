"""English dates, one rule a line. At a place the first rule that matches wins: longer ones stand first."""

from __future__ import annotations

from notes.dates import days
from notes.dates import resolve as to
from notes.dates.grammar import Rule, rule

DAYS = (
    rule(r"\b(?:the )?day after tomorrow\b", to.plus(2)),
    rule(r"\b(?:the )?day before yesterday\b", to.plus(-2)),
    rule(r"\b(?:tomorrow|tmrw|tmr|tmw|tomo)\b", to.plus(1)),
    rule(
        r"\b(?:(?:later |by )?today|tonight|(?:later )?this (?:morning|afternoon|evening|arvo)|right away)\b",
        to.plus(0),
    ),
    rule(r"\b(?:yesterday|last night|last evening)\b", to.plus(-1)),
    rule(r"\bthe (?:next|following) day\b|\bthe day after\b", to.plus(1), relative=True),
    rule(
        r"\b(?:before|by) (?:then|that)\b|\b(?:the )?same day\b|\bthen(?=[.!?]|$)",
        to.plus(0),
        relative=True,
        bound=True,
    ),
    rule(
        r"\b(?:with)?in <EN> weeks? of (?:that|then|this|it)\b", to.plus_counted(7), relative=True, bound=True
    ),
    rule(
        r"\b(?:with)?in <EN> days? of (?:that|then|this|it)\b", to.plus_counted(1), relative=True, bound=True
    ),
    rule(
        r"\b<EN> weeks? (?:after|later than) (?:that|then)\b", to.plus_counted(7), relative=True, bound=True
    ),
    rule(r"\bthe day before\b|\bday prior\b", to.plus(-1), relative=True),
    rule(r"\b(?:the )?next (?:business|working) day\b", to.next_business_day),
    rule(r"\b<EN> days? (?:before|prior)\b", to.plus_counted(-1), relative=True),
    rule(r"\b<EN> weeks? (?:before|prior)\b", to.plus_counted(-7), relative=True),
    rule(r"\b<EN> days? ago\b", to.plus_counted(-1)),
    rule(r"\b<EN> weeks? ago\b", to.plus_counted(-7)),
    rule(r"\b(?:(?:with)?in (?:the next )?)?<EN>[- ](?:business|working|biz) days?\b", to.business_days),
    rule(r"\b(?:(?:with)?in (?:the next )?|over )<EN>[- ]weeks?(?:'? time)?\b", to.plus_counted(7)),
    rule(r"\b<EN> weeks? (?:from (?:now|today)|out|later|time)\b", to.plus_counted(7)),
    rule(r"\b(?:(?:with)?in (?:the next )?|over )<EN>[- ]days?(?:'? time)?\b", to.plus_counted(1)),
    rule(r"\b<EN> days? (?:from (?:now|today)|later)\b", to.plus_counted(1)),
    rule(r"\b(?:(?:with)?in (?:the next )?|over )<EN>[- ]months?(?:'? time)?\b", to.months_later),
    rule(r"\b<EN> months? (?:from (?:now|today)|later)\b", to.months_later),
    rule(r"\b(?:with)?in <EN>[- ]?h(?:(?:ou)?rs?)?\b", to.hours),
    rule(r"\b(?:with)?in a fortnight(?:'s time)?\b|\ba fortnight from (?:now|today)\b", to.plus(14)),
    rule(r"\ba fortnight\b", to.plus(14)),
)

WEEKS = (
    rule(r"\ba week on <EW>", to.weekday_week),
    rule(r"\ba week from (?:next |this )?<EW>", to.weekday_week),
    rule(r"\b<EW> week\b", to.weekday_week),
    rule(r"\b<EW>,? (?:(?:of|in) )?(?:the )?week after next\b", to.in_week(2)),
    rule(r"\b<EW>,? (?:(?:of|in) )?next week\b", to.in_week(1)),
    rule(r"\b<EW>,? (?:of )?this week\b", to.in_week(0)),
    rule(r"\bnext week,? (?:on )?<EW>", to.in_week(1)),
    rule(r"\bthis week,? (?:on )?<EW>", to.in_week(0)),
    rule(r"\blast week,? (?:on )?<EW>", to.in_week(-1)),
    rule(r"\bnext <EW>", to.in_week(1)),
    rule(r"\b(?:this )?coming <EW>", to.bare_weekday),
    rule(r"\bthis <EW>", to.in_week(0)),
    rule(r"\b(?:last|past) <EW>", to.in_week(-1)),
    rule(r"\bthe following <EW>", to.in_week(1), relative=True),
    rule(
        r"\b(?:early|beginning of|start of|first thing|top of)(?: in)? (?:the )?next week\b", to.week_start(1)
    ),
    rule(r"\bafter the (?:long )?weekend\b", to.week_start(1)),
    rule(r"\b(?:mid(?:dle)?(?: of)?[- ]next[- ]week|next week,? mid-?week)\b", to.in_week(1, days.WEDNESDAY)),
    rule(r"\bmid-?week\b", to.in_week(0, days.WEDNESDAY)),
    rule(r"\b(?:the )?week after next\b", to.in_week(2, days.FRIDAY)),
    rule(r"\bthe (?:following week|week after)\b", to.in_week(1, days.FRIDAY), relative=True),
    rule(r"\b(?:(?:(?:the )?end of|late(?:r)?|some ?time) )?next week(?:end)?\b", to.in_week(1, days.FRIDAY)),
    rule(r"\blast week\b", to.in_week(-1, days.FRIDAY)),
    rule(
        r"\b(?:(?:(?:the )?end of|late(?:r)?|some ?time) )?(?:this week|the week(?! of| commencing| beginning))"
        r"(?:end)?\b|\bEOW\b|\b(?:end of|by) (?:the )?week\b|\bover the weekend\b|\bweek'?s end\b",
        to.in_week(0, days.FRIDAY),
    ),
)

MONTHS = (
    rule(r"\b(?:(?:the )?week (?:of|commencing|beginning|starting)|w/c|wk/c) (?:the )?<EM> <ED>", to.month_day_week),
    rule(r"\b(?:(?:the )?week (?:of|commencing|beginning|starting)|w/c|wk/c) (?:the )?<ED> (?:of )?<EM>", to.month_day_week),
    rule(r"\b(?:the )?first week (?:of|in) <EMONTH>", lambda at, g: days.week_of_month(*to.month_of(at, g), 1)),
    rule(r"\b(?:the )?second week (?:of|in) <EMONTH>", lambda at, g: days.week_of_month(*to.month_of(at, g), 2)),
    rule(r"\b(?:the )?third week (?:of|in) <EMONTH>", lambda at, g: days.week_of_month(*to.month_of(at, g), 3)),
    rule(r"\b(?:the )?(?:last|final) week (?:of|in) <EMONTH>", to.month_last_week),
    rule(r"\b(?:early(?: in)?|(?:the )?(?:beginning|start|top) of) <EMONTH>", to.month_start),
    rule(r"\b(?:(?:the )?mid(?:dle)?(?: of)?[- ]|(?:the )?first half of )<EMONTH>", to.day_of_month(15)),
    rule(r"\bmid-?month\b", to.day_of_this_month(15)),
    rule(r"\b(?:(?:the )?second half of|late(?:r)?(?: in)?|(?:the )?end of|(?:the )?last day of) <EMONTH>",
         to.month_end),
    rule(r"\b(?:month[- ]end|EOM|end of month|this month)\b", to.month_end_on(0)),
    rule(r"\bnext month\b", to.month_end_on(1)),
    rule(r"\b<EL><EM> <ED>(?!:|k\b|m\b|%)<EY><EP>", to.month_day),
    rule(r"\b<EL><ED> (?:of )?<EM><EY><EP>", to.month_day),
    rule(r"\b(?:in|by|end of|until|till|during|before|for|come|around) <EM>(?!\s?\d)<EY>", to.month_end),
    rule(r"\bthe <EO> of (?:this month|the month)\b", to.day_number),
    rule(r"\bthe <EO> of next month\b",
         lambda at, g: days.day_ahead(days.plus(days.month_end(at.today.year, at.today.month), 1),
                                      days.months_on(at.today, 1)[1], to.count(g, "d"))),
)  # fmt: skip

YEARS = (
    rule(r"\b(?:in|early(?: in)?|after|for) the new year\b|\b(?:after )?new year'?s?\b(?! eve)", to.new_year),
    rule(r"\b(?:early next year|beginning of next year)\b|\bafter the (?:holidays|holiday season|break)\b",
         to.new_year),
    rule(r"\bend of next year\b", to.next_year_end),
    rule(r"\b(?:end of (?:the )?(?:fiscal|financial) year|(?:fiscal|financial) year[- ]end|this (?:fiscal|"
         r"financial) year|end of FY|FY end)\b", to.fiscal_end()),
    rule(r"\b(?:year[- ]?end(?! (?:party|drinks|dinner|lunch|do|gift|call|visit|greeting))|(?:the )?end of (?:the |this )?year|EOY|this year|before (?:the )?year is out)\b",
         to.this_year_end),
    rule(r"\bafter (?:golden week|GW)\b", to.after_season(5, 6)),
    rule(r"\bbefore (?:golden week|GW)\b", to.before_season(4, 28)),
    rule(r"\bafter (?:the )?o?bon\b", to.after_season(8, 17)),
    rule(r"\bbefore (?:the )?obon\b", to.before_season(8, 12)),
    rule(r"\bafter the (?:long weekend|public holidays?)\b", to.after_break),
    rule(r"\bbefore (?:christmas|xmas)\b", to.on_day(12, 24)),
    rule(r"\b(?:christmas|xmas)(?! (?:party|lunch|dinner|card|gift))\b", to.on_day(12, 25)),
    rule(r"\b(?:their|the customer'?s) (?:fiscal|financial)? ?(?:year[- ]?end|close|books)\b", to.customer_close),
    rule(r"\b(?:the )?(?:end of |in |by )?(?:the )?Q<Q>\b|\b(?:the )?end of Q<Q>\b", to.named_quarter),
    rule(r"\b(?:(?:end of |in |by )?(?P<first>H1)|(?:end of |in |by )?H2)\b", to.named_half),
    rule(r"\b(?:(?:the )?end of )?next quarter\b", to.quarter_end(1)),
    rule(r"\b(?:end of (?:the |this )?quarter|quarter[- ]end|EOQ|this quarter)\b", to.quarter_end(0)),
)  # fmt: skip

BARE = (
    rule(
        r"(?:(?<=by the )|(?<=on the )|(?<=until the )|(?<=till the )|(?<=before the )|(?<=to the ))<ES>(?=[.,;!?]|$|\s(?:and|but|so|at|or|then|he|she|we|they|i)\b)",
        to.day_number,
    ),
    rule(r"\b<EL><EM> the <ES>", to.month_day),
    rule(r"\b<EW>,? (?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])", to.slashed),
    rule(
        r"\b(?:on |by |until |before )?(?:the )?(?<!\w)<EO>"
        r"(?! (?:floor|time|round|party|phase|version|visit|meeting|call|option|generation|half|draft|order|site"
        r"|quarter|person|line|year|anniversary|edition|of|choice|place|grade))",
        to.day_number,
    ),
    rule(
        r"\b(?!(?:sat|sun) (?:down|in|with|through|next|at|on|together|and|beside|opposite))"
        r"(?:(?:first thing|early)(?: on)? )?<EW>",
        to.bare_weekday,
    ),
)

WEAK = (
    rule(r"\b(?:EOD|COB|EOB|(?:the )?end of (?:the )?(?:(?:business )?day|business|play)|close of (?:business|play))\b",
         to.plus(0), weak=True),
    rule(r"\b(?:by|before) (?:noon|lunch(?:time)?|midday|midnight|\d{1,2}(?::\d\d)? ?(?:am|pm))\b",
         to.plus(0), weak=True),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*DAYS, *WEEKS, *MONTHS, *YEARS, *BARE, *WEAK)
