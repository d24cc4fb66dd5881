// Reads, narrows, patches and meets a problem, with a client that openapi-generator made.
import { ClaimsApi, Configuration, EvidenceApi, ResponseError, type ClaimKind, type Problem } from "./made-by-openapi-generator";

const [, , basePath, accessToken, word] = process.argv as string[];
const configuration = new Configuration({ basePath, accessToken });
const claims = new ClaimsApi(configuration);
const [claim] = await claims.listClaims({ kind: ["thesis"], embed: ["essay"], limit: 2 });
const kind: ClaimKind | undefined = claim?.kind;
console.log(kind, claim?.embedded?.essay?.type);

const link = await new EvidenceApi(configuration).getEvidenceLink({ evidenceId: "cao2023-e1", embed: ["origin"] });
const origin = link.embedded?.origin;
if (origin?.type === "source") console.log(origin.type, origin.cslType);
else if (origin?.type === "claim") console.log(origin.type, origin.stance);

const { raw } = await claims.getClaimRaw({ claimId: "cao2023-c1" });
const where = { claimId: "cao2023-c1", ifMatch: raw.headers.get("ETag") ?? "" };
const patched = await claims.patchClaim({ ...where, claimPatch: { text: { fr: word! } } });
console.log(patched.text["fr"]);
try {
  await claims.patchClaim({ ...where, claimPatch: { text: { fr: null } } });
} catch (error) {
  if (!(error instanceof ResponseError)) throw error;
  const problem: Problem = await error.response.json();
  if (problem.type.endsWith("/problems/precondition-failed")) console.log(problem.status);
}
