// Values of a surface's inputs, as Slack reports them in `state.values`.

/** Field of an element type that holds its value in `state.values`. */
export const VALUE_FIELD = {
  plain_text_input: "value",
  email_text_input: "value",
  url_text_input: "value",
  number_input: "value",
  rich_text_input: "rich_text_value",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  radio_buttons: "selected_option",
  checkboxes: "selected_options",
  static_select: "selected_option",
  external_select: "selected_option",
  users_select: "selected_user",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  multi_users_select: "selected_users",
  multi_channels_select: "selected_channels",
  multi_conversations_select: "selected_conversations",
  file_input: "files",
};

const INITIAL = {
  value: ["initial_value"],
  rich_text_value: ["initial_value"],
  selected_date: ["initial_date"],
  selected_time: ["initial_time"],
  selected_date_time: ["initial_date_time"],
  selected_option: ["initial_option"],
  selected_options: ["initial_options"],
  selected_user: ["initial_user"],
  selected_users: ["initial_users"],
  selected_channel: ["initial_channel"],
  selected_channels: ["initial_channels"],
  selected_conversation: ["initial_conversation"],
  selected_conversations: ["initial_conversations"],
};

const isList = (field) => /s$/.test(field) && field !== "value";

/** Elements of a block that hold values. */
export function fieldsOf(block) {
  const elements = [block.element, block.accessory, ...(block.type === "actions" ? (block.elements ?? []) : [])];
  return elements.filter((element) => element && VALUE_FIELD[element.type] && element.action_id);
}

export class Form {
  #values = new Map();

  /** Take the inputs of these blocks: known ones keep what was typed, new ones start at their initial value. */
  adopt(blocks) {
    const kept = new Map();
    for (const block of blocks ?? []) {
      for (const element of fieldsOf(block)) {
        const key = `${block.block_id}\n${element.action_id}`;
        const old = this.#values.get(key);
        kept.set(key, old?.type === element.type ? old : initial(element));
      }
    }
    this.#values = kept;
  }

  get(blockId, actionId) {
    return this.#values.get(`${blockId}\n${actionId}`);
  }

  set(blockId, actionId, value) {
    this.#values.set(`${blockId}\n${actionId}`, value);
  }

  /** {block_id: {action_id: {type, …}}} */
  values() {
    const all = {};
    for (const [key, value] of this.#values) {
      const [blockId, actionId] = key.split("\n");
      (all[blockId] ??= {})[actionId] = value;
    }
    return all;
  }
}

function initial(element) {
  const field = VALUE_FIELD[element.type];
  const given = (INITIAL[field] ?? []).map((name) => element[name]).find((value) => value !== undefined);
  return { type: element.type, [field]: given ?? (isList(field) ? [] : null) };
}

/** True when an input's value counts as left empty. */
export function isEmpty(value) {
  const content = value?.[VALUE_FIELD[value?.type]];
  if (content === null || content === undefined || content === "") return true;
  return Array.isArray(content) && content.length === 0;
}
