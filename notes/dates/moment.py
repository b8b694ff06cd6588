"""What dates are resolved against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contacts.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Moment:
    """The local day of the note, business days, and the year's shape.

    `happened` reads bare weekdays and dates as the last ones instead of the next. `fiscal_start` is the
    month (1 to 12) a fiscal year begins in: it drives 年度末, 今期, 上期. `quarter_start` is the month Q1
    begins in, 1 for calendar quarters. `customer_close` is the month the customer's books close in;
    without it 先方の決算 is no date.
    """

    today: date
    workdays: Workdays
    happened: bool = False
    fiscal_start: int = 4
    quarter_start: int = 1
    customer_close: int | None = None
