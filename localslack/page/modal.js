// Modals: the top view of the person's stack, kept in step with what the app opens, updates and closes.
import { ApiError, post } from "./api.js";
import { drawBlocks, showInputError } from "./blocks.js";
import { h, fill } from "./dom.js";
import { Form } from "./form.js";
import { failure, t } from "./i18n.js";
import { icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";
import { closePopover } from "./popover.js";
import { appOf, loadViews, on, state } from "./state.js";
import { problemsOf } from "./validate.js";

let dialog = null;
const drawn = new Map(); // view id -> Modal, so that lower views keep what was typed

/** Show the stack now and whenever it changes. */
export function startModals() {
  on("views", showStack);
}

function showStack() {
  const { stack } = state;
  const ids = new Set(stack.map((view) => view.id));
  for (const id of drawn.keys()) if (!ids.has(id)) drawn.delete(id);
  if (!stack.length) return closeDialog();
  for (const view of stack) {
    if (!drawn.has(view.id)) drawn.set(view.id, new Modal(view));
    else drawn.get(view.id).update(view);
  }
  showTop(drawn.get(stack[stack.length - 1].id));
}

function closeDialog() {
  dialog?.close();
  dialog?.remove();
  dialog = null;
}

function showTop(modal) {
  if (!dialog) {
    dialog = h("dialog", { class: "dialog modal" });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      drawn.get(dialog.dataset.viewId)?.close();
    });
    document.body.append(dialog);
  }
  const toasts = dialog.querySelector(":scope > .toasts");
  dialog.dataset.viewId = modal.view.id;
  dialog.dataset.callbackId = modal.view.callback_id ?? "";
  dialog.setAttribute("aria-label", modal.view.title?.text ?? "");
  if (modal.node.parentNode !== dialog) {
    closePopover();
    dialog.replaceChildren(modal.node, ...(toasts ? [toasts] : []));
  }
  if (!dialog.open) {
    dialog.showModal();
    modal.focusFirst();
  }
}

class Modal {
  constructor(view) {
    this.form = new Form();
    this.body = h("div", { class: "dialog-body blocks" });
    this.problem = h("div", { class: "modal-problem", role: "alert", hidden: true });
    this.head = h("header", { class: "dialog-head" });
    this.foot = h("footer", { class: "dialog-foot" });
    this.node = h("form", { class: "modal-form", novalidate: true, on: { submit: (event) => this.onSubmit(event) } });
    this.node.append(this.head, this.problem, this.body, this.foot);
    // Enter in a single-line input must not submit by the first button it finds.
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.update(view);
  }

  update(view) {
    const same = this.view && JSON.stringify(this.view) === JSON.stringify(view) && this.depth === this.level(view);
    this.view = view;
    if (same) return;
    this.depth = this.level(view);
    this.form.adopt(view.blocks);
    drawBlocks(this.body, view.blocks, { form: this.form, container: { type: "view", view_id: view.id } });
    this.drawHead();
    this.drawFoot();
    this.setBusy(false);
  }

  level(view) {
    return state.stack.findIndex((one) => one.id === view.id);
  }

  drawHead() {
    const app = appOf(this.view);
    const back =
      this.depth > 0
        ? iconButton("back", t("back"), () => this.close())
        : h("span", { class: "avatar app small", "aria-hidden": "true" }, app?.name?.[0] ?? "A");
    fill(
      this.head,
      back,
      h("h2", { class: "dialog-title" }, textObject(this.view.title)),
      iconButton("close", t("close"), () => this.closeAll()),
    );
  }

  drawFoot() {
    const { close, submit, blocks } = this.view;
    const hasInputs = blocks.some((block) => block.type === "input");
    const closeText = close ? textObject(close) : t(hasInputs || submit ? "cancel" : "close");
    this.closeButton = h(
      "button",
      { type: "button", class: "button", data: { modal: "close" }, on: { click: () => this.close() } },
      closeText,
    );
    this.submitButton =
      submit || hasInputs
        ? h(
            "button",
            { type: "submit", class: "button primary", data: { modal: "submit" } },
            submit ? textObject(submit) : t("save"),
          )
        : null;
    fill(this.foot, this.closeButton, this.submitButton);
  }

  focusFirst() {
    const first = this.body.querySelector("[autofocus]") ?? this.body.querySelector("input:not([type=file]), textarea");
    const coarse = matchMedia("(pointer: coarse)").matches;
    (coarse ? this.head.querySelector("button") : (first ?? this.submitButton ?? this.closeButton))?.focus({
      preventScroll: true,
    });
  }

  onKey(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.target.matches("input:not([role=combobox])") && (event.ctrlKey || event.metaKey))
      this.node.requestSubmit();
    else if (event.target.matches("input")) event.preventDefault();
  }

  async onSubmit(event) {
    event.preventDefault();
    if (this.busy || !this.submitButton) return;
    const problems = problemsOf(this.view.blocks, this.form);
    this.showErrors(problems);
    if (Object.keys(problems).length) return;
    this.setBusy(true);
    try {
      const answer = await post("/ui/view/submit", { view_id: this.view.id, values: this.form.values() });
      this.showErrors(answer.errors ?? {});
    } catch (error) {
      this.failed(error);
    }
    this.setBusy(false);
    await loadViews();
  }

  failed(error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.body.errors) this.showErrors(error.body.errors);
    else this.showProblem(failure(error));
  }

  showErrors(errors) {
    this.showProblem("");
    let first = null;
    for (const block of this.view.blocks) {
      const node = showInputError(this.body, block.block_id, errors[block.block_id]);
      if (errors[block.block_id]) first ??= node;
    }
    first?.scrollIntoView({ block: "center" });
    first?.querySelector("input, textarea")?.focus({ preventScroll: true });
  }

  showProblem(text) {
    this.problem.hidden = !text;
    fill(this.problem, text ? [icon("warning"), text] : []);
  }

  setBusy(busy) {
    this.busy = busy;
    this.node.classList.toggle("waiting", busy);
    this.node.setAttribute("aria-busy", String(busy));
    if (this.submitButton) this.submitButton.disabled = busy;
    this.body.inert = busy;
  }

  /** Close this view; the one below shows again. */
  async close() {
    await post("/ui/view/close", { view_id: this.view.id }).catch((error) => this.failed(error));
    await loadViews();
  }

  /** The X closes the whole stack, as in Slack. */
  async closeAll() {
    await post("/ui/view/close", { view_id: this.view.id, clear: true }).catch((error) => this.failed(error));
    await loadViews();
  }
}

const iconButton = (name, label, run) =>
  h("button", { type: "button", class: "icon-button", "aria-label": label, on: { click: run } }, icon(name));
