// A picture over the whole window.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

/** Show the picture at `address` large; a click outside, X or Escape closes. */
export function openLightbox(address, name, caption = "") {
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const bar = h(
    "div",
    { class: "lightbox-bar" },
    h("div", { class: "lightbox-name" }, h("strong", {}, name), caption ? h("span", {}, caption) : null),
    h("a", { class: "icon-button", href: address, download: name, "aria-label": t("download") }, icon("download")),
    h(
      "button",
      { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: close } },
      icon("close"),
    ),
  );
  const dialog = h(
    "dialog",
    { class: "lightbox", "aria-label": name },
    bar,
    h("div", { class: "lightbox-stage" }, h("img", { src: address, alt: name })),
  );
  dialog.addEventListener("click", (event) => event.target.tagName !== "IMG" && !bar.contains(event.target) && close());
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
