// Looks up what a recording has for a request. It knows nothing of Mock Service Worker.

import { asked, canonical, names, OUTDATED } from "./requests.js";

/** @import { Answer, Exchange, Recording } from "./recording.js" */

/** Headers of a request on which an answer depends in ways that are not recorded. */
const UNRECORDED = ["Prefer", "Range", "If-Range", "If-Modified-Since"];

/** A service as it was recorded, with the writes that a test has made to it so far. */
export class RecordedService {
  #state = "";

  /**
   * @param {string} base the URL that takes the place of the recorded one, without a final slash
   * @param {Recording[]} recordings
   */
  constructor(base, recordings) {
    const [first, ...others] = recordings;
    if (!first) throw new Error("There is no recording.");
    for (const { of } of others) {
      if (JSON.stringify(of) !== JSON.stringify(first.of)) {
        throw new Error(`The recordings are of different services: ${told(first.of)}; ${told(of)}.`);
      }
    }
    this.base = base;
    this.recordings = recordings;
  }

  /**
   * Return what was answered to a request; where that was not recorded, what to record.
   * @param {Request} request
   * @returns {Promise<Response>}
   */
  async answer(request) {
    const url = new URL(request.url);
    const path = this.#path(request);
    const method = request.method === "HEAD" ? "GET" : request.method;
    const wanted = `${method} ${asked(path, url.searchParams)}`;
    const header = UNRECORDED.find((name) => request.headers.has(name));
    if (header) return this.#unrecorded(wanted, `with the header ${header}`);
    if (!accepts(request.headers.get("Accept"))) return this.#unrecorded(wanted, "with this Accept");
    if (method !== "GET") return this.#write(request, wanted, path);
    const found = this.#find((exchange) => exchange.request === wanted);
    return found ? this.#read(request, found) : this.#unrecorded(wanted);
  }

  /**
   * Return a recorded answer of a problem of a kind, as if it were to a request.
   * @param {string} kind
   * @param {Request} request
   */
  problem(kind, request) {
    for (const recording of this.recordings) {
      const answer = recording.problems[kind];
      if (answer) {
        const body = { ...JSON.parse(answer.body), instance: decodeURIComponent(this.#path(request)) };
        return this.#respond(recording, { ...answer, body: JSON.stringify(body) }, request);
      }
    }
    const known = [...new Set(this.recordings.flatMap((recording) => Object.keys(recording.problems)))].sort();
    throw new Error(`No problem ${JSON.stringify(kind)} was recorded; there are: ${known.join(", ")}.`);
  }

  /** @param {Request} request */
  #path(request) {
    return new URL(request.url).pathname.slice(new URL(this.base).pathname.replace(/\/$/, "").length) || "/";
  }

  /**
   * @param {Request} request
   * @param {Found} found
   */
  #read(request, { recording, answer }) {
    const seen = request.headers.get("If-None-Match");
    const tag = answer.headers["etag"];
    if (answer.status !== 200 || !seen || !tag || !names(seen, tag)) {
      return this.#respond(recording, answer, request);
    }
    const headers = there({ ...answer.headers, "content-type": null, ...answer.unchanged });
    return this.#respond(recording, { status: 304, headers, body: "" }, request);
  }

