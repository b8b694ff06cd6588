// The `markdown` block: the common subset of Markdown that Slack shows, as DOM nodes.
import { h } from "./dom.js";
import { emojiNode, link, userMention } from "./mrkdwn.js";

/** Nodes of a Markdown text: headings, lists, quotes, code, rules, tables, paragraphs. */
export function markdown(text) {
  const rows = text.split("\n");
  const nodes = [];
  for (let at = 0; at < rows.length;) {
    const [node, used] = blockAt(rows, at);
    if (node) nodes.push(node);
    at += used;
  }
  return nodes;
}

const BLOCKS = [
  [/^```/, fence],
  [/^#{1,6}\s/, heading],
  [/^\s*([-*_])(\s*\1){2,}\s*$/, () => [h("hr", { class: "divider" }), 1]],
  [/^>/, quote],
  [/^\s*([-*+]|\d+[.)])\s/, list],
  [/^\s*\|.*\|\s*$/, table],
  [/^\s*$/, () => [null, 1]],
];

function blockAt(rows, at) {
  const kind = BLOCKS.find(([start]) => start.test(rows[at]));
  return kind ? kind[1](rows, at) : paragraph(rows, at);
}

const isPlain = (row) => !BLOCKS.some(([start]) => start.test(row));

function takeWhile(rows, at, holds) {
  let end = at;
  while (end < rows.length && holds(rows[end])) end += 1;
  return rows.slice(at, end);
}

function fence(rows, at) {
  const body = takeWhile(rows, at + 1, (row) => !row.startsWith("```"));
  return [h("pre", { class: "code-block" }, h("code", {}, body.join("\n"))), body.length + 2];
}

function heading(rows, at) {
  const [, marks, words] = rows[at].match(/^(#+)\s+(.*?)\s*#*$/);
  return [
    h("div", { class: `md-heading md-h${marks.length}`, role: "heading", "aria-level": marks.length }, inline(words)),
    1,
  ];
}

function quote(rows, at) {
  const body = takeWhile(rows, at, (row) => row.startsWith(">"));
  return [
    h("blockquote", { class: "quote" }, markdown(body.map((row) => row.replace(/^> ?/, "")).join("\n"))),
    body.length,
  ];
}

function list(rows, at) {
  const body = takeWhile(rows, at, (row) => BLOCKS[4][0].test(row));
  const ordered = /^\s*\d/.test(body[0]);
  const items = body.map((row) => {
    const [, indent, words] = row.match(/^(\s*)(?:[-*+]|\d+[.)])\s+(.*)$/) ?? [null, "", row];
    return h("li", { class: `indent-${Math.min(Math.floor(indent.length / 2), 5)}` }, task(words));
  });
  return [h(ordered ? "ol" : "ul", { class: "rich-list" }, items), body.length];
}

function task(words) {
  const box = words.match(/^\[([ xX])\]\s+(.*)$/);
  return box ? [box[1] === " " ? "☐ " : "☑ ", inline(box[2])] : inline(words);
}

function table(rows, at) {
  const body = takeWhile(rows, at, (row) => BLOCKS[5][0].test(row));
  const cells = body.map((row) =>
    row
      .trim()
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  const ruled = cells[1]?.every((cell) => /^:?-+:?$/.test(cell));
  const head = ruled
    ? h(
        "thead",
        {},
        h(
          "tr",
          {},
          cells[0].map((cell) => h("th", {}, inline(cell))),
        ),
      )
    : null;
  const lines = (ruled ? cells.slice(2) : cells).map((row) =>
    h(
      "tr",
      {},
      row.map((cell) => h("td", {}, inline(cell))),
    ),
  );
  return [
    h("div", { class: "table-scroll" }, h("table", { class: "table" }, head, h("tbody", {}, lines))),
    body.length,
  ];
}

function paragraph(rows, at) {
  const body = takeWhile(rows, at, isPlain);
  return [
    h(
      "p",
      { class: "md-paragraph" },
      body.flatMap((row, index) => [index ? h("br") : null, inline(row)]),
    ),
    body.length,
  ];
}

const TOKEN = new RegExp(
  [
    "`([^`]+)`",
    "\\*\\*(?=\\S)(.+?)\\*\\*",
    "(?<![\\p{L}\\p{N}])__(?=\\S)(.+?)__(?![\\p{L}\\p{N}])",
    "~~(.+?)~~",
    "\\*(?=\\S)([^*]+?)\\*",
    "(?<![\\p{L}\\p{N}_])_(?=\\S)([^_]+?)_(?![\\p{L}\\p{N}_])",
    "!?\\[([^\\]]*)\\]\\(([^)\\s]+)\\)",
    "<@([UW][A-Z0-9]+)>",
    "<?(https?://[^\\s<>)]+)>?",
    ":([a-z0-9_+'-]+):",
    "\\\\([\\\\`*_{}\\[\\]()#+.!~>|-])",
  ].join("|"),
  "gu",
);

function inline(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    nodes.push(text.slice(at, match.index), marked(match));
    at = match.index + match[0].length;
  }
  return [...nodes, text.slice(at)];
}

function marked([, code, bold, bold2, strike, italic, italic2, label, target, user, url, emoji, escaped]) {
  if (code !== undefined) return h("code", { class: "code" }, code);
  if (bold ?? bold2) return h("strong", {}, inline(bold ?? bold2));
  if (strike) return h("s", {}, inline(strike));
  if (italic ?? italic2) return h("em", {}, inline(italic ?? italic2));
  if (target) return link(target, label || target);
  if (user) return userMention(user);
  if (url) return link(url, url);
  return emoji ? emojiNode(emoji) : escaped;
}
