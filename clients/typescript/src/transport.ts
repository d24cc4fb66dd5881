/** Sending: with the key to its own origin alone, again where that may help, and writes once however often. */

import { LunjuError } from "./problem.ts";
import { newName } from "./write-names.ts";

/** What an answer was, to be used again while it holds. */
export interface KeptAnswer {
  etag: string;
  body: unknown;
  headers: Headers;
}

export interface ClientOptions {
  /** Where the service is. */
  baseUrl: string;
  /** The key that writing needs, or what gives it; it is sent to the origin of `baseUrl` alone. */
  key?: string | (() => string | undefined | Promise<string | undefined>);
  /** What sends requests, if not the `fetch` that there is. */
  fetch?: typeof fetch;
  /** How often a request is sent at most. */
  attempts?: number;
  /** The most milliseconds to wait before a request is sent again, even where the service asks for more. */
  maxPause?: number;
  /** Where answers are kept, to be asked for with `If-None-Match`: a `Map`, say. Browsers keep them by themselves. */
  cache?: Pick<Map<string, KeptAnswer>, "get" | "set">;
}

export interface CallOptions {
  /** Ends the call, and whatever it waits for. */
  signal?: AbortSignal | undefined;
}

export interface WriteOptions extends CallOptions {
  /** Why; it is kept with the version. */
  reason?: string | undefined;
  /** By which the service knows the write when it is sent again; made up unless given. */
  idempotencyKey?: string | undefined;
  /** Answer as the write would, and write nothing. */
  validateOnly?: boolean | undefined;
}

export interface Outgoing extends CallOptions {
  method?: string;
  query?: object | undefined;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Answer<Body> {
  body: Body;
  headers: Headers;
}

const temporary = new Set([429, 502, 503]);

export class Transport {
  readonly base: URL;
  private readonly options: ClientOptions;

  constructor(options: ClientOptions) {
    this.options = options;
    this.base = new URL(options.baseUrl.replace(/\/*$/, "/"));
  }

  /** The URL of a path below the service's, or of a whole URL, with a query. */
  url(path: string, query: object = {}): URL {
    const url = new URL(path.replace(/^\/+/, ""), this.base);
    for (const [name, value] of Object.entries(query)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined) url.searchParams.append(name, String(each));
      }
    }
    return url;
  }

  /** Send a request, and return what its answer holds. */
  async json<Body>(path: string, outgoing: Outgoing = {}): Promise<Answer<Body>> {
    const { cache } = this.options;
    const url = this.url(path, outgoing.query);
    const kept = outgoing.method ? undefined : cache?.get(url.href);
    const headers = { Accept: "application/json", ...outgoing.headers, ...(kept && { "If-None-Match": kept.etag }) };
    const response = await this.send(url, { ...outgoing, headers });
    if (response.status === 304 && kept) return kept as Answer<Body>;
    const body = response.status === 204 ? undefined : await response.json();
    const etag = response.headers.get("ETag");
    if (!outgoing.method && etag) cache?.set(url.href, { etag, body, headers: response.headers });
    return { body, headers: response.headers };
  }

  /** Write, under a key by which the service knows the write when it is sent again. */
  async write<Body>(
    method: string, path: string, body: unknown, options: WriteOptions = {}, version?: number,
  ): Promise<Body> {
    const headers: Record<string, string> = { "Idempotency-Key": `"${options.idempotencyKey ?? newName()}"` };
    if (body !== undefined) {
      headers["Content-Type"] = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    }
    if (options.reason !== undefined) headers["Lunju-Reason"] = encodeURIComponent(options.reason);
    if (version !== undefined) headers["If-Match"] = tagOf(version);
    const query = options.validateOnly ? { validate_only: true } : {};
    return (await this.json<Body>(path, { method, body, headers, query, signal: options.signal })).body;
  }

  /** Send a request, again where the network fails or the service asks for patience. */
  async send(url: URL, { method = "GET", headers = {}, body, signal }: Outgoing): Promise<Response> {
    const { attempts = 5, maxPause = 30_000, key } = this.options;
    const token = url.origin === this.base.origin ? await (typeof key === "function" ? key() : key) : undefined;
    const init: RequestInit = { method, headers: { ...headers, ...(token && { Authorization: `Bearer ${token}` }) } };
    if (body !== undefined) init.body = JSON.stringify(body);
    if (signal) init.signal = signal;
    const send = this.options.fetch ?? globalThis.fetch;
    for (let attempt = 1; ; attempt++) {
      let pause = 100 * 2 ** attempt * (0.5 + Math.random() / 2); // so that clients do not meet
      try {
        const response = await send(url, init);
        if (response.ok || response.status === 304) return response;
        const error = await LunjuError.of(response);
        if (attempt >= attempts || !isTemporary(error)) throw error;
        // A proxy may give a date, which says less than our own patience.
        pause = Math.max(pause, 1000 * (Number(response.headers.get("Retry-After")) || 0));
      } catch (error) {
        if (signal?.aborted || error instanceof LunjuError || attempt >= attempts) throw error;
      }
      await wait(Math.min(pause, maxPause), signal);
    }
  }
}

/** Wait, unless a signal ends that. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    if (signal?.aborted) end();
    else signal?.addEventListener("abort", end, { once: true });
  });
}

/** Whether the same request may be answered later. */
export function isTemporary(error: LunjuError): boolean {
  return error.kind === "in-flight" || (temporary.has(error.status) && error.kind !== "too-costly");
}

/** A tag of a version: the service compares that part alone, so that what was read in any form can be changed. */
function tagOf(version: number): string {
  return `"${version}-${"0".repeat(24)}"`;
}
