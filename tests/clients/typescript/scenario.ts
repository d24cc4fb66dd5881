// What a program does with a service, in Node.js and in a browser alike; `tell` is what it found.
import { createClient, LunjuError, type CreateOf, type KeptAnswer } from "lunju";

type Sent = { method: string; status: number; authorized: boolean; idempotency: string | null };

/** A `fetch` that notes what it sends, and does with an answer what a test wants. */
function noting(sent: Sent[], meddle: (response: Response, url: URL, nth: number) => Response = (response) => response) {
  return async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const response = await fetch(input, init);
    const headers = new Headers(init.headers);
    sent.push({
      method: init.method ?? "GET",
      status: response.status,
      authorized: headers.has("Authorization"),
      idempotency: headers.get("Idempotency-Key"),
    });
    return meddle(response, new URL(String(input)), sent.length);
  };
}

async function problem(call: Promise<unknown>): Promise<LunjuError> {
  return call.then(() => Promise.reject(new Error("It was not refused.")), (error) => {
    if (error instanceof LunjuError) return error;
    throw error;
  });
}

const thesis: CreateOf<"claims"> = {
  essay_id: "cao2023",
  kind: "causal",
  stance: "endorses",
  text: { "zh-Hans": "大企业离不开小企业。", en: "Large firms need small ones." },
  attributed_to: [],
  passages: ["cao2023-p4"],
};

const topic = { essay_id: "cao2023", kind: "lever", title: thesis.text, summary: thesis.text, claims: [], passages: ["cao2023-p4"] };

export async function tell(baseUrl: string, key: string, elsewhere: string) {
  const lunju = createClient({ baseUrl, key, maxPause: 10 });
  const query = { essay_id: "cao2023", limit: 100, count: true, fields: ["id"] } as const;

  const pages = [];
  for await (const page of lunju.claims.list(query).pages()) pages.push(page);
  const [first] = await lunju.evidence.list({ relation: "supports", embed: ["origin"], limit: 1 }).toArray(1);
  const one = await lunju.claims.get("cao2023-c12", { fields: ["id", "stance"], embed: ["evidence.origin"] });

  // Another is first, once.
  let rounds = 0;
  const updated = await lunju.claims.update("cao2023-c12", async (claim) => {
    if (++rounds === 1) await lunju.claims.change(claim, { text: { fr: "D'abord" } }, { reason: "First." });
    return { text: { de: `nach ${claim.text["fr"] ?? "niemandem"}` } };
  }, { reason: "Zweitens: ä." });
  const stale = await problem(lunju.claims.change({ id: "cao2023-c12", version: 1 }, { text: { fr: null } }));
  const invalid = await problem(lunju.claims.create({ ...thesis, kind: "thesiss" as "thesis", text: { en: "" } }));
  const absent = await problem(lunju.claims.get("cao2023-c9999"));

  // The first answer is lost on its way.
  const writes: Sent[] = [];
  const unlucky = createClient({
    baseUrl, key, maxPause: 10,
    fetch: noting(writes, (response, _, nth) => {
      if (nth === 1) throw new TypeError("The network failed.");
      return response;
    }),
  });
  const made = await unlucky.claims.create(thesis);
  const twins = await lunju.claims.list({ text_like: "Large firms need small ones" }).toArray();
  const deleted = await lunju.claims.delete(made);

  const asked: Sent[] = [];
  const frugal = createClient({ baseUrl, cache: new Map<string, KeptAnswer>(), fetch: noting(asked) });
  const again = [await frugal.topics.get("cao2023-t1"), await frugal.topics.get("cao2023-t1")];

  // The connection ends behind the first change.
  const since = made.version && (await lunju.dataset()).version - 4;
  const connections: number[] = [];
  const cut = createClient({
    baseUrl,
    fetch: noting([], (response, url) => {
      connections.push(Number(url.searchParams.get("since")));
      if (connections.length > 1) return response;
      let seen = 0;
      const ending = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          seen += chunk.length;
          const text = new TextDecoder().decode(chunk);
          const end = text.indexOf("\n\n", text.indexOf("event: change"));
          controller.enqueue(text.includes("event: change") ? chunk.slice(0, new TextEncoder().encode(text.slice(0, end + 2)).length) : chunk);
          if (text.includes("event: change")) controller.error(new TypeError(`Cut after ${seen} bytes.`));
        },
      });
      return new Response(response.body!.pipeThrough(ending), { status: response.status, headers: response.headers });
    }),
  });
  const followed: number[] = [];
  for await (const change of cut.changes({ since })) {
    followed.push(change.sequence);
    if (followed.length === 4) break;
  }
  const restored = await problem(lunju.changes({ since: 0, epoch: "0".repeat((await lunju.dataset()).epoch.length) }).next());
  const aborted = await lunju.changes({ signal: AbortSignal.timeout(50) }).next().catch((error) => error.name);
  const impatient = await lunju.claims.list(query, { signal: AbortSignal.abort() }).toArray().catch((error) => error.name);

  // The key is for the service alone, whatever link leads elsewhere.
  const abroad: Sent[] = [];
  const keyed = createClient({ baseUrl, key: () => key, fetch: noting(abroad) });
  await keyed.claims.list({ limit: 1 }).page();
  await keyed.claims.list().page(`${elsewhere}/claims?limit=1`);

  const batch = await lunju.batch([
    { op: "create", resource: "topics", ref: "new", body: topic },
    { op: "create", resource: "claims", body: thesis },
  ], { reason: "Tried." });
  const why = await lunju.read("/claims/{claim_id}/why", { claim_id: "cao2023-c104" });
  const graph = await lunju.read("/essays/{essay_id}/graph", { essay_id: "cao2023" }, { root: "cao2023-r1", depth: 1 });

  const sought = { q: "firms", resource: ["claims" as const], limit: 5 };
  const hits = await lunju.list("/search", {}, sought).toArray();

  return {
    ids: pages.flatMap((page) => page.items.map((claim) => claim.id)),
    pages: pages.length,
    total: pages[0]?.total,
    origin: first?._embedded.origin?.type,
    one: [Object.keys(one), one._embedded.evidence.map((link) => link._embedded.origin?.id)],
    updated: [rounds, updated.text["de"], updated.version],
    stale: [stale.status, stale.kind],
    invalid: [invalid.status, invalid.kind, Object.keys(invalid.fields).sort()],
    absent: [absent.status, absent.kind],
    retried: [twins.length, new Set(writes.map((each) => each.idempotency)).size, writes.length],
    deleted: deleted.id === made.id,
    kept: [asked.map((each) => each.status), again[0] === again[1]],
    followed: followed.map((sequence) => sequence - since),
    connections: connections.map((from) => from - since),
    restored: [restored.kind, typeof restored.members["epoch"]],
    aborted,
    impatient,
    authorized: abroad.map((each) => each.authorized),
    batch: batch.operations.length,
    why: why.grounded,
    hits: [hits.length > sought.limit, hits.every((hit) => hit.resource === "claims")],
    graph: graph.elements.nodes.length > 1,
  };
}
