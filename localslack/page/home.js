// An app's Home tab.
import { drawBlocks } from "./blocks.js";
import { h, fill } from "./dom.js";
import { Form } from "./form.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { state } from "./state.js";

const form = new Form();
const holder = h("div", { class: "blocks" });
const page = h("div", { class: "home", tabindex: "0" });

/** The one node of the acting person's Home view, brought up to date in place. */
export function homeNode() {
  const view = state.home;
  if (!view) return fill(page, nothingYet());
  form.adopt(view.blocks);
  if (page.dataset.viewId !== view.id) holder.blockNodes = null;
  drawBlocks(holder, view.blocks, { form, container: { type: "view", view_id: view.id } });
  page.dataset.viewId = view.id;
  if (!holder.isConnected) fill(page, h("div", { class: "home-inner" }, holder));
  return page;
}

const nothingYet = () =>
  h("div", { class: "home-empty" }, icon("app", 40), h("h3", {}, t("home_empty")), h("p", {}, t("home_empty_hint")));
