// rich_text blocks as DOM nodes.
import { h } from "./dom.js";
import { slackDate } from "./format.js";
import { channelLink, emojiNode, link, userMention } from "./mrkdwn.js";

/** Nodes of a rich_text block's sections, lists, quotes and code. */
export function richText(block) {
  const nodes = [];
  for (const element of block.elements ?? []) nodes.push(section(element));
  return nodes;
}

function section(element) {
  if (element.type === "rich_text_list") return list(element);
  if (element.type === "rich_text_quote") return h("blockquote", { class: "quote" }, runs(element.elements));
  if (element.type === "rich_text_preformatted") {
    return h("pre", { class: "code-block" }, h("code", {}, runs(element.elements)));
  }
  return h("div", { class: "line" }, runs(element.elements));
}

function list(element) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  const start = tag === "ol" && element.offset ? element.offset + 1 : undefined;
  const items = element.elements.map((item) => h("li", {}, runs(item.elements)));
  return h(tag, { class: `rich-list indent-${Math.min(element.indent ?? 0, 5)}`, start }, items);
}

const runs = (elements = []) => elements.map((run) => styled(run, content(run)));

function content(run) {
  switch (run.type) {
    case "text":
      return lines(run.text);
    case "link":
      return link(run.url, run.text);
    case "user":
      return userMention(run.user_id);
    case "channel":
      return channelLink(run.channel_id);
    case "emoji":
      return emojiNode(run.name);
    case "broadcast":
      return h("span", { class: "mention broadcast" }, `@${run.range}`);
    case "usergroup":
      return h("span", { class: "mention" }, `@${run.usergroup_id}`);
    case "date":
      return h("time", {}, slackDate(String(run.timestamp), run.format, run.fallback ?? ""));
    case "color":
      return h("code", { class: "code" }, run.value);
    default:
      return "";
  }
}

const lines = (text) => text.split("\n").map((line, index) => [index ? h("br") : null, line]);

function styled({ style = {} }, inner) {
  let node = inner;
  if (style.code) node = h("code", { class: "code" }, node);
  if (style.strike) node = h("s", {}, node);
  if (style.italic) node = h("em", {}, node);
  if (style.bold) node = h("strong", {}, node);
  if (style.underline) node = h("u", {}, node);
  return node;
}
