// Files of a message: pictures inline, anything else as a card.
import { fileUrl, post } from "./api.js";
import { ask } from "./dialog.js";
import { h } from "./dom.js";
import { bytes } from "./format.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { attempt } from "./attempt.js";
import { zoomable } from "./pictures.js";
import { state } from "./state.js";

/** Node with all files of a message, or null. */
export function filesNode(files) {
  if (!files?.length) return null;
  return h("div", { class: "files" }, files.map(fileNode));
}

function fileNode(file) {
  if (file.mode === "tombstone") return h("div", { class: "file-card gone" }, icon("trash"), t("file_gone"));
  const shown = isPicture(file) ? pictureFile(file) : card(file);
  return h(
    "div",
    { class: "file", data: { fileId: file.id, fileName: file.name } },
    shown,
    file.user === state.me.id ? remover(file) : null,
  );
}

// A fresh upload has no type yet; its name tells enough to try.
function isPicture({ mimetype, name }) {
  return mimetype ? mimetype.startsWith("image/") : /\.(jpe?g|png|gif|webp|heic|heif)$/i.test(name ?? "");
}

function pictureFile(file) {
  const name = file.title || file.name;
  // HEIC and other kinds the browser cannot show fall back to the card.
  return zoomable(fileUrl(file.id), name, "file-picture", bytes(file.size), () => card(file));
}

function card(file) {
  const kind = (file.filetype || file.name?.split(".").pop() || "").toUpperCase();
  return h(
    "a",
    { class: "file-card", href: fileUrl(file.id), download: file.name, "aria-label": `${t("download")}: ${file.name}` },
    h("span", { class: "file-kind" }, kind.slice(0, 4) || icon("file")),
    h(
      "span",
      { class: "file-chip-text" },
      h("span", { class: "file-chip-name" }, file.title || file.name),
      h("span", { class: "file-chip-size" }, [kind, bytes(file.size)].filter(Boolean).join(" · ")),
    ),
    icon("download"),
  );
}

/** Delete one's own file after asking. */
export async function deleteFile(file) {
  const question = {
    title: t("delete_file", { name: file.title || file.name }),
    text: t("delete_file_ask"),
    confirm: t("delete"),
    deny: t("cancel"),
    style: "danger",
  };
  if (await ask(question)) await attempt(post("/ui/file/delete", { file_id: file.id }));
}

function remover(file) {
  const label = t("delete_file", { name: file.name });
  return h(
    "button",
    { type: "button", class: "file-remove icon-button", "aria-label": label, on: { click: () => deleteFile(file) } },
    icon("trash", 15),
  );
}
