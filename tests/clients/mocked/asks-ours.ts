// Asks handlers that answer from a recording of one's own too, and prints what was answered.
import { setupServer } from "msw/node";
import { mine } from "./mocks/ours.ts";

const server = setupServer(...mine);
server.listen({ onUnhandledFrame: "error" });
const base = "https://lunju.example";
const list = await fetch(`${base}/claims?sort=-number&limit=3&kind=causal&essay_id=cao2023`);
const theirs = await fetch(`${base}/claims/cao2023-c12`);
const { headers } = await fetch(`${base}/claims/cao2023-c13`);
const change = await fetch(`${base}/claims/cao2023-c13`, {
    method: "PATCH",
    headers: {
        Authorization: "Bearer any",
        "If-Match": headers.get("ETag") ?? "",
        "Content-Type": "application/merge-patch+json",
    },
    body: JSON.stringify({ stance: "reports" }),
});
const { version } = (await change.json()) as { version: number };
console.log(JSON.stringify({ list: list.status, theirs: theirs.status, change: change.status, version }));
