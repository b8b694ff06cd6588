"""What the rules resolve to, each a function of the moment and the matched groups.

Vague periods are due on their last day, 頭, 初 and 明け on their first business day; a named weekday or
date stays as named, on a holiday as well.
"""

from __future__ import annotations

from datetime import date

from notes.dates import days
from notes.dates.grammar import Groups, Resolve
from notes.dates.moment import Moment
from notes.dates.words import KANA_WEEKDAYS, MONTHS, WEEKDAYS, number

_RELATIVE_MONTHS = {
    "今月": 0, "こんげつ": 0, "当月": 0, "来月": 1, "らいげつ": 1, "翌月": 1, "再来月": 2, "翌々月": 2,
    "this": 0, "the": 0, "next": 1,
}  # fmt: skip
_RELATIVE_YEARS = {"今年": 0, "本年": 0, "来年": 1, "明年": 1, "再来年": 2}


def count(g: Groups, name: str = "n") -> int:
    """The number in a group; raises ValueError when there is none."""
    return number(g.get(name) or "")


def weekday(g: Groups) -> int:
    """Monday 0 to Sunday 6."""
    name = (g.get("w") or "").casefold().rstrip(".")
    kana = name.removesuffix("び")
    if kana in KANA_WEEKDAYS:
        return KANA_WEEKDAYS[kana]
    return WEEKDAYS[name if name.isascii() else name[0]]


def month_number(text: str) -> int:
    """12, 十二 or "Dec" as a number."""
    return MONTHS.get(text.casefold().rstrip(".")) or number(text)


def month_of(at: Moment, g: Groups) -> tuple[int, int]:
    """Year and month that the month groups name; a bare month is the one running or ahead."""
    if g.get("mr"):
        return days.months_on(at.today, _RELATIVE_MONTHS[g["mr"].casefold()])
    month = month_number(g.get("m") or "")
    if g.get("y"):
        return count(g, "y"), month
    if g.get("r"):
        return 2018 + count(g, "r"), month
    if g.get("yr"):
        return at.today.year + _RELATIVE_YEARS[g["yr"]], month
    return days.month_ahead(at.today, month)


def plus(count: int) -> Resolve:
    return lambda at, g: days.plus(at.today, count)


def plus_counted(factor: int) -> Resolve:
    """So many days for each one counted."""
    return lambda at, g: days.plus(at.today, factor * count(g))


def business_days(at: Moment, g: Groups) -> date:
    return at.workdays.shift(at.today, count(g))


def next_business_day(at: Moment, g: Groups) -> date:
    return at.workdays.next(at.today)


def previous_business_day(at: Moment, g: Groups) -> date:
    return at.workdays.previous(at.today)


def months_later(at: Moment, g: Groups) -> date:
    return days.add_months(at.today, count(g))


def plus_months(months: int) -> Resolve:
    return lambda at, g: days.add_months(at.today, months)


