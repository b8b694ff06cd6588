// Editing one's own message in place.
import { post } from "./api.js";
import { attempt } from "./attempt.js";
import { decode, encode } from "./compose.js";
import { textButton } from "./dialog.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";

/** Put an editor under the message whose node holds `anchor`. */
export function editMessage({ message, anchor }) {
  const row = anchor.closest(".message");
  if (!row || row.querySelector(".editor")) return;
  const close = () => {
    editor.remove();
    row.classList.remove("editing");
  };
  const save = async () => {
    const done = await attempt(
      post("/ui/message/edit", { channel: message.channel, ts: message.ts, text: encode(area.value.trim()) }),
    );
    if (done) close();
  };
  const area = h("textarea", { class: "composer-text", rows: "2", "aria-label": t("edit_message") });
  area.value = decode(message.text ?? "");
  const editor = h(
    "div",
    { class: "editor composer-box" },
    area,
    h(
      "div",
      { class: "editor-bar" },
      textButton(t("cancel"), close, "small"),
      textButton(t("save"), save, "small primary"),
    ),
  );
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      save();
    }
  });
  row.classList.add("editing");
  row.querySelector(".message-content").append(editor);
  area.focus();
}
