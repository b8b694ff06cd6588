// Single and multiple select menus: a combobox with typeahead over a list box.
import { ApiError } from "./api.js";
import { h, fill, uid } from "./dom.js";
import { VALUE_FIELD } from "./form.js";
import { failure, t } from "./i18n.js";
import { icon } from "./icons.js";
import { itemOf, itemsFor } from "./options.js";
import { closePopover, openPopover, replace } from "./popover.js";

const TYPING_PAUSE_MS = 250;

/** A select element. `context.change(element, value, node)` gets the new value. */
export function select(element, context) {
  return new Select(element, context).node;
}

class Select {
  constructor(element, context) {
    this.element = element;
    this.context = context;
    this.many = element.type.startsWith("multi_");
    this.field = VALUE_FIELD[element.type];
    this.listId = uid("list");
    this.active = -1;
    this.items = [];
    this.build();
    this.show();
  }

  // A short list needs no keyboard over it on a phone.
  get isShort() {
    const { options, option_groups: groups } = this.element;
    const count = (options ?? groups?.flatMap((group) => group.options))?.length ?? Infinity;
    return count <= 12 && matchMedia("(pointer: coarse)").matches;
  }

  get chosen() {
    const stored = this.context.value(this.element)?.[this.field];
    return this.many ? (stored ?? []) : stored ? [stored] : [];
  }

  build() {
    const { element, context } = this;
    this.input = h("input", {
      class: "select-input",
      role: "combobox",
      type: "text",
      autocomplete: "off",
      inputmode: this.isShort ? "none" : undefined,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.listId,
      "aria-label": context.label ?? element.placeholder?.text ?? t("select"),
      on: {
        input: () => this.search(TYPING_PAUSE_MS),
        keydown: (event) => this.onKey(event),
        blur: () => this.onBlur(),
      },
    });
    this.chips = h("span", { class: "chips" });
    this.clear = h(
      "button",
      { type: "button", class: "select-clear", "aria-label": t("clear"), on: { click: () => this.setChosen([]) } },
      icon("close", 14),
    );
    this.node = h(
      "div",
      {
        class: ["select", this.many && "many"],
        data: { actionId: element.action_id, blockId: context.block.block_id },
      },
      this.chips,
      this.input,
      this.clear,
      h("span", { class: "select-arrow" }, icon("down", 14)),
    );
    this.node.addEventListener("click", (event) => !event.target.closest("button") && this.open());
  }

  show() {
    const items = this.chosen.map(itemOf);
    this.input.value = this.many ? "" : (items[0]?.text ?? "");
    const hint = this.element.placeholder?.text ?? t(this.many ? "select_many" : "select");
    this.input.placeholder = items.length ? "" : hint;
    this.clear.hidden = this.many || !items.length || !this.context.block.optional;
    fill(this.chips, this.many ? items.map((item) => this.chip(item)) : []);
  }

  chip(item) {
    const drop = () => {
      this.setChosen(this.chosen.filter((raw) => itemOf(raw).key !== item.key));
    };
    const label = `${t("remove")}: ${item.text}`;
    return h(
      "span",
      { class: "chip" },
      item.text,
      h("button", { type: "button", "aria-label": label, on: { click: drop } }, icon("close", 12)),
    );
  }

  open(query = "") {
    if (this.list) return;
    this.before = JSON.stringify(this.chosen);
    this.input.focus();
    if (!query) this.input.select();
    this.list = h("div", { class: "listbox", role: "listbox", id: this.listId, "aria-multiselectable": this.many });
    // Keeps the focus in the input while an option is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    openPopover(this.node, this.list, { width: Math.max(this.node.offsetWidth, 220), onClose: () => this.closed() });
    this.input.setAttribute("aria-expanded", "true");
    this.search(0, query);
  }

  closed() {
    this.list = null;
    clearTimeout(this.timer);
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.show();
    // Slack reports a multiple select once, when its menu closes.
    if (this.many && this.before !== JSON.stringify(this.chosen)) this.report();
  }

  onBlur() {
    setTimeout(() => this.list && !this.list.contains(document.activeElement) && closePopover(), 150);
  }

  search(pause, query = this.input.value) {
    if (!this.list) return this.open(query);
    clearTimeout(this.timer);
    this.query = query;
    const external = this.element.type.includes("external");
    const least = external ? (this.element.min_query_length ?? 3) : 0;
    if (query.length < least) return this.message(t("type_more", { n: least }));
    this.timer = setTimeout(() => this.load(query), external ? pause : 0);
  }

  async load(query) {
    if (this.element.type.includes("external")) this.message(t("loading"));
    try {
      const items = await itemsFor(this.element, this.context, query);
      if (!this.list || query !== this.query) return;
      this.items = items;
      this.draw();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.message(failure(error));
    }
  }

  message(text) {
    this.items = [];
    if (this.list) fill(this.list, h("div", { class: "listbox-empty", role: "status" }, text));
    replace();
  }

  draw() {
    if (!this.items.length) return this.message(t("no_options"));
    const chosen = new Set(this.chosen.map((raw) => itemOf(raw).key));
    let group;
    const rows = this.items.flatMap((item, index) => {
      const head = item.group && item.group !== group ? h("div", { class: "listbox-group" }, item.group) : null;
      group = item.group;
      return [head, this.option(item, index, chosen.has(item.key))];
    });
    fill(this.list, rows);
    replace();
    this.activate(this.items.findIndex((item) => chosen.has(item.key)));
  }

  option(item, index, selected) {
    const pick = (event) => {
      event.preventDefault();
      this.pick(index);
    };
    return h(
      "div",
      {
        class: "option",
        role: "option",
        id: `${this.listId}-${index}`,
        "aria-selected": String(selected),
        data: { value: item.key },
        on: { click: pick },
      },
      h("span", { class: "option-check" }, selected ? icon("check", 14) : null),
      h("span", { class: "option-text" }, item.text, item.hint ? h("span", { class: "option-hint" }, item.hint) : null),
    );
  }

  activate(index) {
    this.active = index;
    const options = [...(this.list?.querySelectorAll("[role=option]") ?? [])];
    options.forEach((node, at) => node.classList.toggle("active", at === index));
    options[index]?.scrollIntoView({ block: "nearest" });
    if (options[index]) this.input.setAttribute("aria-activedescendant", options[index].id);
  }

  onKey(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!this.list) this.open();
      else if (this.items.length) this.activate((this.active + step + this.items.length) % this.items.length);
    } else if (event.key === "Enter" && this.list) {
      event.preventDefault();
      this.pick(Math.max(this.active, 0));
    } else if (event.key === "Backspace" && this.many && !this.input.value) {
      this.setChosen(this.chosen.slice(0, -1));
    } else if (event.key === "Tab") closePopover();
  }

  pick(index) {
    const item = this.items[index];
    if (!item) return;
    if (!this.many) {
      closePopover();
      this.setChosen([item.raw]);
      return;
    }
    const rest = this.chosen.filter((raw) => itemOf(raw).key !== item.key);
    const added = rest.length === this.chosen.length;
    if (added && rest.length >= (this.element.max_selected_items ?? Infinity)) return;
    this.setChosen(added ? [...rest, item.raw] : rest);
    this.draw();
  }

  setChosen(raws) {
    this.context.store(this.element, { type: this.element.type, [this.field]: this.many ? raws : (raws[0] ?? null) });
    this.show();
    if (!this.many || !this.list) this.report();
  }

  report() {
    this.context.report(this.element, this.node);
  }
}
