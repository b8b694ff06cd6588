// What the page knows: one object, and events that say which part of it changed.
import { get } from "./api.js";

export const state = {
  me: null,
  team: { id: "", name: "" },
  users: new Map(),
  channels: new Map(),
  apps: [],
  commands: [],
  shortcuts: [],
  place: null, // {kind: "channel", id} or {kind: "app", id, tab}
  thread: null, // ts of the open thread's parent
  stack: [],
  home: null,
  unread: new Map(),
  online: true,
};

const listeners = new Map();

/** Call `fn` whenever `name` is emitted. */
export function on(name, fn) {
  listeners.set(name, [...(listeners.get(name) ?? []), fn]);
}

export function emit(name, detail) {
  for (const fn of listeners.get(name) ?? []) fn(detail);
}

/** Read the workspace as the acting person sees it. */
export async function loadWorkspace() {
  const body = await get("/ui/state");
  state.me = body.me;
  state.team = body.team;
  state.users = new Map(body.users.map((user) => [user.id, user]));
  state.channels = new Map(body.channels.map((channel) => [channel.id, channel]));
  state.apps = body.apps ?? [];
  state.commands = body.commands ?? [];
  state.shortcuts = body.shortcuts ?? [];
  emit("workspace");
}

/** Read the open modals and the published Home view. */
export async function loadViews() {
  const body = await get("/ui/views");
  state.stack = body.stack ?? [];
  state.home = body.home ?? null;
  emit("views");
}

/** Name to show for a person or app; the id when it is unknown. */
export function nameOf(id) {
  const user = state.users.get(id);
  return user?.real_name || user?.name || id;
}

/** The person on the other side of a direct message. */
export function partnerOf(channel) {
  return channel.im_user ?? channel.members?.find((id) => id !== state.me.id) ?? state.me.id;
}

export const titleOf = (channel) => (channel.is_im ? nameOf(partnerOf(channel)) : channel.name);

export const appOfBot = (userId) => state.apps.find((app) => app.bot_user_id === userId);

/** The app a view belongs to. */
export const appOf = (view) => state.apps.find((app) => app.id === view.app_id) ?? state.apps[0];
