// Floating panels: menus, lists and pickers that belong to a control.
import { h } from "./dom.js";

const GAP = 6;
let current = null;

/** Show `panel` next to `anchor`; returns a function that closes it. Only one is open at a time. */
export function openPopover(anchor, panel, { align = "start", onClose = () => {}, width } = {}) {
  closePopover();
  const host = anchor.closest("dialog") ?? document.body;
  panel.classList.add("popover");
  if (width) panel.style.width = `${width}px`;
  host.append(panel);
  const place = () => position(anchor, panel, align);
  place();
  current = { anchor, panel, onClose, place, back: document.activeElement };
  document.addEventListener("pointerdown", onOutside, true);
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("resize", closePopover);
  window.addEventListener("scroll", onScroll, true);
  return closePopover;
}

/** Close the open popover, if any. */
export function closePopover() {
  if (!current) return;
  const { panel, onClose } = current;
  current = null;
  document.removeEventListener("pointerdown", onOutside, true);
  document.removeEventListener("keydown", onKey, true);
  window.removeEventListener("resize", closePopover);
  window.removeEventListener("scroll", onScroll, true);
  panel.remove();
  onClose();
}

export const popoverOf = (anchor) => (current?.anchor === anchor ? current.panel : null);

/** Place the open popover again after its content changed. */
export const replace = () => current?.place();

function onOutside(event) {
  if (!current.panel.contains(event.target) && !current.anchor.contains(event.target)) closePopover();
}

function onScroll(event) {
  if (current && !current.panel.contains(event.target)) current.place();
}

function onKey(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  const { anchor } = current;
  closePopover();
  (anchor.matches("button, input") ? anchor : anchor.querySelector("button, input"))?.focus();
}

function position(anchor, panel, align) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = innerHeight - box.bottom - GAP;
  const up = below < height && box.top > below;
  const top = up ? Math.max(GAP, box.top - height - GAP) : Math.min(box.bottom + GAP, innerHeight - height - GAP);
  const left = align === "end" ? box.right - width : box.left;
  panel.style.top = `${Math.max(GAP, top)}px`;
  panel.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
}

/**
 * A menu of actions. items: {label, icon?, hint?, run, danger?, data?} or {heading} or {rule: true}.
 * Arrow keys move, Enter chooses.
 */
export function openMenu(anchor, items, { label, align = "end" } = {}) {
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label }, items.map(menuItem));
  menu.addEventListener("keydown", moveInMenu);
  openPopover(anchor, menu, { align, onClose: () => anchor.setAttribute("aria-expanded", "false") });
  anchor.setAttribute("aria-expanded", "true");
  menu.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
  return menu;
}

function menuItem(item) {
  if (item.rule) return h("hr", { class: "menu-rule" });
  if (item.heading) return h("div", { class: "menu-heading" }, item.heading);
  if (item.node) return item.node;
  const run = () => {
    closePopover();
    item.run();
  };
  return h(
    "button",
    {
      type: "button",
      role: "menuitem",
      class: ["menu-item", item.danger && "danger"],
      data: item.data,
      on: { click: run },
    },
    item.icon ? h("span", { class: "menu-icon" }, item.icon) : null,
    h("span", { class: "menu-label" }, item.label, item.hint ? h("span", { class: "menu-hint" }, item.hint) : null),
  );
}

function moveInMenu(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length]?.focus();
}
