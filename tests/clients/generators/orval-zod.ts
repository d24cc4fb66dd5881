// Checks what the service answers, by schemas of Zod that orval made: records, lists, and what is embedded.
import { getClaimResponse, listClaimsResponse } from "./schemas-by-orval/claims/claims";
import { getEvidenceLinkResponse } from "./schemas-by-orval/evidence/evidence";

const [, , base] = process.argv as string[];
const read = async (path: string): Promise<unknown> => (await fetch(`${base}${path}`)).json();

const [claim] = listClaimsResponse.parse(await read("/claims?kind=thesis&embed=essay&limit=2"));
console.log(claim?.kind, claim?._embedded?.essay?.type);
const link = getEvidenceLinkResponse.parse(await read("/evidence/cao2023-e1?embed=origin"));
const origin = link._embedded?.origin;
if (origin?.type === "source") console.log(origin.type, origin.csl_type);
console.log(getClaimResponse.safeParse(await read("/claims/cao2023-c1")).success);
console.log(getClaimResponse.safeParse(await read("/claims/none")).success);
