// Slack's mrkdwn as DOM nodes. Rules: docs.slack.dev/messaging/formatting-message-text.
import { h, safeUrl } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { slackDate } from "./format.js";
import { emit, nameOf, state } from "./state.js";

/** Undo Slack's three escapes; nothing else is an entity in Slack. */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const FENCE = /```\n?([\s\S]*?)\n?```/g;

/** Nodes for a mrkdwn text: code blocks, quotes, lines, inline marks. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(FENCE)) {
    nodes.push(...paragraphs(text.slice(at, match.index), verbatim));
    nodes.push(h("pre", { class: "code-block" }, h("code", {}, codeText(match[1]))));
    at = match.index + match[0].length;
  }
  nodes.push(...paragraphs(text.slice(at), verbatim));
  return nodes;
}

// Links inside code show their address only.
const codeText = (text) => unescape(text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target, label) => label ?? target));

function paragraphs(text, verbatim) {
  const trimmed = text.replace(/^\n|\n$/g, "");
  if (!trimmed) return [];
  const nodes = [];
  let quote = null;
  for (const line of trimmed.split("\n")) {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quoted && !quote) nodes.push((quote = h("blockquote", { class: "quote" })));
    if (!quoted) quote = null;
    (quote ?? { append: (node) => nodes.push(node) }).append(lineNode(quoted ? quoted[1] : line, verbatim));
  }
  return nodes;
}

function lineNode(line, verbatim) {
  const listed = /^\s*([•◦▪・-]|\d{1,3}\.)\s/.test(line);
  const node = h("div", { class: listed ? "line listed" : "line" }, inline(line, verbatim));
  if (!line.trim()) node.append(h("br"));
  return node;
}

// Tried in this order at each position; marks need a boundary before and after, as in Slack.
const TOKEN = new RegExp(
  [
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    "(?<![\\p{L}\\p{N}_*])\\*(?=\\S)([^*\\n]*?\\S)\\*(?![\\p{L}\\p{N}*])",
    "(?<![\\p{L}\\p{N}_])_(?=\\S)([^_\\n]*?\\S)_(?![\\p{L}\\p{N}_])",
    "(?<![\\p{L}\\p{N}~])~(?=\\S)([^~\\n]*?\\S)~(?![\\p{L}\\p{N}~])",
    ":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):",
    "(https?://[^\\s<>|\"']*[^\\s<>|\"'.,;:!?)\\]、。])",
  ].join("|"),
  "gu",
);

/** Inline marks of one line as nodes. */
export function inline(text, verbatim = false) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    nodes.push(unescape(text.slice(at, match.index)), marked(match, verbatim));
    at = match.index + match[0].length;
  }
  nodes.push(unescape(text.slice(at)));
  return nodes;
}

function marked([whole, code, angle, bold, italic, strike, emoji, url], verbatim) {
  if (code !== undefined) return h("code", { class: "code" }, codeText(code));
  if (angle !== undefined) return angled(angle, whole);
  if (bold !== undefined) return h("strong", {}, inline(bold, verbatim));
  if (italic !== undefined) return h("em", {}, inline(italic, verbatim));
  if (strike !== undefined) return h("s", {}, inline(strike, verbatim));
  if (emoji !== undefined) return emojiNode(emoji);
  return verbatim ? unescape(url) : link(unescape(url), unescape(url));
}

function angled(body, whole) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : unescape(body.slice(bar + 1));
  if (target.startsWith("@")) return userMention(target.slice(1));
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return safeUrl(target) && /^[a-z]+:/i.test(target) ? link(unescape(target), label) : unescape(whole);
}

function special(body, label) {
  const [kind, ...rest] = body.split("^");
  if (kind === "date") return h("time", {}, slackDate(rest[0], rest[1] ?? "", label ?? ""));
  if (kind === "subteam") return h("span", { class: "mention" }, label ?? `@${rest[0] ?? ""}`);
  return h("span", { class: "mention broadcast" }, label ?? `@${kind}`);
}

/** A link with a safe scheme; anything else stays text. */
export function link(address, label) {
  const href = safeUrl(address);
  const text = label ?? address.replace(/^(mailto|tel):/, "");
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer", class: "link" }, text) : text;
}

export function userMention(id) {
  const mine = id === state.me?.id;
  return h("span", { class: mine ? "mention mine" : "mention", data: { user: id } }, `@${nameOf(id)}`);
}

export function channelLink(id, label) {
  const name = state.channels.get(id)?.name ?? label ?? id;
  const open = () => emit("go", { kind: "channel", id });
  return h("button", { type: "button", class: "mention channel-link", on: { click: open } }, `#${name}`);
}

export function emojiNode(name) {
  const character = emojiOf(name);
  return character
    ? h("span", { class: "emoji", title: `:${name}:`, role: "img", "aria-label": name }, character)
    : `:${name}:`;
}

/** A Block Kit text object (plain_text or mrkdwn) as nodes. */
export function textObject(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, object);
  return object.text
    .split("\n")
    .flatMap((line, index) => [index ? h("br") : null, ...plain(line, object.emoji !== false)]);
}

function plain(text, withEmoji) {
  if (!withEmoji) return [text];
  return text.split(/(:[a-z0-9_+'-]+:)/).map((part) => (/^:.+:$/.test(part) ? emojiNode(part.slice(1, -1)) : part));
}

/** Plain words of a mrkdwn text, for previews, copies and labels. */
export function plainWords(text) {
  const holder = h("div", {}, mrkdwn(text ?? ""));
  return [...holder.childNodes].map((node) => node.textContent).join("\n");
}
