// The box a person writes in: text, files, commands, shortcuts.
import { ApiError, post, upload } from "./api.js";
import { attempt } from "./attempt.js";
import { suggestFor } from "./autocomplete.js";
import { encode } from "./compose.js";
import { h, fill } from "./dom.js";
import { fileChip } from "./fileinput.js";
import { failure, t } from "./i18n.js";
import { icon } from "./icons.js";
import { shortcutMark } from "./messagemenu.js";
import { openMenu } from "./popover.js";
import { pickEmoji } from "./reactions.js";
import { state } from "./state.js";
import { toast } from "./toast.js";

export class Composer {
  /** channel: id; threadTs: ts of the thread or null; placeholder: text; onSent runs after a message went out. */
  constructor({ channel, threadTs = null, placeholder, onSent = () => {} }) {
    Object.assign(this, { channel, threadTs, onSent });
    this.files = []; // {chip, id or null}
    this.build(placeholder);
    this.refresh();
  }

  build(placeholder) {
    this.area = h("textarea", { class: "composer-text", rows: "1", placeholder, "aria-label": placeholder });
    this.notice = h("div", { class: "composer-notice", role: "alert", hidden: true });
    this.chips = h("div", { class: "file-chips" });
    this.chooser = h("input", {
      type: "file",
      multiple: true,
      class: "visually-hidden",
      "aria-hidden": "true",
      tabindex: "-1",
      on: { change: () => this.takeChosen() },
    });
    this.sendButton = h(
      "button",
      {
        type: "button",
        class: "send-button",
        "aria-label": t("send"),
        title: t("composer_hint"),
        on: { click: () => this.send() },
      },
      icon("send"),
    );
    this.node = h("div", {
      class: "composer",
      data: { composer: this.threadTs ? "thread" : "channel", channel: this.channel },
    });
    const box = h("div", { class: "composer-box" }, this.area, this.chips, this.toolbar());
    this.node.append(this.notice, box);
    this.usedBySuggestions = suggestFor(this.area, box, { commands: !this.threadTs });
    this.area.addEventListener("keydown", (event) => this.onKey(event));
    this.area.addEventListener("input", () => {
      this.say("");
      this.refresh();
    });
    this.area.addEventListener("paste", (event) => this.onPaste(event));
  }

  toolbar() {
    const attach = tool("plus", t("attach"), () => this.chooser.click());
    const smile = tool("smile", t("emoji"), () => pickEmoji(smile, (name) => this.insert(`:${name}: `)));
    const at = h(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": t("mention"),
        title: t("mention"),
        on: { click: () => this.insert("@") },
      },
      "@",
    );
    const bolt = tool("bolt", t("shortcuts"), () => this.openShortcuts(bolt));
    bolt.setAttribute("aria-haspopup", "menu");
    return h(
      "div",
      { class: "composer-bar" },
      this.chooser,
      attach,
      smile,
      at,
      bolt,
      h("span", { class: "spacer" }),
      this.sendButton,
    );
  }

  onKey(event) {
    if (this.usedBySuggestions(event)) return;
    // keyCode 229 is the Enter that ends a Japanese conversion.
    const plainEnter = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (!plainEnter || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    this.send();
  }

  onPaste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.addFiles(files);
  }

  takeChosen() {
    const files = [...this.chooser.files];
    this.chooser.value = "";
    this.addFiles(files);
  }

  insert(text) {
    this.area.focus();
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Attach files; each is uploaded at once and shared with the message. */
  addFiles(files) {
    for (const file of files) this.addFile(file);
    this.area.focus();
  }

  async addFile(file) {
    const entry = { id: null };
    entry.chip = fileChip(file, () => this.dropFile(entry));
    this.files.push(entry);
    this.chips.append(entry.chip);
    this.refresh();
    try {
      const stored = await upload(file, (part) => entry.chip.style.setProperty("--progress", part));
      entry.id = stored.id;
      entry.chip.classList.add("done");
      entry.chip.dataset.fileId = stored.id;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.dropFile(entry);
      toast(`${t("upload_failed")}: ${file.name} ${failure(error)}`, "error");
    }
    this.refresh();
  }

  dropFile(entry) {
    entry.chip.remove();
    this.files = this.files.filter((one) => one !== entry);
    this.refresh();
  }

  refresh() {
    this.area.style.height = "auto";
    if (this.area.scrollHeight) this.area.style.height = `${Math.min(this.area.scrollHeight, 260)}px`;
    const waiting = this.files.some((entry) => !entry.id);
    const empty = !this.area.value.trim() && !this.files.length;
    this.sendButton.disabled = waiting || empty || this.sending === true;
    this.node.classList.toggle("filled", !empty);
  }

  say(text) {
    this.notice.hidden = !text;
    fill(this.notice, text ? [icon("warning", 16), text] : []);
  }

  async send() {
    if (this.sendButton.disabled) return;
    this.say("");
    const text = this.area.value.trim();
    const done = /^\/\S/.test(text) && !this.files.length ? await this.runCommand(text) : await this.postMessage(text);
    if (!done) return;
    this.area.value = "";
    this.refresh();
  }

  async postMessage(text) {
    this.sending = true;
    this.refresh();
    const body = { channel: this.channel, text: encode(text), file_ids: this.files.map((entry) => entry.id) };
    if (this.threadTs) body.thread_ts = this.threadTs;
    const sent = await attempt(post("/ui/message", body));
    this.sending = false;
    if (sent) {
      for (const entry of [...this.files]) this.dropFile(entry);
      this.onSent(sent);
    }
    this.refresh();
    return Boolean(sent);
  }

  async runCommand(text) {
    const [command] = text.split(/\s/, 1);
    if (!state.commands.some((one) => one.command === command)) return this.refuse("command_unknown", command);
    if (this.threadTs) return this.refuse("command_thread", command);
    this.node.classList.add("waiting");
    // The text is taken out at once, as in Slack; a failure puts it back.
    this.area.value = "";
    this.refresh();
    try {
      await post("/ui/command", { channel: this.channel, text });
      this.onSent({});
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.area.value ||= text;
      this.refresh();
      this.say(t("command_failed", { command, detail: failure(error) }));
      return false;
    } finally {
      this.node.classList.remove("waiting");
    }
    return Boolean(!this.area.value);
  }

  refuse(key, command) {
    this.say(t(key, { command }));
    return false;
  }

  openShortcuts(anchor) {
    const shortcuts = state.shortcuts.filter((one) => one.type === "global");
    const items = shortcuts.map((one) => ({
      icon: shortcutMark(one),
      label: one.name,
      data: { shortcut: one.callback_id },
      run: () => attempt(post("/ui/shortcut", { callback_id: one.callback_id })),
    }));
    const commands = this.threadTs ? [] : state.commands.map((one) => this.commandItem(one));
    const menu = [{ heading: t("shortcuts") }, ...items, ...(commands.length ? [{ rule: true }, ...commands] : [])];
    openMenu(anchor, items.length || commands.length ? menu : [{ heading: t("no_shortcuts") }], {
      label: t("shortcuts"),
      align: "start",
    });
  }

  commandItem(one) {
    const run = () => {
      this.area.value = "";
      this.insert(`${one.command} `);
    };
    return {
      icon: shortcutMark(one),
      label: `${one.command} ${one.usage_hint ?? ""}`.trim(),
      hint: one.description,
      data: { command: one.command },
      run,
    };
  }
}

const tool = (name, label, run) =>
  h("button", { type: "button", class: "tool", "aria-label": label, title: label, on: { click: run } }, icon(name));
