// A conversation: header, messages, composer; files can be dropped anywhere on it.
import { ApiError, get, post } from "./api.js";
import { attempt } from "./attempt.js";
import { Composer } from "./composer.js";
import { textButton } from "./dialog.js";
import { h, fill } from "./dom.js";
import { acceptDrops } from "./fileinput.js";
import { failure, t } from "./i18n.js";
import { icon } from "./icons.js";
import { MessageList } from "./messagelist.js";
import { avatar } from "./people.js";
import { loadWorkspace, partnerOf, state, titleOf } from "./state.js";
import { toast } from "./toast.js";

const panes = new Map();

/** The pane of a channel; panes are kept so that drafts and scroll positions stay. */
export function channelPane(id) {
  if (!panes.has(id)) panes.set(id, new ChannelPane(id));
  return panes.get(id);
}

/** Messages of a channel or thread with the channel id set on each. */
export async function fetchMessages(channel, threadTs) {
  const body = await get("/ui/messages", { channel, thread_ts: threadTs });
  return body.messages.map((message) => ({ ...message, channel }));
}

class ChannelPane {
  constructor(id) {
    this.id = id;
    const name = shownName(this.channel);
    this.list = new MessageList(name);
    this.composer = new Composer({
      channel: id,
      placeholder: t("message_to", { name }),
      onSent: () => this.load(true),
    });
    this.bar = joinBar(id, name);
    this.node = h("div", { class: "pane-body", data: { channel: id } }, this.list.node, this.composer.node, this.bar);
    this.node.append(
      h(
        "div",
        { class: "drop-veil", "aria-hidden": "true" },
        icon("image", 34),
        h("span", {}, t("drop_here", { name })),
      ),
    );
    acceptDrops(this.node, (files) => this.isMember && this.composer.addFiles(files));
    fill(this.list.inner, h("div", { class: "loading" }, t("loading")));
  }

  get channel() {
    return state.channels.get(this.id);
  }

  get isMember() {
    return this.channel.members.includes(state.me.id);
  }

  /** Read and show the messages; `toEnd` scrolls to the newest. */
  async load(toEnd = false) {
    this.asked = (this.asked ?? 0) + 1;
    const mine = this.asked;
    this.composer.node.hidden = !this.isMember;
    this.bar.hidden = this.isMember;
    try {
      const messages = await fetchMessages(this.id);
      if (mine !== this.asked) return;
      if (toEnd) this.list.pinned = true;
      this.messages = messages;
      this.list.draw(messages, [(this.intro ??= intro(this.channel))]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(failure(error), "error");
    }
  }
}

const shownName = (channel) => (channel.is_im ? titleOf(channel) : `#${channel.name}`);

function joinBar(id, name) {
  const join = async () => {
    if (!(await attempt(post("/ui/join", { channel: id })))) return;
    await loadWorkspace();
    channelPane(id).load();
  };
  return h(
    "div",
    { class: "join-bar" },
    h("span", {}, t("not_joined", { name })),
    textButton(t("join"), join, "primary"),
  );
}

function intro(channel) {
  const mark = channel.is_im
    ? avatar(partnerOf(channel), "large")
    : h("span", { class: "intro-mark" }, icon(channel.is_private ? "lock" : "hash", 28));
  return h(
    "div",
    { class: "intro" },
    mark,
    h("h3", {}, t("empty_channel", { name: shownName(channel) })),
    h("p", {}, t("empty_hint")),
  );
}
