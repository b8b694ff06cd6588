// Reactions under a message, and the picker that adds one.
import { post } from "./api.js";
import { attempt } from "./attempt.js";
import { h, fill } from "./dom.js";
import { emojiOf, findEmoji } from "./emoji.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { closePopover, openPopover, replace } from "./popover.js";
import { nameOf, state } from "./state.js";

const COMMON = [
  "+1",
  "white_check_mark",
  "eyes",
  "pray",
  "tada",
  "raised_hands",
  "bow",
  "sparkles",
  "heart",
  "joy",
  "thinking_face",
  "memo",
];
export const QUICK = ["white_check_mark", "eyes", "raised_hands"];

/** Add or take back the acting person's reaction. */
export const react = (message, name, add = true) =>
  attempt(post("/ui/reaction", { channel: message.channel, ts: message.ts, name, add }));

/** The chips of a message, or null when there are none. */
export function reactionsNode(message) {
  if (!message.reactions?.length) return null;
  const add = h(
    "button",
    {
      type: "button",
      class: "reaction add",
      "aria-label": t("add_reaction"),
      on: { click: () => pickReaction(add, message) },
    },
    icon("smile", 16),
  );
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map((reaction) => chip(message, reaction)),
    add,
  );
}

function chip(message, { name, users = [], count }) {
  const mine = users.includes(state.me.id);
  const label = t("reaction_by", { who: users.map(nameOf).join(", "), name });
  return h(
    "button",
    {
      type: "button",
      class: ["reaction", mine && "mine"],
      title: label,
      "aria-label": label,
      "aria-pressed": String(mine),
      data: { reaction: name },
      on: { click: () => react(message, name, !mine) },
    },
    h("span", { class: "emoji" }, emojiOf(name) ?? `:${name}:`),
    h("span", { class: "reaction-count" }, count ?? users.length),
  );
}

/** Open the picker for a message's reaction. */
export const pickReaction = (anchor, message) => pickEmoji(anchor, (name) => react(message, name));

/** Open an emoji picker at `anchor`; `chosen` gets the shortcode. */
export function pickEmoji(anchor, chosen) {
  const grid = h("div", { class: "emoji-grid", role: "group", "aria-label": t("emoji") });
  const show = (names) =>
    fill(
      grid,
      names.map(([name, character]) => emojiButton(name, character, chosen)),
    );
  const find = h("input", {
    class: "field",
    type: "search",
    placeholder: t("emoji"),
    "aria-label": t("emoji"),
    on: {
      input: () => {
        show(find.value ? findEmoji(find.value) : start());
        replace();
      },
    },
  });
  show(start());
  openPopover(anchor, h("div", { class: "emoji-picker", role: "dialog", "aria-label": t("emoji") }, find, grid), {
    align: "end",
  });
  if (!matchMedia("(pointer: coarse)").matches) find.focus();
}

function start() {
  const common = COMMON.map((name) => [name, emojiOf(name)]);
  return [...common, ...findEmoji("", 140).filter(([name]) => !COMMON.includes(name))];
}

function emojiButton(name, character, chosen) {
  const pick = () => {
    closePopover();
    chosen(name);
  };
  return h(
    "button",
    {
      type: "button",
      class: "emoji-choice",
      title: `:${name}:`,
      "aria-label": name,
      data: { emoji: name },
      on: { click: pick },
    },
    character,
  );
}
