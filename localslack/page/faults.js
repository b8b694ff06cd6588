// Make the local Slack fail on purpose, to see how an app copes.
import { post } from "./api.js";
import { attempt } from "./attempt.js";
import { openDialog, textButton } from "./dialog.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { toast } from "./toast.js";

// Which settings a kind of fault takes.
const KINDS = {
  429: ["method", "count", "retry_after"],
  500: ["method", "count"],
  503: ["method", "count"],
  timeout_after_accept: ["method", "count"],
  drop_socket: [],
  upload_408: ["count"],
  event_twice: ["count"],
  event_late: ["count", "seconds"],
};

/** Open the dialog that arms a fault. */
export function openFaults() {
  const settings = [
    setting("method", "fault_method", { placeholder: "chat.postMessage" }),
    setting("count", "fault_count", { type: "number", min: 1, value: 1 }),
    setting("retry_after", "fault_seconds", { type: "number", min: 1, value: 5 }),
    setting("seconds", "fault_seconds", { type: "number", min: 1, value: 5 }),
  ];
  const form = h(
    "form",
    { class: "fault-form" },
    h("p", { class: "muted" }, t("faults_hint")),
    kindChoices(),
    settings,
  );
  const show = () =>
    settings.forEach((node) => (node.hidden = !KINDS[form.elements.kind.value].includes(node.dataset.setting)));
  form.addEventListener("change", show);
  show();
  const close = () => dialog.remove();
  const disarm = () => attempt(post("/ui/fault", { kind: "clear" })).then(close);
  const footer = [
    textButton(t("fault_clear"), disarm),
    textButton(t("cancel"), close),
    textButton(t("fault_arm"), () => arm(form, close), "primary"),
  ];
  const dialog = openDialog({ title: t("faults"), body: form, footer });
}

function setting(name, label, attributes) {
  const input = h("input", { class: "field", name, autocomplete: "off", ...attributes });
  return h("label", { data: { setting: name } }, h("span", { class: "input-label" }, t(label)), input);
}

function kindChoices() {
  const row = (kind, index) => {
    const radio = h("input", { type: "radio", name: "kind", value: kind, checked: index === 0 });
    return h("label", { class: "choice" }, radio, h("span", { class: "choice-text" }, t(`fault_${kind}`)));
  };
  return h("div", { class: "choices", role: "radiogroup" }, Object.keys(KINDS).map(row));
}

async function arm(form, close) {
  const values = new FormData(form);
  const kind = values.get("kind");
  const taken = KINDS[kind].filter((name) => values.get(name)).map((name) => [name, values.get(name)]);
  const body = Object.fromEntries(
    taken.map(([name, value]) => [name, name === "method" ? value.trim() : Number(value)]),
  );
  if (!(await attempt(post("/ui/fault", { kind, ...body })))) return;
  close();
  toast(t("fault_armed", { name: t(`fault_${kind}`) }));
}
