// Typed inputs: text, mail, address, number, rich text, date and time.
import { h } from "./dom.js";
import { localeTag, t } from "./i18n.js";

const KINDS = { email_text_input: "email", url_text_input: "url" };
const TYPING_PAUSE_MS = 500;

const common = (spec, context) => ({
  class: "field",
  placeholder: spec.placeholder?.text ?? "",
  "aria-label": context.label,
  autofocus: spec.focus_on_load,
  autocomplete: "off",
  data: { actionId: spec.action_id, blockId: context.block.block_id },
});

/** plain_text_input (single and multiple lines), email_text_input, url_text_input. */
export function textInput(spec, context) {
  const value = context.value(spec)?.value ?? "";
  const limits = { maxlength: spec.max_length };
  const node = spec.multiline
    ? h("textarea", { ...common(spec, context), ...limits, rows: 4 })
    : h("input", { ...common(spec, context), ...limits, type: "text", inputmode: KINDS[spec.type] });
  node.value = value;
  return listen(node, spec, context, () => node.value || null);
}

/** number_input; the value stays the text that was typed, as in Slack. */
export function numberInput(spec, context) {
  const inputmode = spec.is_decimal_allowed ? "decimal" : "numeric";
  const node = h("input", { ...common(spec, context), type: "text", inputmode });
  node.value = context.value(spec)?.value ?? "";
  return listen(node, spec, context, () => node.value.normalize("NFKC").trim() || null);
}

// Which moments count as an action is set by dispatch_action_config; Enter is Slack's default.
function listen(node, spec, context, read) {
  const moments = spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer;
  node.addEventListener("input", () => {
    context.store(spec, { type: spec.type, value: read() });
    clearTimeout(timer);
    if (moments.includes("on_character_entered")) timer = setTimeout(() => context.report(spec, node), TYPING_PAUSE_MS);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !spec.multiline && moments.includes("on_enter_pressed"))
      context.report(spec, node);
  });
  return node;
}

/** rich_text_input as a plain area; its value is a rich_text block with one section. */
export function richInput(spec, context) {
  const node = h("textarea", { ...common(spec, context), rows: 4 });
  node.value = plainOf(context.value(spec)?.rich_text_value);
  node.addEventListener("input", () => context.store(spec, { type: spec.type, rich_text_value: richOf(node.value) }));
  return node;
}

function richOf(text) {
  if (!text) return null;
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

const plainOf = (block) =>
  (block?.elements ?? [])
    .flatMap((part) => part.elements ?? [])
    .map((run) => run.text ?? "")
    .join("");

/**
 * datepicker, timepicker, datetimepicker on the browser's own pickers. While it is not being edited the
 * value shows in the acting person's language, which the browser's own may not be.
 */
export function dateInput(type, field) {
  return (spec, context) => {
    const shown = h("span", { class: "date-shown", "aria-hidden": "true" });
    const input = h("input", { ...common(spec, context), class: `field ${type}`, type });
    const node = h("span", { class: `date-field for-${type}` }, input, shown);
    const stored = () => context.value(spec)?.[field];
    const show = () => {
      shown.textContent = stored()
        ? dateText(type, stored())
        : (spec.placeholder?.text ?? t(type === "time" ? "choose_time" : "choose_date"));
      node.classList.toggle("empty", !stored());
    };
    input.value = type === "datetime-local" && stored() ? localMinutes(stored()) : (stored() ?? "");
    input.addEventListener("click", () => matchMedia("(pointer: fine)").matches && openPicker(input));
    input.addEventListener("change", () => {
      const seconds =
        type === "datetime-local" && input.value ? Math.floor(new Date(input.value).getTime() / 1000) : input.value;
      context.store(spec, { type: spec.type, [field]: seconds || null });
      show();
      context.report(spec, node);
    });
    show();
    return node;
  };
}

function openPicker(input) {
  try {
    input.showPicker();
  } catch {
    // Older browsers have no showPicker; typing still works.
  }
}

function dateText(type, stored) {
  if (type === "datetime-local") return formatted(new Date(stored * 1000), { dateStyle: "medium", timeStyle: "short" });
  if (type === "time") return formatted(new Date(`2000-01-01T${stored}`), { timeStyle: "short" });
  return formatted(new Date(`${stored}T00:00`), { year: "numeric", month: "long", day: "numeric", weekday: "short" });
}

const formatted = (date, options) => new Intl.DateTimeFormat(localeTag(), options).format(date);

function localMinutes(seconds) {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
