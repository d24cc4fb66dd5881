// Reads, narrows, patches and meets a problem, with a client that @hey-api/openapi-ts made.
import { getClaim, getEvidenceLink, listClaims, patchClaim, type ClaimKind } from "./made-by-hey-api";
import { client } from "./made-by-hey-api/client.gen";

const [, , baseUrl, key, word] = process.argv as string[];
client.setConfig({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

const list = await listClaims({ query: { kind: ["thesis"], embed: ["essay"], limit: 2 }, throwOnError: true });
const kind: ClaimKind | undefined = list.data[0]?.kind;
console.log(kind, list.data[0]?._embedded?.essay?.type);

const link = await getEvidenceLink({ path: { evidence_id: "cao2023-e1" }, query: { embed: ["origin"] }, throwOnError: true });
const origin = link.data._embedded?.origin;
if (origin?.type === "source") console.log(origin.type, origin.csl_type);
else if (origin?.type === "claim") console.log(origin.type, origin.stance);

const path = { claim_id: "cao2023-c1" };
const { response } = await getClaim({ path, throwOnError: true });
const headers = { "If-Match": response.headers.get("ETag") ?? "" };
const patched = await patchClaim({ path, headers, body: { text: { fr: word! } }, throwOnError: true });
console.log(patched.data.text["fr"]);
const { error } = await patchClaim({ path, headers, body: { text: { fr: null } } });
if (error?.type.endsWith("/problems/precondition-failed")) console.log(error.status);
