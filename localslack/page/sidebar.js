// Channels, direct messages and apps; new ones are made here.
import { post } from "./api.js";
import { attempt } from "./attempt.js";
import { openDialog, textButton } from "./dialog.js";
import { h, fill } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { appBadge, avatar, isApp, roleBadge } from "./people.js";
import { openMenu } from "./popover.js";
import { emit, loadWorkspace, nameOf, partnerOf, state, titleOf } from "./state.js";

/** Draw the sidebar into `node`. */
export function drawSidebar(node) {
  const { channel, app } = node.contains(document.activeElement) ? document.activeElement.dataset : {};
  const channels = [...state.channels.values()];
  const rooms = channels.filter((channel) => !channel.is_im).sort(byName);
  const talks = channels.filter((channel) => channel.is_im && !isApp(partnerOf(channel))).sort(byName);
  fill(
    node,
    section(t("channels"), rooms.map(channelRow), addButton(t("add_channel"), createChannel)),
    section(
      t("dms"),
      talks.map(talkRow),
      addButton(t("add_dm"), (event) => chooseTalk(event.currentTarget)),
    ),
    section(t("apps"), state.apps.map(appRow)),
  );
  // The focused entry was drawn anew: put the focus back.
  if (channel) node.querySelector(`[data-channel="${CSS.escape(channel)}"]`)?.focus();
  if (app) node.querySelector(`[data-app="${CSS.escape(app)}"]`)?.focus();
}

const byName = (a, b) => titleOf(a).localeCompare(titleOf(b));

function section(title, rows, add) {
  return h(
    "section",
    { class: "side-section", "aria-label": title },
    h("div", { class: "side-heading" }, h("h2", {}, title), add),
    h(
      "ul",
      { class: "side-list" },
      rows.map((row) => h("li", {}, row)),
    ),
  );
}

const addButton = (label, run) =>
  h(
    "button",
    { type: "button", class: "side-add", "aria-label": label, title: label, on: { click: run } },
    icon("plus", 16),
  );

function row(place, mark, label, { unread = 0, badge = null, joined = true, data } = {}) {
  const current = state.place?.kind === place.kind && state.place.id === place.id;
  return h(
    "button",
    {
      type: "button",
      class: ["side-row", current && "current", unread && "unread", !joined && "not-joined"],
      "aria-current": current ? "page" : undefined,
      data,
      on: { click: () => emit("go", place) },
    },
    h("span", { class: "side-mark" }, mark),
    h("span", { class: "side-label" }, label),
    badge,
    unread ? h("span", { class: "side-count" }, unread) : null,
  );
}

function channelRow(channel) {
  const badge = channel.is_ext_shared ? h("span", { class: "badge outsider" }, t("role_outsider")) : null;
  return row({ kind: "channel", id: channel.id }, icon(channel.is_private ? "lock" : "hash", 16), channel.name, {
    unread: state.unread.get(channel.id),
    badge,
    joined: channel.members.includes(state.me.id),
    data: { channel: channel.id },
  });
}

function talkRow(channel) {
  const partner = partnerOf(channel);
  const label =
    partner === state.me.id ? [titleOf(channel), " ", h("span", { class: "muted" }, t("you"))] : titleOf(channel);
  return row({ kind: "channel", id: channel.id }, avatar(partner, "tiny"), label, {
    unread: state.unread.get(channel.id),
    data: { channel: channel.id },
  });
}

function appRow(app) {
  const talk = [...state.channels.values()].find((channel) => channel.is_im && partnerOf(channel) === app.bot_user_id);
  return row({ kind: "app", id: app.id }, avatar(app.bot_user_id, "tiny", app.name), app.name, {
    unread: talk && state.unread.get(talk.id),
    data: { app: app.id },
  });
}

function chooseTalk(anchor) {
  const people = [...state.users.values()].filter((user) => !user.deleted && user.kind !== "bot");
  const start = (user) => async () => {
    const made = await attempt(post("/ui/dm", { with: user.id }));
    if (made) await openMade(made.channel);
  };
  openMenu(
    anchor,
    [
      { heading: t("add_dm") },
      ...people.map((user) => ({
        icon: avatar(user.id, "tiny"),
        label: nameOf(user.id),
        hint: `@${user.name}`,
        run: start(user),
      })),
    ],
    { label: t("add_dm"), align: "start" },
  );
}

async function openMade(channel) {
  await loadWorkspace();
  emit("go", { kind: "channel", id: channel.id ?? channel });
}

function createChannel() {
  const name = h("input", {
    class: "field",
    id: "new-channel-name",
    autocomplete: "off",
    maxlength: "80",
    placeholder: "sales-tokyo",
  });
  const hidden = h("input", { type: "checkbox" });
  const boxes = candidates().map((user) => [
    user.id,
    h("input", { type: "checkbox", prop: { checked: user.kind === "bot" } }),
    user,
  ]);
  const make = async () => {
    const members = boxes.filter(([, box]) => box.checked).map(([id]) => id);
    const made = await attempt(
      post("/ui/channels", {
        name: name.value.trim().toLowerCase().replace(/\s+/g, "-"),
        is_private: hidden.checked,
        members,
      }),
    );
    if (!made) return;
    dialog.close();
    dialog.remove();
    await openMade(made.channel);
  };
  const body = [
    h("label", { class: "input-label", for: "new-channel-name" }, t("channel_name")),
    name,
    h("label", { class: "choice" }, hidden, h("span", { class: "choice-text" }, t("channel_private"))),
    h("div", { class: "input-label" }, t("members")),
    h(
      "div",
      { class: "choices member-choices" },
      boxes.map(([id, box, user]) =>
        h(
          "label",
          { class: "choice" },
          box,
          avatar(id, "tiny"),
          h("span", { class: "choice-text" }, nameOf(id)),
          user.kind === "bot" ? appBadge() : roleBadge(user),
        ),
      ),
    ),
  ];
  const cancel = () => {
    dialog.close();
    dialog.remove();
  };
  const dialog = openDialog({
    title: t("add_channel"),
    body,
    footer: [textButton(t("cancel"), cancel), textButton(t("create"), make, "primary")],
  });
  name.focus();
}

const candidates = () => [...state.users.values()].filter((user) => !user.deleted && user.id !== state.me.id);