def hours(at: Moment, g: Groups) -> date:
    """Within 48 hours: whole days only."""
    return days.plus(at.today, count(g) // 24)


def in_week(weeks: int, day: int | None = None) -> Resolve:
    return lambda at, g: days.in_week(at.today, weeks, weekday(g) if day is None else day)


def week_start(weeks: int) -> Resolve:
    return lambda at, g: at.workdays.on_or_after(days.in_week(at.today, weeks, 0))


def bare_weekday(at: Moment, g: Groups) -> date:
    return (days.last_weekday if at.happened else days.next_weekday)(at.today, weekday(g))


def weekday_week(at: Moment, g: Groups) -> date:
    """A week after the next such weekday."""
    return days.plus(days.next_weekday(at.today, weekday(g)), 7)


def dated(at: Moment, month: int, day: int) -> date:
    return (days.day_before if at.happened else days.day_ahead)(at.today, month, day)


def full_date(at: Moment, g: Groups) -> date:
    return date(count(g, "y"), month_number(g.get("m") or ""), count(g, "d"))


def reiwa(at: Moment, g: Groups) -> date:
    return date(2018 + count(g, "n"), month_number(g.get("m") or ""), count(g, "d"))


def month_day(at: Moment, g: Groups) -> date:
    """12月4日, Dec 4, 来月5日, 来年の3月3日."""
    if any(g.get(name) for name in ("mr", "y", "r", "yr")):
        return date(*month_of(at, g), count(g, "d"))
    return dated(at, month_number(g.get("m") or ""), count(g, "d"))


def month_day_week(at: Moment, g: Groups) -> date:
    """The Friday of the week that holds the date."""
    return days.in_week(month_day(at, g), 0, days.FRIDAY)


def slashed(at: Moment, g: Groups) -> date:
    """12/4; 25/11 is day and month where it can be nothing else."""
    first, second = count(g, "a"), count(g, "b")
    return dated(at, second, first) if first > 12 else dated(at, first, second)


def slashed_week(at: Moment, g: Groups) -> date:
    return days.in_week(slashed(at, g), 0, days.FRIDAY)


def day_number(at: Moment, g: Groups) -> date:
    if at.happened:
        return days.number_behind(at.today, count(g, "d"))
    return days.number_ahead(at.today, count(g, "d"))


def month_end(at: Moment, g: Groups) -> date:
    return days.month_end(*month_of(at, g))


def month_end_on(months: int) -> Resolve:
    return lambda at, g: days.month_end(*days.months_on(at.today, months))


def month_start(at: Moment, g: Groups) -> date:
    return at.workdays.on_or_after(date(*month_of(at, g), 1))


def month_start_on(months: int) -> Resolve:
    return lambda at, g: at.workdays.on_or_after(date(*days.months_on(at.today, months), 1))


def day_of_month(day: int) -> Resolve:
    return lambda at, g: date(*month_of(at, g), day)


def day_of_this_month(day: int) -> Resolve:
    """The next such day: 中旬 without a month."""
    return lambda at, g: days.number_ahead(at.today, day)


def month_last_business_day(at: Moment, g: Groups) -> date:
    return at.workdays.on_or_before(days.month_end(*month_of(at, g)))


def this_month_last_business_day(at: Moment, g: Groups) -> date:
    return at.workdays.on_or_before(days.month_end(at.today.year, at.today.month))


def month_business_day(at: Moment, g: Groups) -> date:
    first = at.workdays.on_or_after(date(*month_of(at, g), 1))
    return at.workdays.shift(first, count(g) - 1)


def month_week(at: Moment, g: Groups) -> date:
    return days.week_of_month(*month_of(at, g), count(g))


def month_last_week(at: Moment, g: Groups) -> date:
    return days.last_of_month(*month_of(at, g), days.FRIDAY)


def month_weekday(at: Moment, g: Groups) -> date:
    """The second Tuesday of a month."""
    return days.weekday_of_month(*month_of(at, g), count(g), weekday(g))


def this_year_end(at: Moment, g: Groups) -> date:
    return date(at.today.year, 12, 31)


def next_year_end(at: Moment, g: Groups) -> date:
    return date(at.today.year + 1, 12, 31)


def new_year(at: Moment, g: Groups) -> date:
    """The first business day from January 4 on, the legal end of the year's holidays."""
    year = at.today.year + ((at.today.month, at.today.day) >= (1, 4))
    return at.workdays.on_or_after(date(year, 1, 4))


def last_work_day(at: Moment, g: Groups) -> date:
    """仕事納め: the last business day up to December 28 (行政機関の休日に関する法律 closes from the 29th)."""
    return at.workdays.on_or_before(date(at.today.year, 12, 28))


def before_season(month: int, day: int) -> Resolve:
    """The last business day up to a date that a season begins after."""
    return lambda at, g: at.workdays.on_or_before(days.day_ahead(at.today, month, day))


def after_season(month: int, day: int) -> Resolve:
    """The first business day from a date on that a season ends before."""
    return lambda at, g: at.workdays.on_or_after(days.day_ahead(at.today, month, day))


def on_day(month: int, day: int) -> Resolve:
    return lambda at, g: days.day_ahead(at.today, month, day)


def after_break(at: Moment, g: Groups) -> date:
    return at.workdays.after_break(at.today)


def before_break(at: Moment, g: Groups) -> date:
    """The last business day before the run of holidays ahead."""
    day = at.workdays.previous(at.workdays.after_break(at.today))
    return max(day, at.today)


def five_or_ten(at: Moment, g: Groups) -> date:
    """五十日: the next day of the month that ends in 5 or 0, today included."""
    return next(day for day in (days.plus(at.today, n) for n in range(7)) if day.day % 5 == 0)


def fiscal_end(months: int = 12, years: int = 0) -> Resolve:
    """The end of the running fiscal year, or of its first so many months."""
    return lambda at, g: days.period_end(at.today, at.fiscal_start, months, years)


def fiscal_half(at: Moment, g: Groups) -> date:
    """The end of the running half of the fiscal year."""
    first = days.period_end(at.today, at.fiscal_start, 6)
    return first if first >= at.today else days.period_end(at.today, at.fiscal_start, 12)


def fiscal_start(at: Moment, g: Groups) -> date:
    end = days.period_end(at.today, at.fiscal_start, 12)
    return at.workdays.on_or_after(days.plus(end, 1))


def named_half(at: Moment, g: Groups) -> date:
    """上期 or 下期, H1 or H2: the end of the one running or ahead."""
    months = 6 if g.get("first") else 12
    end = days.period_end(at.today, at.fiscal_start, months)
    return end if end >= at.today else days.period_end(at.today, at.fiscal_start, months, 1)


def quarter_end(quarters: int) -> Resolve:
    """The end of the running quarter, or of a later one."""

    def resolve(at: Moment, g: Groups) -> date:
        into = (at.today.month - at.quarter_start) % 3
        return days.month_end(*days.months_on(at.today, 2 - into + 3 * quarters))

    return resolve


def named_quarter(at: Moment, g: Groups) -> date:
    """Q1 to Q4: the end of the one running or ahead."""
    months = 3 * count(g, "q")
    end = days.period_end(at.today, at.quarter_start, months)
    return end if end >= at.today else days.period_end(at.today, at.quarter_start, months, 1)


def customer_close(at: Moment, g: Groups) -> date:
    """The end of the month the customer's books close in; raises ValueError where it is not known."""
    if at.customer_close is None:
        raise ValueError("no close")
    return days.month_end(*days.month_ahead(at.today, at.customer_close))
