// Short notices at the bottom of the window.
import { h } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_MS = 6000;

/** Show a notice; kind "info" or "error". The text is announced to screen readers. */
export function toast(text, kind = "info") {
  const node = h(
    "div",
    { class: `toast ${kind}`, role: kind === "error" ? "alert" : "status" },
    kind === "error" ? icon("warning") : null,
    h("span", {}, text),
  );
  // An open <dialog> covers everything outside it, so the notice goes inside the top one.
  const dialogs = document.querySelectorAll("dialog[open]");
  const host = dialogs[dialogs.length - 1] ?? document.body;
  let holder = host.querySelector(":scope > .toasts");
  if (!holder) host.append((holder = h("div", { class: "toasts" })));
  holder.append(node);
  setTimeout(() => node.remove(), SHOWN_MS);
}
