// Handlers of Mock Service Worker that answer as a recorded service did, and what a test puts before them.

import { delay, http, HttpResponse } from "msw";
import { RecordedService } from "./recorded.js";
import recording from "./recording.js";

/** @import { Options, Where } from "./index.js" */

export { recording };

/**
 * @param {string} baseUrl
 * @param {Options} [options]
 */
export function handlers(baseUrl, { recordings = [recording], latency: wait = 0 } = {}) {
  const base = absolute(baseUrl);
  const service = new RecordedService(base, recordings);
  return [
    http.all(`${base}/*`, async ({ request }) => {
      if (wait) await delay(wait);
      return service.answer(request);
    }),
  ];
}

/**
 * @param {string} kind
 * @param {Where} where
 */
export function problem(kind, where) {
  const base = absolute(where.baseUrl);
  const service = new RecordedService(base, where.recordings ?? [recording]);
  service.problem(kind, new Request(`${base}/`)); // so that a kind that is not there fails where it is asked for
  return before(where, ({ request }) => service.problem(kind, request));
}

/**
 * @param {number | "real" | "infinite"} wait
 * @param {Where} where
 */
export function latency(wait, where) {
  return before(where, async () => {
    await delay(wait);
  });
}

/** @param {Where} where */
export function offline(where) {
  return before(where, () => HttpResponse.error());
}

/**
 * @param {Where} where
 * @param {import("msw").HttpResponseResolver} resolver
 */
function before({ baseUrl, method = "all", path = "/*", once = false }, resolver) {
  return http[method](`${absolute(baseUrl)}${path}`, resolver, { once });
}

/** @param {string} baseUrl */
function absolute(baseUrl) {
  return new URL(baseUrl, globalThis.location?.href).href.replace(/\/$/, "");
}
