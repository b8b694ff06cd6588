// file_input of a modal: choose or drop files, they are uploaded at once, the form holds the file objects.
import { ApiError, upload } from "./api.js";
import { h } from "./dom.js";
import { bytes } from "./format.js";
import { failure, t } from "./i18n.js";
import { icon } from "./icons.js";
import { toast } from "./toast.js";

const MAX_MB = 10; // docs.slack.dev: file_input takes up to 10 files of 10 MB
const MAX_FILES = 10;

/** Element node; its value is {type: "file_input", files: [file objects]}. */
export function fileInput(spec, context) {
  const limit = spec.max_files ?? MAX_FILES;
  const list = h("div", { class: "file-chips" });
  const chooser = h("input", {
    type: "file",
    class: "visually-hidden",
    multiple: limit > 1,
    accept: acceptOf(spec.filetypes),
    "aria-label": context.label ?? t("choose_files"),
    on: { change: () => add([...chooser.files]) },
  });
  const zone = h(
    "label",
    { class: "file-zone" },
    chooser,
    icon("clip"),
    h("span", { class: "file-zone-text" }, h("strong", {}, t("choose_files")), " ", t("drop_or")),
    h("span", { class: "file-zone-hint" }, t("file_limit", { n: limit, mb: MAX_MB })),
  );
  const node = h(
    "div",
    { class: "file-input", data: { actionId: spec.action_id, blockId: context.block.block_id } },
    zone,
    list,
  );
  const held = () => context.value(spec)?.files ?? [];
  const store = (files) => context.store(spec, { type: "file_input", files });

  const add = async (files) => {
    chooser.value = "";
    for (const file of files) {
      const problem = problemOf(file, spec, held().length >= limit, limit);
      if (problem) toast(problem, "error");
      else await take(file);
    }
  };

  const take = async (file) => {
    const chip = fileChip(file, () => {
      store(held().filter((one) => one.id !== chip.dataset.fileId));
      chip.remove();
    });
    list.append(chip);
    node.classList.add("uploading");
    try {
      const stored = await upload(file, (part) => chip.style.setProperty("--progress", part));
      chip.dataset.fileId = stored.id;
      chip.classList.add("done");
      store([...held(), stored]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      chip.remove();
      toast(`${t("upload_failed")}: ${failure(error)}`, "error");
    } finally {
      node.classList.remove("uploading");
    }
  };

  acceptDrops(zone, add);
  return node;
}

/** Let `zone` take dropped files. */
export function acceptDrops(zone, take) {
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("dragging");
  });
  zone.addEventListener(
    "dragleave",
    (event) => !zone.contains(event.relatedTarget) && zone.classList.remove("dragging"),
  );
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove("dragging");
    take([...event.dataTransfer.files]);
  });
}

const acceptOf = (types) => types?.map((type) => `.${type}`).join(",");

function problemOf(file, spec, full, limit) {
  const ending = file.name.split(".").pop().toLowerCase();
  const kinds = (spec.filetypes ?? []).flatMap((kind) =>
    kind === "jpg" || kind === "jpeg" ? ["jpg", "jpeg"] : [kind],
  );
  if (kinds.length && !kinds.includes(ending)) return t("file_type_bad", { name: file.name });
  if (file.size > MAX_MB * 1024 * 1024) return t("file_too_large", { name: file.name, mb: MAX_MB });
  return full ? t("file_too_many", { n: limit }) : null;
}

/** A chip with preview, name, size, progress and a remove button. */
export function fileChip(file, remove) {
  const chip = h("div", { class: "file-chip", data: { fileName: file.name } }, preview(file));
  chip.append(
    h(
      "span",
      { class: "file-chip-text" },
      h("span", { class: "file-chip-name" }, file.name),
      h("span", { class: "file-chip-size" }, bytes(file.size)),
    ),
    h(
      "button",
      {
        type: "button",
        class: "file-chip-remove",
        "aria-label": `${t("remove")}: ${file.name}`,
        on: { click: remove },
      },
      icon("close", 14),
    ),
  );
  return chip;
}

function preview(file) {
  const plain = () => h("span", { class: "file-chip-preview" }, icon("file"));
  if (!file.type.startsWith("image/")) return plain();
  const address = URL.createObjectURL(file);
  const image = h("img", { class: "file-chip-preview", src: address, alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(address));
  image.addEventListener("error", () => image.replaceWith(plain()));
  return image;
}
