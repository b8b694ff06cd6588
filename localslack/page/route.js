// Where the person is, kept in the address so that back, reload and links work.

/** {kind: "channel", id, thread} or {kind: "app", id, tab}, or null (the list, on a phone). */
export function readRoute() {
  const [, kind, id, rest] = location.hash.split("/");
  if (kind === "app" && id)
    return {
      kind: "app",
      id,
      tab: rest === "messages" ? "messages" : "home",
      thread: location.hash.split("/")[4] ?? null,
    };
  if (kind === "channel" && id) return { kind: "channel", id, thread: rest ?? null };
  return null;
}

/** Address of a place. */
export function hashOf(place) {
  if (!place) return "#/";
  const parts = place.kind === "app" ? ["app", place.id, place.tab ?? "home"] : ["channel", place.id];
  return `#/${[...parts, place.thread].filter(Boolean).join("/")}`;
}

/** The person named in the address, else the last one used here, else none. */
export function readUser() {
  return new URLSearchParams(location.search).get("user") ?? localStorage.getItem("localslack-user") ?? "";
}

/** Act as another person: the page starts afresh at the same place. */
export function switchUser(id) {
  localStorage.setItem("localslack-user", id);
  location.assign(`${location.pathname}?${new URLSearchParams({ user: id })}${location.hash}`);
  if (readUser() === id) location.reload();
}
