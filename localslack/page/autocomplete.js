// Suggestions while typing: /commands, @people, #channels and :emoji:.
import { h } from "./dom.js";
import { findEmoji } from "./emoji.js";
import { shortcutMark } from "./messagemenu.js";
import { avatar } from "./people.js";
import { closePopover, openPopover } from "./popover.js";
import { nameOf, state } from "./state.js";

const MOST = 8;

/** Attach suggestions to a textarea. Returns a key handler that answers true when it used the key. */
export function suggestFor(area, anchor, { commands = true } = {}) {
  let list = null;
  let items = [];
  let active = 0;

  const close = () => list && closePopover();

  const choose = (index) => {
    const { start, insert } = items[index];
    const end = area.selectionStart;
    area.setRangeText(insert, start, end, "end");
    close();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const show = () => {
    if (!list) {
      list = h("div", { class: "suggestions", role: "listbox" });
      openPopover(anchor, list, { width: Math.min(anchor.offsetWidth, 460), onClose: () => (list = null) });
    }
    list.replaceChildren(...items.map((item, index) => row(item, index === active, () => choose(index))));
    anchor.dispatchEvent(new Event("resize"));
    placeAbove(anchor, list);
  };

  area.addEventListener("input", () => {
    items = suggestions(area.value.slice(0, area.selectionStart), commands);
    active = 0;
    if (items.length) show();
    else close();
  });
  area.addEventListener("blur", () => setTimeout(() => list && !list.contains(document.activeElement) && close(), 150));

  return (event) => {
    if (!list || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      active = (active + step + items.length) % items.length;
      show();
    } else if (event.key === "Tab" || (event.key === "Enter" && !items[active].complete)) choose(active);
    else return false;
    event.preventDefault();
    return true;
  };
}

function placeAbove(anchor, list) {
  list.style.top = `${Math.max(6, anchor.getBoundingClientRect().top - list.offsetHeight - 6)}px`;
}

function row(item, selected, pick) {
  const take = (event) => {
    event.preventDefault();
    pick();
  };
  return h(
    "div",
    {
      class: ["suggestion", selected && "active"],
      role: "option",
      "aria-selected": String(selected),
      data: { suggestion: item.insert.trim() },
      on: { pointerdown: take },
    },
    h("span", { class: "suggestion-mark" }, item.mark()),
    h(
      "span",
      { class: "suggestion-text" },
      h("strong", {}, item.label),
      item.hint ? h("span", { class: "suggestion-hint" }, item.hint) : null,
    ),
  );
}

/** Suggestions for the text before the cursor: {start, insert, label, hint, mark, complete}. */
function suggestions(before, commands) {
  if (commands && /^\/\S*$/.test(before)) return commandRows(before);
  const match = before.match(/(?:^|[^\w&])([@#:])([^\s@#:]*)$/u);
  if (!match) return [];
  const [, sign, query] = match;
  const start = before.length - query.length - 1;
  const rows = SOURCES[sign](query.toLowerCase());
  return rows.slice(0, MOST).map((one) => ({ ...one, start }));
}

function commandRows(before) {
  return state.commands
    .filter((one) => one.command.startsWith(before))
    .slice(0, MOST)
    .map((one) => ({
      start: 0,
      insert: `${one.command} `,
      label: `${one.command} ${one.usage_hint ?? ""}`.trim(),
      hint: one.description,
      mark: () => shortcutMark(one),
      complete: one.command === before,
    }));
}

function people(query) {
  const found = [...state.users.values()].filter(
    (user) => !user.deleted && `${user.name} ${user.real_name}`.toLowerCase().includes(query),
  );
  return found.map((user) => ({
    insert: `@${nameOf(user.id)} `,
    label: nameOf(user.id),
    hint: `@${user.name}`,
    mark: () => avatar(user.id, "tiny"),
  }));
}

function channels(query) {
  const found = [...state.channels.values()].filter((channel) => !channel.is_im && channel.name.includes(query));
  return found.map((channel) => ({ insert: `#${channel.name} `, label: `#${channel.name}`, mark: () => "#" }));
}

const emoji = (query) =>
  query.length < 2
    ? []
    : findEmoji(query, MOST).map(([name, character]) => ({
        insert: `:${name}: `,
        label: `:${name}:`,
        mark: () => character,
      }));

const SOURCES = { "@": people, "#": channels, ":": emoji };
