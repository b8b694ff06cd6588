// The top bar: jump to a conversation, and act as another person.
import { fill, h } from "./dom.js";
import { openFaults } from "./faults.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { avatar, isApp, roleBadge } from "./people.js";
import { closePopover, openMenu, openPopover } from "./popover.js";
import { emit, nameOf, partnerOf, state, titleOf } from "./state.js";

/** Draw the top bar into `node`; `switchTo(userId)` changes the acting person. */
export function drawTopbar(node, switchTo) {
  const jump = h(
    "button",
    { type: "button", class: "jump", on: { click: () => openJump(jump) } },
    icon("search", 15),
    h("span", {}, t("jump")),
    h("kbd", {}, "Ctrl K"),
  );
  const { me } = state;
  const user = h(
    "button",
    {
      type: "button",
      class: "switcher",
      "aria-label": `${t("switch_user")}: ${nameOf(me.id)}`,
      "aria-haspopup": "menu",
      data: { me: me.id },
      on: { click: () => openSwitcher(user, switchTo) },
    },
    avatar(me.id, "small"),
    h("span", { class: "switcher-name" }, nameOf(me.id)),
    roleBadge(me),
    icon("down", 13),
  );
  const offline = h(
    "span",
    { class: "offline", role: "status", hidden: state.online },
    icon("offline", 15),
    h("span", {}, t("offline")),
  );
  fill(
    node,
    h(
      "span",
      { class: "team" },
      h("span", { class: "team-mark", "aria-hidden": "true" }, [...state.team.name][0] ?? "W"),
      h("span", { class: "team-name" }, state.team.name),
    ),
    jump,
    h("span", { class: "top-right" }, offline, faultButton(), user),
  );
}

function faultButton() {
  const attributes = { type: "button", class: "top-button", "aria-label": t("faults"), title: t("faults") };
  return h("button", { ...attributes, on: { click: openFaults } }, icon("fault", 19));
}

function openSwitcher(anchor, switchTo) {
  const people = [...state.users.values()].filter((user) => user.kind !== "bot");
  const items = people.map((user) => ({
    icon: avatar(user.id, "small"),
    label: [nameOf(user.id), " ", roleBadge(user)],
    hint: [`@${user.name}`, user.locale, user.id === state.me.id ? t("you") : ""].filter(Boolean).join(" · "),
    data: { switchTo: user.id },
    run: () => user.id !== state.me.id && switchTo(user.id),
  }));
  openMenu(anchor, [{ heading: t("switch_user") }, ...items], { label: t("switch_user") });
}

/** The palette that finds a channel, person or app by name. */
export function openJump(anchor) {
  const list = h("div", { class: "jump-list", role: "listbox", "aria-label": t("jump") });
  const find = h("input", { class: "field", type: "search", placeholder: t("jump"), "aria-label": t("jump") });
  const places = allPlaces();
  const go = (place) => {
    closePopover();
    emit("go", place.to);
  };
  const draw = () => {
    const wanted = find.value.normalize("NFKC").toLowerCase();
    const found = places.filter((place) => place.label.toLowerCase().includes(wanted)).slice(0, 9);
    fill(
      list,
      found.length
        ? found.map((place, index) => jumpRow(place, index === 0, () => go(place)))
        : h("div", { class: "listbox-empty" }, t("jump_none")),
    );
    return found;
  };
  find.addEventListener("input", draw);
  find.addEventListener(
    "keydown",
    (event) => event.key === "Enter" && !event.isComposing && draw()[0] && go(draw()[0]),
  );
  openPopover(anchor, h("div", { class: "jump-panel" }, find, list), {
    width: Math.min(Math.max(anchor.offsetWidth, 300), innerWidth - 12),
  });
  draw();
  find.focus();
}

function allPlaces() {
  const channels = [...state.channels.values()].filter((channel) => !(channel.is_im && isApp(partnerOf(channel))));
  const rooms = channels.map((channel) => ({
    to: { kind: "channel", id: channel.id },
    label: titleOf(channel),
    mark: () => (channel.is_im ? avatar(partnerOf(channel), "tiny") : icon(channel.is_private ? "lock" : "hash", 16)),
  }));
  return [
    ...rooms,
    ...state.apps.map((app) => ({
      to: { kind: "app", id: app.id },
      label: app.name,
      mark: () => avatar(app.bot_user_id, "tiny", app.name),
    })),
  ];
}

function jumpRow(place, first, run) {
  return h(
    "button",
    {
      type: "button",
      class: ["menu-item", first && "active"],
      role: "option",
      "aria-selected": String(first),
      on: { click: run },
    },
    h("span", { class: "menu-icon" }, place.mark()),
    h("span", { class: "menu-label" }, place.label),
  );
}
