// Headers of conversations and of an app's page.
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { appBadge, avatar, isApp, roleBadge } from "./people.js";
import { emit, nameOf, partnerOf, state, titleOf } from "./state.js";

const backButton = () => iconButton("back", t("back"), "back-button", () => emit("go", null));

function iconButton(name, label, kind, run) {
  return h(
    "button",
    { type: "button", class: `icon-button ${kind}`, "aria-label": label, on: { click: run } },
    icon(name),
  );
}

/** Header of a channel or direct message: name, badges, members. */
export function channelHead(channel) {
  const parts = channel.is_im ? talkParts(channel) : roomParts(channel);
  return h("header", { class: "pane-head" }, backButton(), parts);
}

function talkParts(channel) {
  const partner = state.users.get(partnerOf(channel));
  const badge = partner && !isApp(partner.id) ? roleBadge(partner) : null;
  return [avatar(partnerOf(channel), "small"), h("h1", { class: "pane-title" }, titleOf(channel)), badge];
}

function roomParts(channel) {
  return [
    icon(channel.is_private ? "lock" : "hash", 20),
    h("h1", { class: "pane-title" }, channel.name),
    channel.is_ext_shared ? h("span", { class: "badge outsider" }, t("external")) : null,
    h("span", { class: "spacer" }),
    members(channel.members ?? []),
  ];
}

function members(ids) {
  const label = `${t("member_count", { n: ids.length })}: ${ids.map(nameOf).join(", ")}`;
  const faces = ids.slice(0, 3).map((id) => avatar(id, "tiny"));
  return h(
    "span",
    { class: "members", title: label, role: "img", "aria-label": label },
    faces,
    h("span", {}, ids.length),
  );
}

/** Header of an app's page with its tabs. */
export function appHead(place) {
  const app = state.apps.find((one) => one.id === place.id);
  const name = h("h1", { class: "pane-title" }, app.name);
  return h(
    "header",
    { class: "pane-head with-tabs" },
    h("div", { class: "pane-head-row" }, backButton(), avatar(app.bot_user_id, "small", app.name), name, appBadge()),
    h("div", { class: "tabs", role: "tablist" }, tab(place, "home"), tab(place, "messages")),
  );
}

function tab(place, name) {
  const open = () => emit("go", { kind: "app", id: place.id, tab: name });
  const attributes = { type: "button", role: "tab", class: "tab", "aria-selected": String(place.tab === name) };
  return h("button", { ...attributes, data: { tab: name }, on: { click: open } }, t(name));
}
