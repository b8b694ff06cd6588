// What Slack's client checks before it sends a modal to the app.
import { isEmpty } from "./form.js";
import { t } from "./i18n.js";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** {block_id: message} for every input that is not acceptable as it stands. */
export function problemsOf(blocks, form) {
  const found = {};
  for (const block of blocks) {
    if (block.type !== "input") continue;
    const problem = problemOf(block, form.get(block.block_id, block.element.action_id));
    if (problem) found[block.block_id] = problem;
  }
  return found;
}

function problemOf(block, stored) {
  if (isEmpty(stored)) return block.optional ? null : t("required");
  const check = CHECKS[block.element.type];
  return check ? check(stored.value, block.element) : null;
}

function textProblem(value, { min_length: least, max_length: most }) {
  if (least && value.length < least) return t("too_short", { n: least });
  return most && value.length > most ? t("too_long", { n: most }) : null;
}

function numberProblem(value, spec) {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return t("bad_number");
  if (!spec.is_decimal_allowed && !/^[+-]?\d+$/.test(value)) return t("bad_decimal");
  if (spec.min_value !== undefined && Number(value) < Number(spec.min_value))
    return t("too_small", { n: spec.min_value });
  return spec.max_value !== undefined && Number(value) > Number(spec.max_value)
    ? t("too_large", { n: spec.max_value })
    : null;
}

const CHECKS = {
  plain_text_input: textProblem,
  number_input: numberProblem,
  email_text_input: (value) => (EMAIL.test(value.trim()) ? null : t("bad_email")),
  url_text_input: (value) => (URL.canParse(value.trim()) && /^https?:/i.test(value.trim()) ? null : t("bad_url")),
};
