#!/usr/bin/env node
// Asks a service what files of requests say, and writes down what it answers: the only maker of recordings.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { asked, canonical, OUTDATED } from "./requests.js";
import { changes, written } from "./written.js";

/** @import { Answer, Exchange, Recording } from "./recording.js" */

const USAGE = `lunju-msw record URL FILE [URL FILE …] --out RECORDING.js

RECORDING may end in .ts as well. Each FILE has a request in a line, asked of the service at the URL before it, from top
to bottom:

  /claims?kind=thesis&limit=5
  PATCH /claims/cao2023-c12 {"stance": "endorses"}

A line \`next\` is the page that the answer before leads to. A write is sent with the key in LUNJU_KEY and with the present
tag in If-Match. Words between path and body say otherwise: \`keyless\`; \`untagged\` and \`outdated\`, of If-Match;
\`whatever\`, of a refusal that no body changes. After a write that is done everything is read again. A line \`only
problems\` keeps of a file no more than those. Lines that begin with # are for people.`;

const OF_THE_MOMENT = new Set(["connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"]);
const REFUSED = 400;

/** @typedef {{ method: string, path: string, words: string[], body: string }} Line */

/**
 * @param {string} text
 * @returns {Line[]}
 */
function lines(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#") && line !== "only problems")
    .map((line) => {
      if (line === "next") return { method: "GET", path: line, words: [], body: "" };
      const found = /^(?:([A-Z]+) )?(\/\S*)((?: [a-z]+)*)(?: ([[{].*))?$/.exec(line);
      if (!found?.[2]) throw new Error(`This is no request: ${line}`);
      return { method: found[1] ?? "GET", path: found[2], words: (found[3] ?? "").split(" "), body: found[4] ?? "" };
    });
}

/**
 * Return a path with its parameters in the order in which a recording names them, and an answer repeats them.
 * @param {string} path
 */
function sorted(path) {
  const url = new URL(path, "http://any");
  url.searchParams.sort();
  return url.pathname + url.search;
}

/** Writes down what services answer that are alike at first. */
class Recorder {
  /** @type {Map<string, Exchange[]>} */
  states = new Map([["", []]]);
  /** @type {Record<string, Answer>} */
  problems = {};
  /** @type {string[]} */
  reads = [];

  /**
   * @param {string} key
   * @param {string} base the base of the URLs in answers
   */
  constructor(key, base) {
    this.key = key;
    this.base = base;
  }

  /**
   * @param {string} url
   * @param {string} text
   */
  async follow(url, text) {
    const onlyProblems = /^only problems$/m.test(text);
    let [state, following] = ["", ""];
    for (const line of lines(text)) {
      if (line.method === "GET") {
        const answer = await this.#read(url, state, line.path === "next" ? following : line.path);
        following = /<([^>]*)>; rel="next"/.exec(answer.headers["link"] ?? "")?.[1]?.replace(this.base, "") ?? "";
        continue;
      }
      const exchange = await this.#write(url, line, onlyProblems ? undefined : state);
      if ((exchange.status ?? REFUSED) < REFUSED) {
        const done = line.body ? `${exchange.request} ${canonical(line.body)}` : exchange.request;
        exchange.then = state ? `${state}\n${done}` : done;
      }
      if (onlyProblems) continue;
      this.add(state, exchange);
      if (exchange.then !== undefined) {
        state = exchange.then;
        for (const path of new Set(this.reads)) await this.#read(url, state, path);
      }
    }
  }

  /**
   * @param {string} state
   * @param {Exchange} exchange
   */
  add(state, exchange) {
    const there = this.states.get(state) ?? [];
    this.states.set(state, there);
    const asking = (/** @type {Exchange} */ { request, key, tag, type, sent }) =>
      JSON.stringify([request, key, tag, type, sent]);
    if (!there.some((other) => asking(other) === asking(exchange))) there.push(exchange);
  }

  /**
   * @param {string} url
   * @param {string} state
   * @param {string} path
   */
  async #read(url, state, path) {
    const line = { method: "GET", path: sorted(path), words: [], body: "" };
    const answer = await this.#ask(url, line);
    /** @type {Pick<Exchange, "unchanged">} */
    const again = {};
    const tag = answer.headers["etag"];
    if (answer.status === 200 && tag) {
      const { headers } = await this.#ask(url, line, { "If-None-Match": tag });
      const { "content-type": _type, ...expected } = answer.headers;
      const other = changes(expected, headers);
      if (Object.keys(other).length) again.unchanged = other;
    }
    this.reads.push(line.path);
    this.add(state, { request: this.#name(line), ...answer, ...again });
    return answer;
  }

  /**
   * @param {string} url
   * @param {Line} line
   * @param {string | undefined} state where what it is written to is kept as well
   * @returns {Promise<Exchange>}
   */
  async #write(url, line, state) {
    const { method, path, words, body } = line;
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    const tag = words.includes("outdated")
      ? "old"
      : words.includes("untagged") || method === "POST"
        ? "none"
        : "current";
    const key = !words.includes("keyless");
    /** @type {Record<string, string>} */
    const headers = {};
    if (body) headers["Content-Type"] = type;
    if (key) headers["Authorization"] = `Bearer ${this.key}`;
    if (tag === "current") {
      const read = { method: "GET", path, words: [], body: "" };
      const present = state === undefined ? await this.#ask(url, read) : await this.#read(url, state, path);
      headers["If-Match"] = present.headers["etag"] ?? "*";
    }
    if (tag === "old") headers["If-Match"] = `"${OUTDATED}"`;
    const sent = words.includes("whatever") ? {} : { sent: body ? JSON.parse(body) : "" };
    const answer = await this.#ask(url, line, headers);
    return { request: this.#name(line), key, tag, ...(body ? { type } : {}), ...sent, ...answer };
  }

  /**
   * @param {string} url
   * @param {Line} line
   * @param {Record<string, string>} [headers]
   * @returns {Promise<Answer>}
   */
  async #ask(url, { method, path, body }, headers = {}) {
    const response = await fetch(url + path, {
      method,
      headers: { Accept: "*/*", "Accept-Encoding": "identity", ...headers },
      ...(body ? { body } : {}),
    });
    const told = [...response.headers].filter(([name]) => !OF_THE_MOMENT.has(name));
    const answer = { status: response.status, headers: Object.fromEntries(told), body: await response.text() };
    if (answer.headers["content-type"] === "application/problem+json") {
      this.problems[JSON.parse(answer.body).type.split("/").at(-1)] ??= answer;
    }
    return answer;
  }

  /** @param {Line} line */
  #name({ method, path }) {
    const url = new URL(path, "http://any");
    return `${method} ${asked(url.pathname, url.searchParams)}`;
  }
}

/**
 * Return which service it is, and the base of the URLs that it tells.
 * @param {string} url
 * @returns {Promise<Pick<Recording, "of" | "base">>}
 */
async function described(url) {
  const home = await (await fetch(url, { headers: { Accept: "application/json" } })).json();
  const schema = createHash("sha256").update(await (await fetch(home.openapi.replace(base(home), url))).text());
  const packs = home.dataset.packs.map((/** @type {{ name: string, hash: string }} */ { name, hash }) => ({
    name,
    hash,
  }));
  const { version, hash } = home.dataset;
  return {
    of: { version: home.version, schema: schema.digest("hex"), dataset: { version, hash, packs } },
    base: base(home),
  };
}

/** @param {{ documentation: string }} home */
function base(home) {
  return home.documentation.replace(/\/docs$/, "");
}

/** @param {string[]} given */
async function main(given) {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { out: { type: "string" } },
  });
  const [command, ...pairs] = positionals;
  if (command !== "record" || !values.out || pairs.length < 2 || pairs.length % 2) throw new Error(USAGE);
  const head = await described(String(pairs[0]).replace(/\/$/, ""));
  const recorder = new Recorder(process.env["LUNJU_KEY"] ?? "", head.base);
  for (let at = 0; at < pairs.length; at += 2) {
    await recorder.follow(String(pairs[at]).replace(/\/$/, ""), await readFile(String(pairs[at + 1]), "utf8"));
  }
  await writeFile(values.out, written(values.out.endsWith(".ts"), head, recorder));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
