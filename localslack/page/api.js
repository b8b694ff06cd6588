// The server's routes for the page (see ../README.md). Every call acts as one person.

export class ApiError extends Error {
  /** code: Slack-like error code; message: a sentence or the code; body: the whole answer. */
  constructor(code, detail, body = {}) {
    super(detail || code);
    this.code = code;
    this.body = body;
  }
}

let acting = "";

/** Set the person all later calls act as. */
export function actAs(user) {
  acting = user;
}

export const actingUser = () => acting;

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok || body.ok === false) throw new ApiError(body.error || `http_${response.status}`, body.detail, body);
  return body;
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("no_connection", "");
  }
  return answerOf(response);
}

/** GET a JSON object; undefined parameters are left out. */
export function get(path, parameters = {}) {
  const query = new URLSearchParams({ user: acting });
  for (const [key, value] of Object.entries(parameters))
    if (value !== undefined && value !== null) query.set(key, value);
  return send(`${path}?${query}`, { headers: { accept: "application/json" } });
}

/** POST a JSON object as the acting person; throws ApiError on 4xx and on `ok: false`. */
export function post(path, body = {}) {
  return send(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: acting, ...body }),
  });
}

/** Upload one File (not shared yet); onProgress gets 0..1. Returns the file object. */
export function upload(file, onProgress = () => {}) {
  const form = new FormData();
  form.append("user", acting);
  form.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/ui/upload");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new ApiError("no_connection", ""));
    request.onload = () => {
      const body = request.response ?? {};
      if (request.status < 400 && body.file) resolve(body.file);
      else reject(new ApiError(body.error || `http_${request.status}`, body.detail, body));
    };
    request.send(form);
  });
}

/** Address of a file's bytes for the acting person. */
export const fileUrl = (id) => `/ui/file/${encodeURIComponent(id)}?${new URLSearchParams({ user: acting })}`;
