// The public API. The editor's key is kept in this module alone, as long as the page is open.
import { told } from "./told.js";

let key = "";
export const keep = (given) => (key = given.trim());
export const hasKey = () => key !== "";

// What the service refuses: an RFC 9457 problem.
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || String(status));
    this.status = status;
    this.errors = body.errors ?? [];
  }
}

export async function ask(path, { method = "GET", body, headers = {}, type = "application/json", signal } = {}) {
  const sent = { Accept: "application/json", ...headers };
  if (method !== "GET" && key && path !== "figures/parse") sent.Authorization = `Bearer ${key}`;
  if (body !== undefined) sent["Content-Type"] = type;
  const content = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(told.root + path, { method, body: content, headers: sent, signal, cache: "no-cache" });
  const text = await answer.text();
  let found = {};
  try {
    found = text ? JSON.parse(text) : {};
  } catch {
    if (answer.ok) throw new Problem(answer.status, { detail: text.slice(0, 200) });
  }
  if (!answer.ok) throw new Problem(answer.status, found);
  return found;
}

// The text of an essay, to the character; with a key where it is not served to everybody.
export async function textOf(id) {
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  const answer = await fetch(`${told.root}essays/${id}/text`, { headers, cache: "no-cache" });
  if (!answer.ok) throw new Problem(answer.status, await answer.json());
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
}

// A list whole: every record that fits.
export async function whole(resource, query) {
  const asked = new URLSearchParams(query);
  const answer = await fetch(`${told.root}${resource}.ndjson?${asked}`, { cache: "no-cache" });
  const text = await answer.text();
  if (!answer.ok) throw new Problem(answer.status, JSON.parse(text));
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");

// All of a batch, or nothing. A batch that is sent twice is made once: the same key goes with the same operations.
let sentLast = { content: "", name: "" };
export async function batch(operations, reason, only) {
  const body = reason ? { reason, operations } : { operations };
  if (only) return ask("batches?validate_only=true", { method: "POST", body });
  const content = JSON.stringify(body);
  if (content !== sentLast.content) sentLast = { content, name: freshKey() };
  const done = await ask("batches", { method: "POST", body, headers: { "Idempotency-Key": `"${sentLast.name}"` } });
  sentLast = { content: "", name: "" };
  return done;
}
