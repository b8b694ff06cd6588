// Instants as people read them, in the acting person's zone and language.
import { localeTag, t } from "./i18n.js";
import { state } from "./state.js";

const zone = () => state.me?.tz || undefined;
const instant = (ts) => new Date(Number(ts) * 1000);

function shown(ts, options) {
  return new Intl.DateTimeFormat(localeTag(), { timeZone: zone(), ...options }).format(instant(ts));
}

/** Hours and minutes, "9:05" or "9:05 AM". */
export const clock = (ts) => shown(ts, { hour: "numeric", minute: "2-digit" });

/** Full date and time for tooltips. */
export const fullTime = (ts) => shown(ts, { dateStyle: "full", timeStyle: "medium" });

/** Key of the local day, to group messages. */
export const dayKey = (ts) => shown(ts, { year: "numeric", month: "2-digit", day: "2-digit" });

/** Label of the local day: today, yesterday, or the date with its weekday. */
export function dayLabel(ts) {
  const now = Date.now() / 1000;
  if (dayKey(ts) === dayKey(now)) return t("today");
  if (dayKey(ts) === dayKey(now - 86400)) return t("yesterday");
  return shown(ts, { month: "long", day: "numeric", weekday: "long" });
}

const DATE_TOKENS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { year: "numeric", month: "long", day: "numeric", weekday: "long" },
  date_pretty: { year: "numeric", month: "long", day: "numeric" },
  date_short_pretty: { year: "numeric", month: "short", day: "numeric" },
  date_long_pretty: { year: "numeric", month: "long", day: "numeric", weekday: "long" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  day_divider_pretty: { month: "long", day: "numeric", weekday: "long" },
};

/** Slack's `<!date^ts^format|fallback>`: the format with its {tokens} replaced. */
export function slackDate(ts, format, fallback) {
  if (!/^\d+$/.test(ts)) return fallback;
  return format.replace(/\{(\w+)\}/g, (whole, token) => (DATE_TOKENS[token] ? dateToken(ts, token) : whole));
}

function dateToken(ts, token) {
  const label = token.endsWith("_pretty") ? dayLabel(ts) : "";
  return [t("today"), t("yesterday")].includes(label) ? label : shown(ts, DATE_TOKENS[token]);
}

/** Bytes as "1.2 MB". */
export function bytes(size) {
  if (!size) return "";
  const units = ["B", "KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log(size) / Math.log(1024)), units.length - 1);
  return `${(size / 1024 ** power).toFixed(power > 1 ? 1 : 0)} ${units[power]}`;
}
