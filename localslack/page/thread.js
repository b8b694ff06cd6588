// The thread panel beside the conversation.
import { ApiError } from "./api.js";
import { fetchMessages } from "./channel.js";
import { Composer } from "./composer.js";
import { h, fill } from "./dom.js";
import { acceptDrops } from "./fileinput.js";
import { failure, t } from "./i18n.js";
import { icon } from "./icons.js";
import { MessageList } from "./messagelist.js";
import { titleOf } from "./state.js";
import { toast } from "./toast.js";

const panels = new Map();

/** The panel of a thread; panels are kept so that drafts stay. */
export function threadPanel(channel, ts, onClose) {
  const key = `${channel.id} ${ts}`;
  if (!panels.has(key)) panels.set(key, new ThreadPanel(channel, ts, onClose));
  return panels.get(key);
}

class ThreadPanel {
  /** onClose runs when the person closes the panel. */
  constructor(channel, ts, onClose) {
    this.channel = channel;
    this.ts = ts;
    const name = channel.is_im ? titleOf(channel) : `#${channel.name}`;
    this.list = new MessageList(t("thread"), { inThread: true, divider: (messages) => [this.divider(messages)] });
    this.composer = new Composer({
      channel: channel.id,
      threadTs: ts,
      placeholder: t("reply_placeholder"),
      onSent: () => this.load(true),
    });
    const close = h(
      "button",
      { type: "button", class: "icon-button thread-close", "aria-label": t("close"), on: { click: onClose } },
      icon("close"),
    );
    const back = h(
      "button",
      { type: "button", class: "icon-button back-button", "aria-label": t("back"), on: { click: onClose } },
      icon("back"),
    );
    const head = h(
      "header",
      { class: "pane-head" },
      back,
      h("h2", { class: "pane-title" }, t("thread")),
      h("span", { class: "pane-sub" }, name),
      h("span", { class: "spacer" }),
      close,
    );
    const body = h(
      "div",
      { class: "pane-body" },
      this.list.node,
      this.composer.node,
      h("div", { class: "drop-veil", "aria-hidden": "true" }, icon("image", 34), t("drop_here", { name: t("thread") })),
    );
    acceptDrops(body, (files) => this.composer.addFiles(files));
    fill(this.list.inner, h("div", { class: "loading" }, t("loading")));
    this.node = h("aside", { class: "thread", "aria-label": t("thread"), data: { threadTs: ts } }, head, body);
    this.rule = h("div", { class: "thread-rule", role: "separator" });
  }

  divider(messages) {
    const replies = messages.length - 1;
    fill(this.rule, replies > 0 ? h("span", {}, replies === 1 ? t("reply_one") : t("replies", { n: replies })) : null);
    return this.rule;
  }

  async load(toEnd = false) {
    this.asked = (this.asked ?? 0) + 1;
    const mine = this.asked;
    try {
      const messages = await fetchMessages(this.channel.id, this.ts);
      if (mine !== this.asked) return;
      if (toEnd) this.list.pinned = true;
      this.list.draw(messages);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(failure(error), "error");
    }
  }
}
