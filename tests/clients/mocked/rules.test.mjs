// What the handlers promise beside repeating what was recorded.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { handlers, latency, offline, problem, recording } from "lunju-msw";
import { setupServer } from "msw/node";

const base = "https://lunju.example/api";
const server = setupServer(...handlers(base));
before(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers(...handlers(base)));
after(() => server.close());

const json = async (path, options) => (await fetch(base + path, options)).json();

test("answers lead to the base that the handlers were given", async () => {
  const { documentation } = await json("/");
  assert.equal(documentation, `${base}/docs`);
  assert.match(
    (await fetch(`${base}/claims?limit=5`)).headers.get("Link"),
    /^<https:\/\/lunju\.example\/api\/claims\?/,
  );
  assert.equal((await json("/claims/cao2023-c9999")).type, `${base}/problems/not-found`);
});

test("what was not recorded says so, and what was, and how to record it", async () => {
  const response = await fetch(`${base}/claims?kind=factual`);
  assert.equal(response.status, 501);
  assert.equal(response.headers.get("Content-Type"), "application/problem+json");
  const { type, detail, recorded } = await response.json();
  assert.equal(type, "urn:lunju-msw:not-recorded");
  assert.match(detail, /GET \/claims\?kind=factual is not in the recording of Lunju 0\.1\.0.*`npx lunju-msw record /);
  assert.ok(recorded.includes("GET /claims?limit=5"));
});

test("a header on which an answer depends is not passed over", async () => {
  for (const headers of [{ Accept: "text/html" }, { Prefer: "return=minimal" }, { Range: "bytes=0-9" }]) {
    assert.equal((await fetch(`${base}/claims?limit=5`, { headers })).status, 501, JSON.stringify(headers));
  }
});

test("a write that was not recorded changes nothing", async () => {
  const headers = { Authorization: "Bearer any", "If-Match": "*", "Content-Type": "application/merge-patch+json" };
  const body = JSON.stringify({ stance: "reports" });
  assert.equal((await fetch(`${base}/claims/cao2023-c12`, { method: "PATCH", headers, body })).status, 501);
  assert.equal((await json("/claims/cao2023-c12")).version, 1);
});

test("names may be joined or repeated", async () => {
  const joined = await json("/claims/cao2023-c12?embed=passages,evidence.origin");
  assert.deepEqual(await json("/claims/cao2023-c12?embed=passages&embed=evidence.origin"), joined);
});

test("each kind of problem that was recorded can be had of any request", async () => {
  assert.ok(Object.keys(recording.problems).length >= 10);
  for (const [kind, { status }] of Object.entries(recording.problems)) {
    server.use(problem(kind, { baseUrl: base, path: "/topics/:id", once: true }));
    const response = await fetch(`${base}/topics/cao2023-t5`);
    const { type, instance } = await response.json();
    assert.deepEqual([response.status, type, instance], [status, `${base}/problems/${kind}`, "/topics/cao2023-t5"]);
  }
  for (const kind of ["quota-exceeded", "unavailable"]) {
    server.use(problem(kind, { baseUrl: base, once: true }));
    assert.ok(Number((await fetch(`${base}/claims`)).headers.get("Retry-After")) > 0, kind);
  }
});

test("a kind of problem that was not recorded fails where it is asked for", () => {
  assert.throws(() => problem("teapot", { baseUrl: base }), /"teapot" was recorded; there are: .*precondition-failed/);
});

test("a wait without end ends with who asked", async () => {
  server.use(latency("infinite", { baseUrl: base }));
  const asking = new AbortController();
  setTimeout(() => asking.abort(), 20); // the timer of `AbortSignal.timeout` would not keep Node.js waiting
  await assert.rejects(fetch(`${base}/claims`, { signal: asking.signal }), { name: "AbortError" });
});

test("no network is an error of the network", async () => {
  server.use(offline({ baseUrl: base }));
  await assert.rejects(fetch(`${base}/claims`), TypeError);
});

test("recordings of different services are refused together", () => {
  const other = { ...recording, of: { ...recording.of, version: "9.9.9" } };
  assert.throws(() => handlers(base, { recordings: [other, recording] }), /different services: Lunju 9\.9\.9/);
});

test("the recording names its service, its dataset and its schema", () => {
  assert.match(recording.of.version, /^\d+\.\d+\.\d+$/);
  assert.match(recording.of.schema, /^[0-9a-f]{64}$/);
  assert.match(recording.of.dataset.hash, /^[0-9a-f]{64}$/);
  assert.deepEqual(
    recording.of.dataset.packs.map(({ name }) => name),
    ["cao2023", "moss2026"],
  );
});
