"""Channel digests and managers' reports: subscribed, decided by the clock, composed when they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.access import Audience
from bot.house import House
from bot.jobs import posting
from bot.jobs.morning import team_days, workdays_of
from bot.jobs.people import name_of
from bot.texts import Texts
from bot.views import digest as view
from bot.views.message import Message
from reminders import report
from reminders.digest import Digest, digest
from reminders.hours import Hours, morning_of, zone_of
from reminders.rules import Rules, rules_of
from storage import digests, outbox, roles, switches, users
from storage.tables import DigestSubscription, Outbox
from storage.work import job

log = structlog.get_logger()

SUBSCRIBE = "digest.subscribe"


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(SUBSCRIBE)(lambda ids: subscribe(house, str(ids[0]), str(ids[1])))


def queue_subscription(session: Session, house: House, channel_id: str, user_id: str, key: str) -> None:
    """Has a channel's audience looked at, and the channel subscribed when the team alone reads it."""
    house.work.enqueue(session, SUBSCRIBE, key=f"digest:{key}", ids=[channel_id, user_id])


def subscribe(house: House, channel_id: str, user_id: str) -> None:
    """Subscribes a channel, or tells why not; doing it twice does no harm."""
    audience, members = _readers(house, channel_id)
    with house.database.write() as session:
        if audience is not Audience.TEAM:
            tell(session, house, user_id, user_id, audience.value, f"{channel_id}:{house.clock().date()}")
            return
        user = users.get(session, house.workspace_id, user_id)
        digests.subscribe(
            session,
            house.workspace_id,
            channel_id,
            user_id,
            user.tz if user else None,
            members,
            house.clock(),
        )
        tell(session, house, channel_id, user_id, "on", f"{channel_id}:{house.clock().isoformat()}")


def tell(session: Session, house: House, recipient: str, user_id: str, code: str, key: str) -> None:
    """Says to one person what became of the digest: whispered in a channel, or in their direct message."""
    posting.put(
        session,
        house,
        key=f"digest-told:{code}:{key}",
        recipient=recipient,
        kind="digest_told",
        ids={"user": user_id, "code": code},
        action="post" if recipient == user_id else "ephemeral",
    )


def digests_tick(house: House) -> Callable[[], object]:
    """The tick that decides about digests and reports."""

    def tick() -> None:
        now = house.clock()
        with house.database.read() as session:
            hours = Hours(morning=house.settings.morning)
            rules = rules_of(session, house.workspace_id, hours, workdays_of(house), now)
            subscribed = digests.all_of(session, house.workspace_id)
        for row in subscribed:
            _decide(house, row, now, rules)
        _reports(house, now, rules)

    return tick


def _decide(house: House, row: DigestSubscription, now: datetime, rules: Rules) -> None:
    day = morning_of(now, zone_of(row.tz), rules.hours, rules.workdays)
    if row.suspect or (day and row.last_day != day):
        try:
            audience, members = _readers(house, row.channel_id)
        except (SlackApiError, OSError) as error:
            log.warning("audience unknown for now", why=type(error).__name__)
            return
        with house.database.write() as session:
            if audience is Audience.TEAM:
                _keep(session, house, row, members, day, now)
            else:
                _end(session, house, row, audience)
    elif day:
        _thread(house, row, day)


def _readers(house: House, channel_id: str) -> tuple[Audience, list[str]]:
    audience = house.access.audience(channel_id, house.clock())
    return audience, list(house.slack.members(channel_id)) if audience is Audience.TEAM else []


def _end(session: Session, house: House, row: DigestSubscription, audience: Audience) -> None:
    """Strangers read along: the channel gets no digest any more, and who subscribed it hears why."""
    digests.unsubscribe(session, house.workspace_id, row.channel_id)
    key = f"{row.channel_id}:{house.clock().isoformat()}"
    tell(session, house, row.subscribed_by, row.subscribed_by, f"ended_{audience.value}", key)


