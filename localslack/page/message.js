// One message: author, text or blocks, files, reactions, thread link, and its tools.
import { blocksNode } from "./blocks.js";
import { append, h, safeUrl } from "./dom.js";
import { Form } from "./form.js";
import { clock, fullTime } from "./format.js";
import { filesNode } from "./files.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { messageTools } from "./messagemenu.js";
import { mrkdwn } from "./mrkdwn.js";
import { appBadge, avatar, isApp, roleBadge } from "./people.js";
import { reactionsNode } from "./reactions.js";
import { emit, nameOf, state } from "./state.js";

const SYSTEM = { channel_join: "joined", group_join: "joined", channel_leave: "left", group_leave: "left" };

const authorOf = (message) =>
  message.user ?? state.apps.find((app) => app.bot_id === message.bot_id)?.bot_user_id ?? message.bot_id ?? "";
const authorName = (message) => message.username || nameOf(authorOf(message));

/** True when `message` may follow `before` without repeating avatar and name. */
export function continues(message, before) {
  if (!before || before.ephemeral || message.ephemeral || SYSTEM[message.subtype] || SYSTEM[before.subtype])
    return false;
  return authorOf(message) === authorOf(before) && Number(message.ts) - Number(before.ts) < 300 && !before.reply_count;
}

/** Node of a message. options: {compact, inThread, onDismiss}. `message.channel` must be set. */
export function messageNode(message, options = {}) {
  const { compact = false } = options;
  const gone = message.subtype === "tombstone";
  const content = h("div", { class: "message-content" });
  append(content, [
    compact ? null : heading(message, gone),
    gone ? h("div", { class: "message-gone" }, t("message_deleted")) : body(message),
    threadBar(message, options),
  ]);
  const side = compact
    ? h("time", { class: "side-time", title: fullTime(message.ts) }, clock(message.ts))
    : gone
      ? h("span", { class: "avatar gone" }, icon("trash"))
      : avatar(authorOf(message), "", authorName(message));
  return h(
    "article",
    {
      class: ["message", compact && "compact", message.ephemeral && "ephemeral"],
      data: { ts: message.ts, user: authorOf(message), ephemeral: message.ephemeral ? "true" : undefined },
      "aria-label": `${authorName(message)} ${clock(message.ts)}`,
    },
    message.ephemeral ? onlyYou(options) : null,
    h("div", { class: "message-row" }, h("div", { class: "message-side" }, side), content),
    gone || message.ephemeral ? null : messageTools(message, options),
  );
}

function onlyYou({ onDismiss }) {
  const dismiss = h("button", { type: "button", class: "text-link", on: { click: onDismiss } }, t("dismiss"));
  return h("div", { class: "only-you" }, icon("eye", 14), t("only_you"), " · ", dismiss);
}

function heading(message, gone) {
  const time = h("time", { class: "message-time", title: fullTime(message.ts) }, clock(message.ts));
  if (gone) return h("div", { class: "message-head" }, time);
  const user = state.users.get(authorOf(message));
  const badge = message.bot_id || isApp(authorOf(message)) ? appBadge() : user ? outsideBadge(user) : null;
  return h("div", { class: "message-head" }, h("strong", { class: "author" }, authorName(message)), badge, time);
}

const outsideBadge = (user) => (user.kind === "admin" ? null : roleBadge(user));

function body(message) {
  if (SYSTEM[message.subtype])
    return h("div", { class: "system-text" }, t(SYSTEM[message.subtype], { name: nameOf(message.user) }));
  return [text(message), attachments(message), filesNode(message.files), reactionsNode(message)];
}

function text(message) {
  const edited = message.edited ? h("span", { class: "edited" }, " ", t("edited")) : null;
  if (message.blocks?.length) return [blocks(message), edited];
  if (!message.text) return null;
  return h("div", { class: "message-text", data: { text: "" } }, mrkdwn(message.text), edited);
}

function blocks(message) {
  const form = new Form();
  form.adopt(message.blocks);
  const container = {
    type: "message",
    channel: message.channel,
    ts: message.ts,
    ...(message.ephemeral ? { ephemeral: true } : {}),
  };
  return blocksNode(message.blocks, { form, container });
}

function attachments(message) {
  return (message.attachments ?? []).map((part) => {
    const node = h("div", { class: "attachment" });
    if (/^#?[0-9a-f]{6}$/i.test(part.color ?? "")) node.style.borderColor = `#${part.color.replace("#", "")}`;
    const title = part.title
      ? h(
          "strong",
          {},
          safeUrl(part.title_link ?? "") && part.title_link
            ? h(
                "a",
                { href: safeUrl(part.title_link), class: "link", target: "_blank", rel: "noopener noreferrer" },
                part.title,
              )
            : part.title,
        )
      : null;
    return append(node, [
      part.pretext ? mrkdwn(part.pretext) : null,
      title,
      part.blocks ? blocks({ ...message, blocks: part.blocks }) : mrkdwn(part.text ?? part.fallback ?? ""),
    ]);
  });
}

function threadBar(message, { inThread }) {
  if (inThread || !message.reply_count) return null;
  const open = () => emit("open-thread", message.ts);
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(id, "tiny"));
  const count = message.reply_count === 1 ? t("reply_one") : t("replies", { n: message.reply_count });
  const latest = message.latest_reply ? h("span", { class: "thread-latest" }, clock(message.latest_reply)) : null;
  return h(
    "button",
    { type: "button", class: "thread-bar", data: { threadTs: message.ts }, on: { click: open } },
    faces.length ? faces : icon("reply", 16),
    h("span", { class: "thread-count" }, count),
    latest,
  );
}
