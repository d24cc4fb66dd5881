/** Requests of an admin: refused ones are told as forms show them, and a write that is sent again is made once. */

import { RefusedError, type Problem } from "./form-problems.ts";
import { newName } from "./write-names.ts";

export interface AdminOptions {
  /** Returns the editor's key when something is written; left out where a server of yours adds it. */
  key?: (() => string | null | undefined | Promise<string | null | undefined>) | undefined;
  /** Used instead of the runtime's own. */
  fetch?: typeof fetch | undefined;
  /** What to tell somebody whose record another has changed meanwhile. */
  conflict?: ((id: string | number) => string) | undefined;
}

export interface Answer<Body> {
  body: Body;
  headers: Headers;
}

/** Of a query, by name: one with several values is repeated, nested ones are joined with dots, empty ones left out. */
export type Parameters = Iterable<[string, unknown]>;

function* flat(parameters: Parameters, before = ""): Generator<[string, string]> {
  for (const [name, value] of parameters) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === "object" && item) yield* flat(Object.entries(item), `${before}${name}.`);
      else if (item !== "" && item != null) yield [before + name, String(item)];
    }
  }
}

/** A query string of parameters; it is empty where there are none. */
export const query = (parameters: Parameters) => String(new URLSearchParams([...flat(parameters)])).replace(/^./, "?$&");

export function adminRequests(url: string, { key, fetch: send = fetch }: AdminOptions) {
  const base = url.replace(/\/+$/, "");
  /** The names of writes that have not been answered: sent again, they are answered as the first time. */
  const unanswered = new Map<string, string>();

  async function ask<Body>(place: string, request?: RequestInit): Promise<Answer<Body>> {
    const answer = await send(base + place, request);
    if (answer.ok) return { body: await answer.json(), headers: answer.headers };
    const problem: Problem = await answer.json().catch(() => ({}));
    throw new RefusedError(answer.status, problem);
  }

  /** Make what is said at a place, or change what has a tag there. */
  async function write<Body>(place: string, said: unknown, reason?: string, tag?: string): Promise<Answer<Body>> {
    const body = JSON.stringify(said);
    const same = [place, body, reason, tag].join();
    const name = unanswered.get(same) ?? newName();
    unanswered.set(same, name);
    const token = await key?.();
    const answer = await ask<Body>(place, {
      method: tag ? "PATCH" : "POST",
      body,
      headers: {
        "Content-Type": `application/${tag ? "merge-patch+" : ""}json`,
        "Idempotency-Key": `"${name}"`,
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(tag && { "If-Match": tag }),
        ...(reason && { "Lunju-Reason": encodeURIComponent(reason) }),
      },
    });
    unanswered.delete(same);
    return answer;
  }

  return { ask, write };
}
