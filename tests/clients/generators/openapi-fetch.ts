// Reads, narrows, patches and meets a problem, by types that openapi-typescript made.
import createClient from "openapi-fetch";

import type { components, paths } from "./lunju";

const [, , baseUrl, key, word] = process.argv as string[];
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

const list = await client.GET("/claims", { params: { query: { kind: ["thesis"], embed: ["essay"], limit: 2 } } });
const [claim] = list.data ?? [];
const kind: components["schemas"]["ClaimKind"] | undefined = claim?.kind;
console.log(kind, claim?._embedded?.essay?.type);

const link = await client.GET("/evidence/{evidence_id}", {
  params: { path: { evidence_id: "cao2023-e1" }, query: { embed: ["origin", "target.section"] } },
});
const origin = link.data?._embedded?.origin;
if (origin?.type === "source") console.log(origin.type, origin.csl_type);
else if (origin?.type === "claim") console.log(origin.type, origin.stance);

const path = { claim_id: "cao2023-c1" };
const { response } = await client.GET("/claims/{claim_id}", { params: { path } });
const params = { path, header: { "If-Match": response.headers.get("ETag") ?? "" } };
const headers = { "Content-Type": "application/merge-patch+json" };
const patched = await client.PATCH("/claims/{claim_id}", { params, headers, body: { text: { fr: word! } } });
console.log(patched.data?.text["fr"]);
const { error } = await client.PATCH("/claims/{claim_id}", { params, headers, body: { text: { fr: null } } });
if (error?.type.endsWith("/problems/precondition-failed")) console.log(error.status);
