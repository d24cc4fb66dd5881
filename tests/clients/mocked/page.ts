// A page that asks the handlers within a service worker, and keeps what was answered for who looks.
import "./browser.ts";

const path = "/api/claims/cao2023-c12";
const change = (tag: string) =>
    fetch(path, {
        method: "PATCH",
        headers: { Authorization: "Bearer any", "If-Match": tag, "Content-Type": "application/merge-patch+json" },
        body: JSON.stringify({ stance: "endorses" }),
    });

const first = await fetch(path);
const tag = first.headers.get("ETag") ?? "";
const again = await fetch(path, { headers: { "If-None-Match": tag }, cache: "no-store" });
const list = await fetch("/api/claims?limit=5");
const answers = {
    version: ((await first.json()) as { version: number }).version,
    tag,
    link: list.headers.get("Link"),
    statuses: [
        first.status,
        again.status,
        (await change(tag)).status,
        (await change(tag)).status,
        (await fetch("/api/claims?kind=factual")).status,
    ],
};
document.body.textContent = JSON.stringify(answers);
