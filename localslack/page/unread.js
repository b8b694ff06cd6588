// How much is new in conversations that are not on show.
import { ApiError } from "./api.js";
import { fetchMessages } from "./channel.js";
import { state } from "./state.js";

const key = () => `localslack-read-${state.team.id}-${state.me.id}`;
const started = String(Date.now() / 1000);

function readMarks() {
  try {
    return JSON.parse(localStorage.getItem(key())) ?? {};
  } catch {
    return {};
  }
}

/** Everything in the channel up to now has been seen. */
export function markRead(channel) {
  state.unread.delete(channel);
  localStorage.setItem(key(), JSON.stringify({ ...readMarks(), [channel]: String(Date.now() / 1000) }));
}

/** Count what others wrote in the channel, threads included, since it was last seen. */
export async function countUnread(channel) {
  const since = Number(readMarks()[channel] ?? started);
  try {
    const messages = await fetchMessages(channel);
    const isNew = (message) =>
      (message.user !== state.me.id && Number(message.ts) > since) || Number(message.latest_reply ?? 0) > since;
    state.unread.set(channel, messages.filter(isNew).length);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
