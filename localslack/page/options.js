// What a select menu offers: options of the block, of the app, people or conversations.
import { post } from "./api.js";
import { state, titleOf, nameOf } from "./state.js";

/** An item: {key, text, hint, raw (what goes into the value), group}. */
const fromOption = (option, group) => ({
  key: option.value,
  text: option.text.text,
  hint: option.description?.text,
  raw: option,
  group,
});

const fromGroups = (groups) =>
  groups.flatMap((group) => group.options.map((option) => fromOption(option, group.label.text)));

const fromUser = (user) => ({ key: user.id, text: nameOf(user.id), hint: `@${user.name}`, raw: user.id });

const fromChannel = (channel) => ({
  key: channel.id,
  text: channel.is_im ? titleOf(channel) : `#${channel.name}`,
  raw: channel.id,
});

const people = () => [...state.users.values()].filter((user) => !user.deleted).map(fromUser);

function conversations(filter = {}) {
  const kindOf = (channel) => (channel.is_im ? "im" : channel.is_private ? "private" : "public");
  const wanted = filter.include ?? ["im", "mpim", "private", "public"];
  return [...state.channels.values()]
    .filter((channel) => wanted.includes(kindOf(channel)))
    .filter((channel) => !(filter.exclude_external_shared_channels && channel.is_ext_shared))
    .filter(
      (channel) => !(filter.exclude_bot_users && channel.is_im && state.users.get(channel.im_user)?.kind === "bot"),
    )
    .map(fromChannel);
}

/** Items of a select element for a query; asks the app when the source is external. */
export async function itemsFor(element, { surface, block }, query) {
  const source = element.type.replace(/^multi_/, "");
  if (source === "external_select") return external(element, surface, block, query);
  return matching(localItems(element, source), query);
}

function localItems(element, source) {
  if (source === "users_select") return people();
  if (source === "channels_select") return conversations({ include: ["public"] });
  if (source === "conversations_select") return conversations(element.filter);
  return element.option_groups
    ? fromGroups(element.option_groups)
    : (element.options ?? []).map((option) => fromOption(option));
}

async function external(element, surface, block, query) {
  const body = await post("/ui/options", {
    container: surface.container,
    block_id: block.block_id,
    action_id: element.action_id,
    value: query,
  });
  return body.option_groups ? fromGroups(body.option_groups) : (body.options ?? []).map((option) => fromOption(option));
}

// NFKC so that ﾀﾅｶ, タナカ, Ａ and A find each other.
const folded = (text) => text.normalize("NFKC").toLowerCase();

function matching(items, query) {
  const wanted = folded(query.trim());
  return wanted ? items.filter((item) => folded(`${item.text} ${item.hint ?? ""}`).includes(wanted)) : items;
}

/** The item of a stored value (an option object or an id). */
export function itemOf(raw) {
  if (typeof raw === "object") return fromOption(raw);
  const channel = state.channels.get(raw);
  return channel ? fromChannel(channel) : { key: raw, text: nameOf(raw), raw };
}
