// An app's page: its Home tab and the direct messages with it.
import { blocksNode, drawBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { Form } from "./form.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { state } from "./state.js";

const form = new Form();
let shownId = null;
let holder = null;

/** Node of the acting person's Home view; redrawn in place as long as it is the same view. */
export function homeNode() {
  const view = state.home;
  if (!view)
    return h(
      "div",
      { class: "home empty" },
      icon("app", 40),
      h("h3", {}, t("home_empty")),
      h("p", {}, t("home_empty_hint")),
    );
  form.adopt(view.blocks);
  const surface = { form, container: { type: "view", view_id: view.id } };
  if (shownId !== view.id || !holder) holder = blocksNode(view.blocks, surface);
  else drawBlocks(holder, view.blocks, surface);
  shownId = view.id;
  return h(
    "div",
    { class: "home", data: { viewId: view.id }, tabindex: "0" },
    h("div", { class: "home-inner" }, holder),
  );
}
