// What TanStack Query does with the options: node queries.js URL KEY.
import { InfiniteQueryObserver, MutationObserver, QueryClient, QueryObserver } from "@tanstack/query-core";
import { createClient } from "lunju";
import { changeOptions, createOptions, deleteOptions, pageOptions, pagesOptions, readOptions, recordOptions, refreshOnChanges } from "lunju/tanstack";

const [, , baseUrl, key] = process.argv as [string, string, string, string];
const lunju = createClient({ baseUrl, key, maxPause: 10 });
const client = new QueryClient();
client.mount();

const claim = await client.fetchQuery(recordOptions(lunju.claims, "cao2023-c12", { embed: ["section"] }));
const page = await client.fetchQuery(pageOptions(lunju.claims, { kind: "thesis", limit: 2, count: true }));
const why = await client.fetchQuery(readOptions(lunju, "/claims/{claim_id}/why", { claim_id: "cao2023-c104" }));

const list = new InfiniteQueryObserver(client, pagesOptions(lunju.claims, { kind: "thesis", limit: 5 }));
const leave = list.subscribe(() => {});
await list.refetch();
while (list.getCurrentResult().hasNextPage) await list.fetchNextPage();
const pages = list.getCurrentResult();
leave();

const shown = new QueryObserver(client, recordOptions(lunju.claims, "cao2023-c12"));
const texts: (string | undefined)[] = [];
const told = new Promise<void>((resolve) => {
  shown.subscribe(({ data }) => {
    if (data && data.text["fr"] !== texts.at(-1)) texts.push(data.text["fr"]);
    if (data?.text["fr"] === "encore") resolve();
  });
});
const read = (await shown.refetch()).data!;
const changed = await new MutationObserver(client, changeOptions(lunju.claims, client)).mutate({ record: read, fields: { text: { fr: "un mot" } } });
const refused = await new MutationObserver(client, changeOptions(lunju.claims, client))
  .mutate({ record: read, fields: { text: { fr: "deux" } } }).catch((error) => error.kind);

const following = new AbortController();
const opened = new Promise<void>((resolve) => {
  refreshOnChanges(lunju, client, { signal: following.signal, onOpen: () => resolve() }).catch(() => {});
});
await opened;
await lunju.claims.change(changed, { text: { fr: "encore" } });
await told;
following.abort();

const { essay_id, kind, stance, text, attributed_to, passages } = read;
const copy = { essay_id, kind, stance, text, attributed_to, passages };
const made = await new MutationObserver(client, createOptions(lunju.claims, client)).mutate({ record: copy });
const deleted = await new MutationObserver(client, deleteOptions(lunju.claims, client)).mutate({ record: made, reason: "Tried." });
client.clear();
client.unmount();
console.log(JSON.stringify({
  claim: claim._embedded.section?.type,
  page: [page.items.length, page.total],
  why: why.grounded,
  pages: pages.data?.pages.flatMap((each) => each.items).length,
  refused,
  texts,
  deleted: deleted.id === made.id,
}));
