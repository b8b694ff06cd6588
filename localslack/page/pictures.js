// Pictures in blocks and messages.
import { fileUrl } from "./api.js";
import { h, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { openLightbox } from "./lightbox.js";

/** Address of a Block Kit image: an uploaded file (by id or its URL) or a web address. */
function addressOf(spec) {
  const { slack_file: file } = spec;
  const id = file?.id ?? file?.url?.match(/\b(F[A-Z0-9]{6,})\b/)?.[1];
  return id ? fileUrl(id) : safeUrl(spec.image_url ?? file?.url ?? "");
}

/** A picture that opens large on click; says so when it cannot be shown. */
export function picture(spec, className, caption = "") {
  return zoomable(addressOf(spec), spec.alt_text ?? "", className, caption);
}

/** The same for a plain address. */
export function zoomable(address, name, className, caption = "", onBroken = broken) {
  const image = h("img", {
    src: address,
    alt: name,
    loading: "lazy",
    referrerpolicy: "no-referrer",
    draggable: "false",
  });
  const show = () => openLightbox(address, name, caption);
  const node = h(
    "button",
    { type: "button", class: `picture ${className}`, "aria-label": t("enlarge", { name }), on: { click: show } },
    image,
  );
  image.addEventListener("error", () => node.replaceWith(onBroken(name)));
  return node;
}

const broken = (name) =>
  h(
    "span",
    { class: "picture-broken", role: "img", "aria-label": name },
    icon("image"),
    t("image_failed"),
    name ? `: ${name}` : "",
  );

/** A small picture without a click, for context blocks. */
export function smallPicture(spec) {
  return h("img", {
    class: "context-image",
    src: addressOf(spec),
    alt: spec.alt_text ?? "",
    referrerpolicy: "no-referrer",
  });
}
