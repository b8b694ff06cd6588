// Block Kit blocks as DOM nodes. Reference: docs.slack.dev/reference/block-kit/blocks.
import { element } from "./elements.js";
import { confirmed, runAction } from "./actions.js";
import { h, reconcile, safeUrl, uid } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { link, textObject } from "./mrkdwn.js";
import { picture, smallPicture } from "./pictures.js";
import { richText } from "./richtext.js";

/**
 * Draw `blocks` into `holder`, keeping the nodes (and so focus and cursor) of blocks that did not change.
 * surface: {form, container}; container says where an action happened, as the server's `/ui/action` wants it.
 */
export function drawBlocks(holder, blocks, surface) {
  const old = holder.blockNodes ?? new Map();
  const fresh = new Map();
  const nodes = blocks.map((block, index) => {
    const key = `${index} ${JSON.stringify(block)}`;
    const node = old.get(key) ?? blockNode(block, surface);
    fresh.set(key, node);
    return node;
  });
  holder.blockNodes = fresh;
  reconcile(holder, nodes);
  return holder;
}

/** A new holder with the blocks drawn into it. */
export const blocksNode = (blocks, surface) => drawBlocks(h("div", { class: "blocks" }), blocks, surface);

function blockNode(block, surface) {
  const make = BLOCKS[block.type];
  const content = make
    ? make(block, surface)
    : h("span", { class: "unknown" }, t("unknown_block", { name: block.type }));
  return h(
    "div",
    { class: `block block-${block.type}`, data: { blockId: block.block_id, blockType: block.type } },
    content,
  );
}

/** What an element needs to know of its surroundings. */
function contextOf(block, surface, label) {
  const dispatches = block.type !== "input" || block.dispatch_action === true;
  return {
    block,
    surface,
    label,
    value: (spec) => surface.form.get(block.block_id, spec.action_id),
    store: (spec, value) => surface.form.set(block.block_id, spec.action_id, value),
    report: async (spec, node) => {
      if (!dispatches || !(await confirmed(spec))) return;
      await runAction({ block, surface }, spec, surface.form.get(block.block_id, spec.action_id), node);
    },
  };
}

function section(block, surface) {
  const label = block.text ? block.text.text.slice(0, 80) : undefined;
  const accessory = block.accessory ? element(block.accessory, contextOf(block, surface, label)) : null;
  const body = h(
    "div",
    { class: "section-body" },
    block.text ? h("div", { class: "section-text" }, textObject(block.text)) : null,
    block.fields
      ? h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("div", { class: "section-field" }, textObject(field))),
        )
      : null,
  );
  return h(
    "div",
    { class: ["section-row", block.accessory && `with-${block.accessory.type}`] },
    body,
    accessory ? h("div", { class: "accessory" }, accessory) : null,
  );
}

function image(block) {
  const title = block.title ? h("div", { class: "image-title" }, textObject(block.title)) : null;
  return h("figure", { class: "image-figure" }, title, picture(block, "image-picture", block.title?.text));
}

function input(block, surface) {
  const id = uid("label");
  const spec = block.element;
  const node = element(spec, contextOf(block, surface, block.label.text));
  const target = node.matches("input, textarea") ? node : node.querySelector("input, textarea");
  const errorId = `${id}-error`;
  if (target && !["checkbox", "radio"].includes(target.type)) target.id ||= id;
  target?.setAttribute("aria-describedby", errorId);
  const optional = block.optional ? h("span", { class: "optional" }, " ", t("optional")) : null;
  return [
    h("label", { class: "input-label", for: target?.id || undefined }, textObject(block.label), optional),
    node,
    h("div", { class: "input-error", id: errorId, role: "alert", hidden: true }),
    block.hint ? h("div", { class: "input-hint" }, textObject(block.hint)) : null,
  ];
}

function context(block) {
  const one = (part) =>
    part.type === "image" ? smallPicture(part) : h("span", { class: "context-text" }, textObject(part));
  return h("div", { class: "context-row" }, block.elements.map(one));
}

function actions(block, surface) {
  return h(
    "div",
    { class: "actions-row" },
    block.elements.map((spec) => element(spec, contextOf(block, surface))),
  );
}

function table(block) {
  const cell = (part) => h("td", {}, part.type === "rich_text" ? richText(part) : (part.text ?? ""));
  return h(
    "div",
    { class: "table-scroll" },
    h(
      "table",
      { class: "table" },
      h(
        "tbody",
        {},
        block.rows.map((row) => h("tr", {}, row.map(cell))),
      ),
    ),
  );
}

function video(block) {
  const title = link(block.title_url ?? block.video_url, block.title?.text);
  const thumb = safeUrl(block.thumbnail_url ?? "");
  return [
    h("div", { class: "video-title" }, title),
    thumb ? h("img", { class: "video-thumb", src: thumb, alt: block.alt_text ?? "" }) : null,
  ];
}

const BLOCKS = {
  section,
  image,
  input,
  context,
  actions,
  table,
  video,
  context_actions: actions,
  header: (block) => h("div", { class: "header-text", role: "heading", "aria-level": "3" }, textObject(block.text)),
  divider: () => h("hr", { class: "divider" }),
  rich_text: (block) => richText(block),
  markdown: (block) => markdown(block.text),
  file: (block) => h("div", { class: "file-card" }, icon("file"), block.external_id ?? ""),
};

/** Show an error under the input of a block (or clear it with no text). Returns the input's block node. */
export function showInputError(holder, blockId, text) {
  const node = [...holder.querySelectorAll(":scope > .block-input")].find((one) => one.dataset.blockId === blockId);
  const line = node?.querySelector(".input-error");
  if (!line) return null;
  line.replaceChildren(...(text ? [icon("warning", 15), document.createTextNode(text)] : []));
  line.hidden = !text;
  node.classList.toggle("invalid", Boolean(text));
  node.querySelector("[aria-describedby]")?.setAttribute("aria-invalid", String(Boolean(text)));
  return node;
}
