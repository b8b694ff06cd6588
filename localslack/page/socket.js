// Live updates: one web socket, reopened with a growing pause, a full refresh after every gap.
import { actingUser } from "./api.js";
import { emit, state } from "./state.js";

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 8000;

let socket = null;
let pause = FIRST_PAUSE_MS;

/** (Re)connect as the acting person; an older socket is dropped silently. */
export function connect() {
  const old = socket;
  socket = open();
  old?.close();
}

function open() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const fresh = new WebSocket(`${scheme}://${location.host}/ui/socket?${new URLSearchParams({ user: actingUser() })}`);
  fresh.onopen = () => fresh === socket && opened();
  fresh.onmessage = (event) => fresh === socket && emit("push", JSON.parse(event.data));
  fresh.onclose = () => fresh === socket && lost();
  return fresh;
}

function opened() {
  pause = FIRST_PAUSE_MS;
  setOnline(true);
  // What happened before the socket was open was not pushed.
  emit("push", { type: "opened" });
}

function lost() {
  setOnline(false);
  setTimeout(() => {
    socket = open();
  }, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
}

function setOnline(online) {
  state.online = online;
  emit("online");
}
