// Reads, narrows, patches and meets a problem, with queries that orval made.

import { getClaim, getListClaimsQueryOptions, listClaims, patchClaim } from "./made-by-orval/claims/claims";
import { getEvidenceLink } from "./made-by-orval/evidence/evidence";
import type { ClaimKind } from "./made-by-orval/model";

const [, , base, key, word] = process.argv as string[];
const sent = globalThis.fetch;
globalThis.fetch = (url, init) =>
  sent(`${base}${url}`, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${key}` } });

const asked = { kind: ["thesis"] as ClaimKind[], embed: ["essay" as const], limit: 2 };
const list = await listClaims(asked);
if (list.status !== 200) throw new Error(list.data.detail);
if (getListClaimsQueryOptions(asked).queryKey[0] !== "/claims") throw new Error("the key of the query has changed");
const kind: ClaimKind | undefined = list.data[0]?.kind;
console.log(kind, list.data[0]?._embedded?.essay?.type);

const link = await getEvidenceLink("cao2023-e1", { embed: ["origin"] });
if (link.status !== 200) throw new Error(link.data.detail);
const origin = link.data._embedded?.origin;
if (origin?.type === "source") console.log(origin.type, origin.csl_type);
else if (origin?.type === "claim") console.log(origin.type, origin.stance);

const read = await getClaim("cao2023-c1");
const headers = { "If-Match": read.headers.get("ETag") ?? "" };
const patched = await patchClaim("cao2023-c1", { text: { fr: word! } }, undefined, { headers });
if (patched.status !== 200) throw new Error(patched.data.detail);
console.log(patched.data.text["fr"]);
const stale = await patchClaim("cao2023-c1", { text: { fr: null } }, undefined, { headers });
if (stale.status !== 200 && stale.data.type.endsWith("/problems/precondition-failed")) console.log(stale.data.status);
