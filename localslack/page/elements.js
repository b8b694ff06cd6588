// Block Kit elements a person acts on: buttons, overflow menus, choices. Reference: docs.slack.dev/reference/block-kit.
import { confirmed, runAction } from "./actions.js";
import { h, safeUrl, uid } from "./dom.js";
import { fileInput } from "./fileinput.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { dateInput, numberInput, richInput, textInput } from "./inputs.js";
import { picture } from "./pictures.js";
import { textObject } from "./mrkdwn.js";
import { openMenu } from "./popover.js";
import { select } from "./select.js";

/** Node of an element. `context` comes from `contextOf` in blocks.js. */
export function element(spec, context) {
  const make = MAKERS[spec.type] ?? (spec.type.endsWith("_select") ? select : null);
  return make ? make(spec, context) : h("span", { class: "unknown" }, t("unknown_block", { name: spec.type }));
}

const hooks = (spec, context) => ({ actionId: spec.action_id, blockId: context.block.block_id });

function button(spec, context) {
  const press = async () => {
    if (!(await confirmed(spec))) return;
    if (spec.url && safeUrl(spec.url)) window.open(safeUrl(spec.url), "_blank", "noopener");
    await runAction(context, spec, { type: "button", value: spec.value }, node);
  };
  const node = h(
    "button",
    {
      type: "button",
      class: ["button", spec.style],
      data: hooks(spec, context),
      "aria-label": spec.accessibility_label,
      on: { click: press },
    },
    textObject(spec.text),
  );
  return node;
}

function overflow(spec, context) {
  const choose = async (option) => {
    if (!(await confirmed(spec))) return;
    if (option.url && safeUrl(option.url)) window.open(safeUrl(option.url), "_blank", "noopener");
    await runAction(context, spec, { type: "overflow", selected_option: option }, node);
  };
  const open = () =>
    openMenu(
      node,
      spec.options.map((option) => ({
        label: textObject(option.text),
        hint: option.description?.text,
        data: { value: option.value },
        run: () => choose(option),
      })),
      { label: t("more") },
    );
  const node = h(
    "button",
    {
      type: "button",
      class: "button overflow",
      "aria-label": t("more"),
      "aria-haspopup": "menu",
      data: hooks(spec, context),
      on: { click: open },
    },
    icon("dots"),
  );
  return node;
}

function choices(kind, field) {
  return (spec, context) => {
    const name = uid("choice");
    const picked = () => {
      const boxes = [...node.querySelectorAll("input")];
      const options = spec.options.filter((_, index) => boxes[index].checked);
      context.store(spec, { type: spec.type, [field]: kind === "radio" ? (options[0] ?? null) : options });
      context.report(spec, node);
    };
    const stored = context.value(spec)?.[field];
    const isOn = (option) => [stored].flat().some((one) => one?.value === option.value);
    const row = (option) =>
      h(
        "label",
        { class: "choice" },
        h("input", { type: kind, name, value: option.value, prop: { checked: isOn(option) }, on: { change: picked } }),
        h(
          "span",
          { class: "choice-text" },
          textObject(option.text),
          option.description ? h("span", { class: "choice-hint" }, textObject(option.description)) : null,
        ),
      );
    const role = kind === "radio" ? "radiogroup" : "group";
    const node = h(
      "div",
      { class: "choices", role, "aria-label": context.label, data: hooks(spec, context) },
      spec.options.map(row),
    );
    return node;
  };
}

function iconButton(spec, context) {
  const press = async () =>
    (await confirmed(spec)) && runAction(context, spec, { type: "icon_button", value: spec.value }, node);
  const node = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      title: spec.text?.text,
      "aria-label": spec.text?.text,
      data: hooks(spec, context),
      on: { click: press },
    },
    icon("trash"),
  );
  return node;
}

function feedback(spec, context) {
  const one = (side, mark) => {
    const press = () => runAction(context, spec, { type: "feedback_buttons", value: side.value }, node);
    const node = h(
      "button",
      {
        type: "button",
        class: "button small",
        data: hooks(spec, context),
        "aria-label": side.accessibility_label,
        on: { click: press },
      },
      mark,
      " ",
      side.text.text,
    );
    return node;
  };
  return h("span", { class: "button-row" }, one(spec.positive_button, "👍"), one(spec.negative_button, "👎"));
}

const MAKERS = {
  button,
  overflow,
  workflow_button: button,
  icon_button: iconButton,
  feedback_buttons: feedback,
  checkboxes: choices("checkbox", "selected_options"),
  radio_buttons: choices("radio", "selected_option"),
  image: (spec) => picture(spec, "accessory-image"),
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: numberInput,
  rich_text_input: richInput,
  datepicker: dateInput("date", "selected_date"),
  timepicker: dateInput("time", "selected_time"),
  datetimepicker: dateInput("datetime-local", "selected_date_time"),
  file_input: fileInput,
};
