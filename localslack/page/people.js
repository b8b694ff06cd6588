// Avatars, names and badges of people and apps.
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { nameOf, state } from "./state.js";

const COLOURS = 10;

function colourOf(id) {
  let sum = 7;
  for (const character of id) sum = (sum * 31 + character.codePointAt(0)) % 9973;
  return sum % COLOURS;
}

/** A square with the first letter of the name; `name` overrides what the id resolves to. */
export function avatar(id, size = "", name = nameOf(id)) {
  const app = isApp(id);
  const letter = [...name.trim()][0] ?? "?";
  return h(
    "span",
    { class: `avatar ${size} ${app ? "app" : `colour-${colourOf(id ?? name)}`}`, "aria-hidden": "true" },
    letter.toUpperCase(),
  );
}

export const isApp = (id) => state.users.get(id)?.kind === "bot" || state.apps.some((app) => app.bot_user_id === id);

export const appBadge = () => h("span", { class: "badge" }, t("app_badge"));

/** Badge for people who are not plain members. */
export function roleBadge(user) {
  if (user.deleted) return h("span", { class: "badge muted" }, t("deactivated"));
  return ["guest", "outsider", "admin"].includes(user.kind)
    ? h("span", { class: `badge ${user.kind}` }, t(`role_${user.kind}`))
    : null;
}
