// Between what a person types and Slack's message format (escapes, mentions, links).
import { unescape } from "./mrkdwn.js";
import { nameOf, state } from "./state.js";

const CODE = /(```[\s\S]*?```|`[^`\n]*`)/;
const escapeText = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const escapePattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Typed text as a Slack message text. */
export function encode(text) {
  const targets = mentionTargets();
  const pattern = tokenPattern(targets);
  return escapeText(text)
    .split(CODE)
    .map((part, index) => (index % 2 ? part : part.replace(pattern, (found) => token(found, targets))))
    .join("");
}

function mentionTargets() {
  const targets = new Map(["here", "channel", "everyone"].map((range) => [`@${range}`, `<!${range}>`]));
  for (const channel of state.channels.values())
    if (!channel.is_im) targets.set(`#${channel.name}`, `<#${channel.id}|${channel.name}>`);
  for (const user of state.users.values()) {
    for (const name of [user.name, user.real_name]) if (name) targets.set(`@${escapeText(name)}`, `<@${user.id}>`);
  }
  return targets;
}

function tokenPattern(targets) {
  const names = [...targets.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const mail = "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+";
  const url = "https?://[^\\s<>]*[^\\s<>.,;:!?)\\]、。」]";
  return new RegExp(`${url}|${mail}|(?<![\\w])(?:${names.join("|")})(?![A-Za-z0-9_-])`, "g");
}

function token(found, targets) {
  if (targets.has(found)) return targets.get(found);
  return /^https?:/.test(found) ? `<${found}>` : `<mailto:${found}|${found}>`;
}

/** A Slack message text as a person would type it, for editing. */
export function decode(text) {
  return unescape(
    text
      .replace(/<@([UW]\w+)(?:\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
      .replace(/<#(\w+)(?:\|([^>]*))?>/g, (_, id, label) => `#${state.channels.get(id)?.name ?? label ?? id}`)
      .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
      .replace(/<(?:mailto:|tel:)?([^<>|]+)(?:\|([^<>]*))?>/g, (_, target, label) => label ?? target),
  );
}
