// Line icons on a 20 by 20 grid, drawn for this page.
import { svg } from "./dom.js";

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13M3 12.5h13",
  lock: "M5.5 9h9v7.5h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9",
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12.5 4 6.5 10l6 6",
  down: "M5 8l5 5 5-5",
  send: "M3 10 17 4l-4.5 13-3-5.5zM9.5 11.5 17 4",
  bolt: "M11 2.5 4.5 11.5H10L9 17.5l6.5-9H10z",
  smile: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7 8v.5M13 8v.5M6.8 12c1.6 2.3 4.8 2.3 6.4 0",
  reply: "M3.5 4h13v9.5H9L5.5 16.5v-3h-2zM7 7.5h6M7 10.2h4",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  dots: "M4.5 10v.01M10 10v.01M15.5 10v.01",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  file: "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4",
  image: "M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2 4 3.5M12.8 7.6v.01",
  pencil: "M3.5 16.5l.8-3.6L13.5 3.7l2.8 2.8-9.2 9.2zM12 5.2 14.8 8",
  trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5",
  copy: "M7 7h9v9.5H7zM13 7V3.5H4V13h3",
  check: "M4 10.5 8.3 15 16 5.5",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
  app: "M4 3.5h4.8v4.8H4zM11.2 3.5H16v4.8h-4.8zM4 11.5h4.8v4.8H4zM11.2 11.5H16v4.8h-4.8z",
  people:
    "M8 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-6 11-6 11 0M13 4a2.8 2.8 0 0 1 0 5.3M15 11.3c1.7.8 2.6 2.6 2.6 5.2",
  download: "M10 3v9.5M6 9l4 4 4-4M4 16.5h12",
  warning: "M10 3 18 17H2zM10 8v4.2M10 14.6v.01",
  clip: "M15.5 9.5 9.6 15.3a3.6 3.6 0 0 1-5.1-5.1l6.3-6.2a2.4 2.4 0 0 1 3.4 3.4l-6 5.9a1.2 1.2 0 0 1-1.7-1.7l5-5",
  fault:
    "M10 6.5a4 4 0 0 1 4 4v2a4 4 0 0 1-8 0v-2a4 4 0 0 1 4-4zM7.5 7a2.5 2.5 0 0 1 5 0M6 10H2.8M17.2 10H14M6.4 13.6 3.6 16M13.6 13.6l2.8 2.4M6.6 7.6 4 5.2M13.4 7.6 16 5.2M10 10v6",
  offline: "M3 3l14 14M6 11.5a6 6 0 0 1 3-1.6M4 8.5a10 10 0 0 1 2.5-1.6M10.5 6a9.6 9.6 0 0 1 5.5 2.5M10 15.5v.01",
};

/** An inline icon; decorative, the control around it carries the label. */
export function icon(name, size = 18) {
  const path = svg("path", { d: PATHS[name] ?? PATHS.dots });
  return svg("svg", { viewBox: "0 0 20 20", width: size, height: size, class: "icon", "aria-hidden": "true" }, path);
}
