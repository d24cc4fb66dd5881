// What a compiler knows of what is asked, and what it refuses.
import { createClient, LunjuError, type Asked, type RecordOf } from "lunju";

const lunju = createClient({ baseUrl: "http://localhost:8000" });
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const holds = <Holds extends true>() => undefined as unknown as Holds;

export async function reads() {
  const whole = await lunju.claims.get("cao2023-c1");
  holds<Same<typeof whole, Asked<"claims", never, never>>>();
  const kind: "thesis" | "factual" | "causal" | "evaluative" | "predictive" | "prescriptive" | "definitional" = whole.kind;
  // @ts-expect-error: nothing was embedded
  whole._embedded;

  const some = await lunju.claims.get("cao2023-c1", { fields: ["id", "stance"], embed: ["section", "evidence.origin"] });
  some.stance.toUpperCase();
  // @ts-expect-error: the kind was not asked for
  some.kind;
  some._embedded.section?.title;
  for (const link of some._embedded.evidence) {
    const origin = link._embedded.origin;
    if (origin?.type === "source") origin.csl_type;
    // @ts-expect-error: the target was not asked for
    link._embedded.target;
  }
  // @ts-expect-error: the topics were not asked for
  some._embedded.topics;
  return kind;
}

export async function counts() {
  const page = await lunju.read("/claims/facets", {}, { facet: ["stance"], kind: "thesis", limit: 20 });
  page.records?.[0]?.stance.toUpperCase();
  for await (const hit of lunju.list("/search", {}, { q: "firms" })) hit.matches.length;
  // @ts-expect-error: there is no such kind
  lunju.read("/claims/facets", {}, { facet: ["stance"], kind: "thesiss" });
  // @ts-expect-error: a figure has no stance
  (await lunju.read("/statistics/facets", {}, { facet: ["measure"], limit: 20 })).records?.[0]?.stance;
}

export async function refuses() {
  // @ts-expect-error: there is no such kind
  lunju.claims.list({ kind: "thesiss" });
  // @ts-expect-error: there is no such filter
  lunju.claims.list({ knd: "thesis" });
  // @ts-expect-error: there is no such relation
  lunju.claims.list({ embed: ["evidence.orign"] });
  // @ts-expect-error: there is no such field
  lunju.claims.list({ fields: ["titel"] });
  // @ts-expect-error: a change is of what was read
  lunju.claims.change("cao2023-c1", { stance: "reports" });
  // @ts-expect-error: nothing made a record of fields that are missing
  lunju.claims.create({ kind: "thesis" });
  // @ts-expect-error: there is no such path
  lunju.read("/claims/{claim_id}/whi");
  // @ts-expect-error: a claim has another name in the path
  lunju.read("/claims/{claim_id}/why", { id: "cao2023-c1" });
  lunju.claims.list({ kind: ["thesis", "causal"], sort: "-number", has_evidence: false, limit: 5 });
}

export function narrows(error: unknown): string {
  if (!(error instanceof LunjuError)) throw error;
  // @ts-expect-error: there is no such problem
  if (error.kind === "stale") return "";
  return error.kind === "precondition-failed" ? error.message : "";
}

export function keeps(claim: RecordOf<"claims">): RecordOf<"claims"> {
  return claim;
}
