// The tools of a message: quick reactions, reply, and the menu with shortcuts, copy, edit and delete.
import { post } from "./api.js";
import { attempt } from "./attempt.js";
import { ask } from "./dialog.js";
import { h } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { deleteFile } from "./files.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { plainWords } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { openMenu } from "./popover.js";
import { pickReaction, QUICK, react } from "./reactions.js";
import { emit, state } from "./state.js";
import { toast } from "./toast.js";

/** The tool bar that shows on hover and focus; on a phone only its menu button shows. */
export function messageTools(message, options) {
  const quick = QUICK.map((name) =>
    tool(emojiOf(name), t("react_with", { name }), () => react(message, name), "quick"),
  );
  const smile = tool(icon("smile"), t("add_reaction"), () => pickReaction(smile, message), "quick");
  const reply = options.inThread
    ? null
    : tool(icon("reply"), t("reply_in_thread"), () => emit("open-thread", message.thread_ts ?? message.ts), "quick");
  const more = tool(icon("more"), t("more"), () => openMore(more, message, options), "more");
  more.setAttribute("aria-haspopup", "menu");
  return h(
    "div",
    { class: "message-tools", role: "toolbar", "aria-label": t("message_tools") },
    quick,
    smile,
    reply,
    more,
  );
}

const tool = (content, label, run, kind) =>
  h(
    "button",
    { type: "button", class: `tool ${kind}`, "aria-label": label, title: label, on: { click: run } },
    content,
  );

function openMore(anchor, message, options) {
  const mine = message.user === state.me.id && !message.bot_id;
  const items = [
    { icon: icon("smile"), label: t("add_reaction"), run: () => pickReaction(anchor, message) },
    options.inThread
      ? null
      : {
          icon: icon("reply"),
          label: t("reply_in_thread"),
          run: () => emit("open-thread", message.thread_ts ?? message.ts),
        },
    { icon: icon("copy"), label: t("copy_text"), run: () => copy(message) },
    ...shortcutItems(message),
    mine ? { rule: true } : null,
    mine
      ? { icon: icon("pencil"), label: t("edit_message"), run: () => emit("edit-message", { message, anchor }) }
      : null,
    ...(mine ? (message.files ?? []) : []).map(fileItem),
    mine ? { icon: icon("trash"), label: t("delete_message"), danger: true, run: () => remove(message) } : null,
  ];
  openMenu(anchor, items.filter(Boolean), { label: t("more") });
}

const fileItem = (file) => ({
  icon: icon("file"),
  label: t("delete_file", { name: file.title || file.name }),
  run: () => deleteFile(file),
});

function shortcutItems(message) {
  const shortcuts = state.shortcuts.filter((shortcut) => shortcut.type === "message");
  const run = (shortcut) => () =>
    attempt(post("/ui/shortcut", { callback_id: shortcut.callback_id, channel: message.channel, ts: message.ts }));
  const items = shortcuts.map((shortcut) => ({
    icon: shortcutMark(shortcut),
    label: shortcut.name,
    data: { shortcut: shortcut.callback_id },
    run: run(shortcut),
  }));
  return items.length ? [{ rule: true }, ...items] : [];
}

/** The small mark of the app that owns a shortcut or command. */
export function shortcutMark(shortcut) {
  const app = state.apps.find((one) => one.id === shortcut.app_id) ?? state.apps[0];
  return app ? avatar(app.bot_user_id, "tiny", app.name) : icon("bolt");
}

async function copy(message) {
  await navigator.clipboard?.writeText(plainWords(message.text));
  toast(t("copied"));
}

async function remove(message) {
  if (
    !(await ask({
      title: t("delete_message"),
      text: t("delete_message_ask"),
      confirm: t("delete"),
      deny: t("cancel"),
      style: "danger",
    }))
  )
    return;
  await attempt(post("/ui/message/delete", { channel: message.channel, ts: message.ts }));
}