  /**
   * @param {Request} request
   * @param {string} wanted
   * @param {string} path
   */
  async #write(request, wanted, path) {
    const sent = canonical((await request.text()) || '""');
    const match = request.headers.get("If-Match");
    const present = this.#find((exchange) => exchange.request === `GET ${decodeURIComponent(path)}`);
    const current = present?.answer.headers["etag"];
    const tag = match === null ? "none" : match === "*" || (current && names(match, current)) ? "current" : "old";
    const key = /^Bearer \S/i.test(request.headers.get("Authorization") ?? "");
    const type = (request.headers.get("Content-Type") ?? "").split(";")[0]?.trim() ?? "";
    const found = this.#find(
      (exchange) =>
        exchange.request === wanted &&
        exchange.tag === tag &&
        exchange.key === key &&
        (exchange.type ?? "") === type &&
        (exchange.sent === undefined || canonical(JSON.stringify(exchange.sent)) === sent),
    );
    if (!found) {
      return this.#unrecorded(
        wanted,
        `${key ? "with" : "without"} a key, with ${tag === "none" ? "no" : `the ${tag}`} If-Match, of type "${type}", saying ${sent}`,
      );
    }
    if (found.exchange.then !== undefined) this.#state = found.exchange.then;
    return this.#respond(found.recording, found.answer, request);
  }

  /**
   * @typedef {{ recording: Recording, exchange: Exchange, answer: Answer }} Found
   * @param {(exchange: Exchange) => boolean} fits
   * @returns {Found | undefined}
   */
  #find(fits) {
    for (const recording of this.recordings) {
      const exchange = recording.states[this.#state]?.find(fits);
      if (exchange) {
        const before = recording.states[""]?.find(
          ({ request }) => request === exchange.request && exchange.key === undefined,
        );
        return { recording, exchange, answer: whole(exchange, before) };
      }
    }
    return undefined;
  }

  /**
   * @param {Recording} recording
   * @param {Answer} answer
   * @param {Request} request
   */
  #respond(recording, { status, headers, body }, request) {
    const tag = /"([^"\\]*)"/.exec(request.headers.get("If-Match") ?? "")?.[1] ?? OUTDATED;
    const here = (/** @type {string} */ text) => text.replaceAll(recording.base, this.base).replaceAll(OUTDATED, tag);
    const bytes = new TextEncoder().encode(here(body));
    const sent = new Headers(recording.headers);
    for (const [name, value] of Object.entries(headers)) sent.set(name, here(value));
    const empty = status === 204 || status === 304;
    if (!empty) sent.set("content-length", String(bytes.length));
    return new Response(empty || request.method === "HEAD" ? null : bytes, { status, headers: sent });
  }

  /**
   * @param {string} wanted
   * @param {string} [how]
   */
  #unrecorded(wanted, how) {
    const place = wanted.split("?")[0];
    const recorded = this.recordings
      .flatMap((recording) => recording.states[this.#state] ?? [])
      .filter(({ request }) => request.split("?")[0] === place)
      .map(({ request, tag, key, sent }) =>
        key === undefined
          ? request
          : `${request} (key: ${key}, If-Match: ${tag}, saying ${JSON.stringify(sent) ?? "anything"})`,
      );
    const after = this.#state && ` after ${this.#state.split("\n").join(", then ")}`;
    const problem = {
      type: "urn:lunju-msw:not-recorded",
      title: "This was not recorded",
      status: 501,
      detail:
        `${wanted}${how ? ` ${how}` : ""}${after} is not in the recording of ${told(this.recordings[0]?.of)}. ` +
        "To record it, put it into a file as a line, and run `npx lunju-msw record URL FILE --out mine.js` " +
        "where a service runs at URL; then hand `recordings: [recording, mine]` to `handlers`.",
      recorded,
    };
    return new Response(JSON.stringify(problem), {
      status: 501,
      headers: { "content-type": "application/problem+json", "access-control-allow-origin": "*" },
    });
  }
}

/**
 * Return what was answered, where only what is other than before a write was stored.
 * @param {Exchange} exchange
 * @param {Exchange} [before]
 * @returns {Answer}
 */
function whole({ status, headers, unchanged, body, splice }, before) {
  return {
    status: status ?? before?.status ?? 200,
    headers: there({ ...before?.headers, ...headers }),
    unchanged: unchanged ?? before?.unchanged ?? {},
    body: splice ? spliced(text(before?.body), splice) : text(body ?? before?.body),
  };
}

/** @param {Record<string, string | null>} headers */
function there(headers) {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** @param {unknown} body */
function text(body) {
  return typeof body === "string" ? body : JSON.stringify(body ?? "");
}

/**
 * @param {string} before
 * @param {[number, number, string]} splice
 */
function spliced(before, [start, end, middle]) {
  return before.slice(0, start) + middle + before.slice(before.length - end);
}

/** @param {string | null} accept */
function accepts(accept) {
  return accept === null || /(^|[\s,])(\*\/\*|application\/(\*|json))\s*(;|,|$)/.test(accept);
}

/** @param {Recording["of"] | undefined} of */
function told(of) {
  return of ? `Lunju ${of.version}, dataset version ${of.dataset.version}, ${of.dataset.hash.slice(0, 12)}` : "nothing";
}