def _keep(
    session: Session,
    house: House,
    row: DigestSubscription,
    members: list[str],
    day: date | None,
    now: datetime,
) -> None:
    fresh = day if day != row.last_day else None
    digests.keep(session, house.workspace_id, row.channel_id, members, fresh)
    kept = digests.get(session, house.workspace_id, row.channel_id)
    if fresh is None or kept is None:
        return
    told = _composed(session, house, kept, fresh, kept.since, now)
    if told.says_anything:
        ids = {
            "channel": row.channel_id,
            "day": fresh.isoformat(),
            "since": kept.since.isoformat(),
            "until": now.isoformat(),
        }
        key = key_of(house, row.channel_id, fresh)
        posting.put(session, house, key=key, recipient=row.channel_id, kind="digest", ids=ids)
        kept.since = now


def _thread(house: House, row: DigestSubscription, day: date) -> None:
    """The details follow once the digest itself stands in the channel."""
    key = key_of(house, row.channel_id, day)
    with house.database.read() as session:
        posted = outbox.by_key(session, key)
        if posted is None or posted.ts is None or outbox.by_key(session, f"{key}:details"):
            return
    with house.database.write() as session:
        posting.put(
            session,
            house,
            key=f"{key}:details",
            recipient=row.channel_id,
            kind="digest_details",
            ids=posted.ids,
            thread_ts=posted.ts,
        )


def key_of(house: House, channel_id: str, day: date) -> str:
    """The outbox key of a channel's digest of a day."""
    return f"digest:{house.workspace_id}:{channel_id}:{day}"


def _reports(house: House, now: datetime, rules: Rules) -> None:
    with house.database.read() as session:
        managers = roles.managers(session, house.workspace_id)
    for manager in managers:
        with house.database.read() as session:
            user = users.get(session, house.workspace_id, manager)
            day = morning_of(now, zone_of(user.tz if user else None), rules.hours, rules.workdays)
            if day is None or not report.is_report_day(day, rules.workdays) or rules.is_away(manager, day):
                continue
            key = f"report:{house.workspace_id}:{manager}:{day}"
            if outbox.by_key(session, key) or not report.told(session, house.workspace_id, manager, day):
                continue
        with house.database.write() as session:
            ids = {"user": manager, "day": day.isoformat()}
            posting.put(session, house, key=key, recipient=manager, kind="report", ids=ids)


def _composed(
    session: Session,
    house: House,
    row: DigestSubscription,
    day: date,
    since: datetime,
    until: datetime,
) -> Digest:
    days = team_days(session, house, day)
    told = digest(session, house.workspace_id, row.members, day, days, since, until, mentions=row.mentions)
    quiet = switches.all_of(session, house.workspace_id)
    mentioned = [one for one in told.overdue if one.owner_id not in quiet or quiet[one.owner_id].mentions]
    return replace(told, overdue=tuple(mentioned))


def render_digest(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """A channel's digest from current data; None when its subscription ended or nothing is left to say."""
    told = _read(session, house, row)
    if told is None or not told.says_anything:
        return None
    return view.digest(told, _names(session, house, told), t, house.settings.customer_honorific)


def render_details(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What stands in the digest's thread."""
    told = _read(session, house, row)
    return (
        view.details(told, _names(session, house, told), t, house.settings.customer_honorific)
        if told
        else None
    )


def render_report(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """The managers' weekly report."""
    day = date.fromisoformat(row.ids["day"])
    lines = report.told(session, house.workspace_id, row.ids["user"], day)
    if not lines:
        return None
    return view.report(lines, _called(session, house, (one.user_id for one in lines)), day, t)


def render_told(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What became of `/goen channel`."""
    return view.answer(row.ids["code"], t)


def _read(session: Session, house: House, row: Outbox) -> Digest | None:
    subscription = digests.get(session, house.workspace_id, row.ids["channel"])
    if subscription is None:
        return None
    day, since, until = (row.ids[name] for name in ("day", "since", "until"))
    return _composed(
        session,
        house,
        subscription,
        date.fromisoformat(day),
        datetime.fromisoformat(since),
        datetime.fromisoformat(until),
    )


def _names(session: Session, house: House, told: Digest) -> Mapping[str, str]:
    owners = {one.owner_id for one in (*told.due, *told.theirs, *told.overdue)}
    return _called(session, house, owners | {user for one in told.new for user in one.met_by})


def _called(session: Session, house: House, people: Iterable[str]) -> Mapping[str, str]:
    return {user: name_of(session, house, user) for user in people}
