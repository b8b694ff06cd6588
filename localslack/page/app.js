// Starts the page and keeps its parts in step with the address and the server.
import { actAs, ApiError, post } from "./api.js";
import { attempt } from "./attempt.js";
import { channelPane } from "./channel.js";
import { fill, h } from "./dom.js";
import { editMessage } from "./editor.js";
import { appHead, channelHead } from "./header.js";
import { homeNode } from "./home.js";
import { failure, setLocale } from "./i18n.js";
import { startModals } from "./modal.js";
import { hashOf, readRoute, readUser, switchUser } from "./route.js";
import { drawSidebar } from "./sidebar.js";
import { connect } from "./socket.js";
import { emit, loadViews, loadWorkspace, on, partnerOf, state } from "./state.js";
import { drawTopbar, openJump } from "./switcher.js";
import { threadPanel } from "./thread.js";
import { toast } from "./toast.js";
import { countUnread, markRead } from "./unread.js";

const root = document.getElementById("app");
const top = h("header", { class: "topbar" });
const side = h("nav", { class: "sidebar", "aria-label": "localslack" });
const main = h("main", { class: "main" });
const threadHolder = h("div", { class: "thread-holder" });
const isPhone = matchMedia("(max-width: 760px)");

let pane = null; // ChannelPane on show
let thread = null; // ThreadPanel on show

/** The channel on show: the place itself, or the direct message with the app on show. */
function channelOnShow() {
  const { place } = state;
  if (place?.kind === "channel") return state.channels.get(place.id);
  if (place?.kind !== "app" || place.tab !== "messages") return undefined;
  const bot = state.apps.find((app) => app.id === place.id)?.bot_user_id;
  return [...state.channels.values()].find((channel) => channel.is_im && partnerOf(channel) === bot);
}

async function show() {
  state.place = placeFromRoute();
  root.dataset.at = state.place ? (state.place.thread ? "thread" : "place") : "list";
  if (state.place?.kind === "app" && state.place.tab === "messages" && !channelOnShow()) await openTalk(state.place.id);
  const channel = channelOnShow();
  if (channel) markRead(channel.id);
  drawSidebar(side);
  drawMain(channel);
  await showThread(channel);
}

function placeFromRoute() {
  const place = readRoute();
  const known =
    place && (place.kind === "app" ? state.apps.some((app) => app.id === place.id) : state.channels.has(place.id));
  return known ? place : isPhone.matches ? null : firstPlace();
}

function firstPlace() {
  const channel = [...state.channels.values()].find((one) => !one.is_im) ?? [...state.channels.values()][0];
  return channel ? { kind: "channel", id: channel.id } : null;
}

async function openTalk(appId) {
  const app = state.apps.find((one) => one.id === appId);
  if (await attempt(post("/ui/dm", { with: app.bot_user_id }))) await loadWorkspace();
}

function drawMain(channel) {
  const { place } = state;
  const kept = pane;
  pane = channel ? channelPane(channel.id) : null;
  if (!place) return fill(main);
  const head = place.kind === "app" ? appHead(place) : channelHead(channel);
  const body = pane ? pane.node : homeNode();
  if (body.parentNode === main) main.firstChild.replaceWith(head);
  else fill(main, head, body);
  if (pane && pane !== kept) pane.list.restore();
  pane?.load();
}

async function showThread(channel) {
  const ts = state.place?.thread;
  if (!ts || !channel) {
    thread = null;
    return fill(threadHolder);
  }
  const panel = threadPanel(channel, ts, () => go({ ...state.place, thread: null }));
  if (panel !== thread) {
    thread = panel;
    fill(threadHolder, thread.node);
    thread.list.restore();
    if (!isPhone.matches) thread.composer.area.focus();
  }
  await thread.load();
}

function go(place) {
  const wanted = place?.kind === "app" ? { tab: "home", ...place } : place;
  if (location.hash === hashOf(wanted)) show();
  else location.hash = hashOf(wanted);
}

// The app hears of a visit to its page, once for each tab that is opened, as in Slack.
let visited = "";
function announceVisit() {
  const { place } = state;
  const visit = place?.kind === "app" ? `${place.id} ${place.tab}` : "";
  if (visit && visit !== visited) attempt(post("/ui/home", { app: place.id, tab: place.tab }));
  visited = visit;
}

async function onPush(event) {
  if (event.type === "notice") return toast(event.text);
  if (event.type === "views" || event.type === "home") return refreshViews();
  if (event.type === "changed" && state.channels.has(event.channel)) return channelChanged(event.channel);
  // After a gap in the connection, or for a channel not known yet: read everything again.
  await attempt(Promise.all([loadWorkspace(), loadViews()]));
  return show();
}

async function channelChanged(id) {
  const current = channelOnShow()?.id === id;
  if (current) await Promise.all([pane?.load(), thread?.load()]);
  if (current) return markRead(id);
  await countUnread(id);
  drawSidebar(side);
}

const refreshViews = () => attempt(loadViews());

// Several pushes in a row are answered by one refresh each of what they touch.
const queued = new Map();
function queuePush(event) {
  const key = `${event.type} ${event.channel ?? ""} ${event.text ?? ""}`;
  if (queued.has(key)) return;
  queued.set(key, event);
  setTimeout(() => {
    queued.delete(key);
    onPush(event);
  }, 30);
}

function listen() {
  on("push", queuePush);
  on("online", () => drawTopbar(top, switchUser));
  on("workspace", () => drawSidebar(side));
  on("views", homeNode);
  on("go", go);
  on("open-thread", (ts) => go({ ...state.place, thread: ts }));
  on("edit-message", editMessage);
  window.addEventListener("hashchange", async () => {
    await show();
    announceVisit();
  });
  isPhone.addEventListener("change", show);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    openJump(top.querySelector(".jump"));
  });
}

async function start() {
  actAs(readUser());
  try {
    await loadWorkspace();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    localStorage.removeItem("localslack-user");
    return fill(root, h("p", { class: "start-error", role: "alert" }, failure(error)));
  }
  actAs(state.me.id);
  setLocale(state.me.locale);
  document.title = `${state.team.name} | localslack`;
  fill(root, top, side, main, threadHolder);
  listen();
  startModals();
  drawTopbar(top, switchUser);
  await show();
  announceVisit();
  await refreshViews();
  connect();
  emit("ready");
  root.dataset.ready = "true";
}

start();
