// A list of messages that is redrawn message by message, so that what is open or typed elsewhere stays.
import { post } from "./api.js";
import { attempt } from "./attempt.js";
import { h, reconcile } from "./dom.js";
import { dayKey, dayLabel } from "./format.js";
import { continues, messageNode } from "./message.js";

const NEAR_END_PX = 120;

export class MessageList {
  /** options: {inThread, parentTs} */
  constructor(label, options = {}) {
    this.options = options;
    this.node = h("div", { class: "message-list", role: "log", "aria-label": label, tabindex: "0" });
    this.inner = h("div", { class: "message-list-inner" });
    this.node.append(this.inner);
    this.drawn = new Map();
    this.first = true;
    // Pictures get their height late: stay at the end when we were there.
    new ResizeObserver(() => this.pinned && this.toEnd()).observe(this.inner);
    this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.pinned = true;
  }

  /** Show these messages (oldest first); `intro` nodes come before the first. */
  draw(messages, intro = []) {
    const fresh = new Map();
    const nodes = [...intro];
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      const newDay = !before || dayKey(before.ts) !== dayKey(message.ts);
      if (newDay && !this.options.inThread)
        nodes.push(this.keep(fresh, `day ${dayKey(message.ts)}`, () => dayDivider(message.ts)));
      nodes.push(this.row(fresh, message, !newDay && continues(message, before)));
      if (this.options.inThread && index === 0) nodes.push(...this.options.divider(messages));
    });
    this.drawn = fresh;
    reconcile(this.inner, nodes);
    if (this.pinned || this.first) this.toEnd();
    this.first = false;
  }

  row(fresh, message, compact) {
    const key = `${compact} ${JSON.stringify(message)}`;
    const onDismiss = () => attempt(post("/ui/message/delete", { channel: message.channel, ts: message.ts }));
    return this.keep(fresh, key, () => messageNode(message, { ...this.options, compact, onDismiss }));
  }

  keep(fresh, key, make) {
    const node = this.drawn.get(key) ?? make();
    fresh.set(key, node);
    return node;
  }

  nearEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_END_PX;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  scrolled() {
    if (!this.node.clientHeight) return;
    this.pinned = this.nearEnd();
    this.at = this.node.scrollTop;
  }

  /** Scroll back to where the person was, after the list was out of the page. */
  restore() {
    if (this.pinned) this.toEnd();
    else this.node.scrollTop = this.at;
  }
}

const dayDivider = (ts) =>
  h("div", { class: "day", role: "separator" }, h("span", { class: "day-label" }, dayLabel(ts)));
