// DOM helpers. Every text goes in as a text node, so nothing a message says can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** Build an element. props: attributes, `class`, `data` (dataset), `on` (listeners), `prop` (properties). */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  apply(node, props ?? {});
  append(node, children);
  return node;
}

function apply(node, props) {
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = Array.isArray(value) ? value.filter(Boolean).join(" ") : value;
    else if (key === "data") assignData(node, value);
    else if (key === "on") for (const [name, fn] of Object.entries(value)) node.addEventListener(name, fn);
    else if (key === "prop") Object.assign(node, value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
}

function assignData(node, data) {
  for (const [key, value] of Object.entries(data)) {
    if (value !== undefined && value !== null) node.dataset[key] = String(value);
  }
}

/** Append nodes, texts and nested lists; empty values are skipped. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Put exactly these children into the node. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/** An element of the SVG name space. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** The address when its scheme is harmless, else null (a message must not run `javascript:`). */
export function safeUrl(address) {
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

let counter = 0;
/** A document-wide unique id for labels and descriptions. */
export const uid = (prefix = "id") => `${prefix}-${++counter}`;

/** Make the children of `parent` exactly `nodes` in order, moving as few as possible (keeps focus). */
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}
