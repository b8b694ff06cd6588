// Dialogs on the browser's own <dialog>, which keeps the focus inside and closes on Escape.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { closePopover } from "./popover.js";

/** A shown dialog: header with title and X, body nodes, footer nodes. onClose runs on X and Escape. */
export function openDialog({ title, body, footer, onClose, className = "", data }) {
  const dismiss = () => {
    dialog.close();
    dialog.remove();
    onClose?.();
  };
  const close = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: dismiss } },
    icon("close"),
  );
  const head = h("header", { class: "dialog-head" }, h("h2", { class: "dialog-title" }, title), close);
  const dialog = h("dialog", { class: `dialog ${className}`, "aria-label": plainTitle(title), data }, head);
  dialog.append(h("div", { class: "dialog-body" }, body));
  if (footer) dialog.append(h("footer", { class: "dialog-foot" }, footer));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dismiss();
  });
  document.body.append(dialog);
  closePopover();
  dialog.showModal();
  return dialog;
}

const plainTitle = (title) => (typeof title === "string" ? title : (title?.textContent ?? ""));

/** A button of the page's own style: kind "primary", "danger" or "". */
export function textButton(label, onClick, kind = "", attributes = {}) {
  return h("button", { type: "button", class: ["button", kind], on: { click: onClick }, ...attributes }, label);
}

/** Ask before acting. Resolves true when confirmed; texts may be strings or nodes. */
export function ask({ title, text, confirm = t("yes"), deny = t("no"), style = "primary" }) {
  return new Promise((resolve) => {
    const answer = (yes) => () => {
      dialog.close();
      dialog.remove();
      resolve(yes);
    };
    const dialog = openDialog({
      title,
      body: h("div", { class: "confirm-text" }, text),
      footer: [
        textButton(deny, answer(false), "", { "data-confirm": "deny" }),
        textButton(confirm, answer(true), style, { "data-confirm": "confirm" }),
      ],
      onClose: () => resolve(false),
      className: "confirm",
    });
    dialog.querySelector("[data-confirm=confirm]").focus();
  });
}
