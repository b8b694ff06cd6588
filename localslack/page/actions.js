// Sends what a person did with an interactive element to the app.
import { ApiError, post } from "./api.js";
import { ask } from "./dialog.js";
import { h } from "./dom.js";
import { failure, t } from "./i18n.js";
import { icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";
import { toast } from "./toast.js";

/** Show the element's confirm dialog, if it has one. Resolves false when the person declined. */
export function confirmed({ confirm }) {
  if (!confirm) return Promise.resolve(true);
  return ask({
    title: h("span", {}, textObject(confirm.title ?? { type: "plain_text", text: t("sure") })),
    text: textObject(confirm.text),
    confirm: h("span", {}, textObject(confirm.confirm ?? { type: "plain_text", text: t("yes") })),
    deny: h("span", {}, textObject(confirm.deny ?? { type: "plain_text", text: t("no") })),
    style: confirm.style === "danger" ? "danger" : "primary",
  });
}

/**
 * Fire block_actions for one element. `payload` is the element's value ({value}, {selected_option}, …);
 * `node` shows that the app is working, and the failure if there is one.
 */
export async function runAction({ surface, block }, element, payload, node) {
  node.classList.add("busy");
  node.setAttribute("aria-busy", "true");
  clearMark(node);
  try {
    await post("/ui/action", {
      container: surface.container,
      block_id: block.block_id,
      action_id: element.action_id,
      payload,
      state: { values: surface.form.values() },
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    mark(node, failure(error));
  } finally {
    node.classList.remove("busy");
    node.removeAttribute("aria-busy");
  }
}

const MARK = "action-error";

function mark(node, text) {
  toast(text, "error");
  node.insertAdjacentElement("afterend", h("span", { class: MARK, title: text }, icon("warning", 16)));
}

function clearMark(node) {
  if (node.nextElementSibling?.classList.contains(MARK)) node.nextElementSibling.remove();
}
