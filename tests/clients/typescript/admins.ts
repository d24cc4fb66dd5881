// What react-admin and refine do by their data providers: node admins.js URL KEY.
import type { DataProvider as Refine } from "@refinedev/core";
import { createClient, LunjuError } from "lunju";
import { dataProvider as forReactAdmin } from "lunju/react-admin";
import { dataProvider as forRefine } from "lunju/refine";
import type { DataProvider as ReactAdmin } from "ra-core";

const [, , baseUrl, key] = process.argv as [string, string, string, string];
const sent: { method: string; path: string; body: unknown }[] = [];
const lunju = createClient({
  baseUrl, key, maxPause: 10,
  fetch: (input, init) => {
    const url = new URL(String(input));
    sent.push({ method: init?.method ?? "GET", path: url.pathname, body: init?.body && JSON.parse(String(init.body)) });
    return fetch(input, init);
  },
});
const admin: ReactAdmin = forReactAdmin(lunju);
const refine: Refine = forRefine(lunju, baseUrl);
const failing = (call: Promise<unknown>): Promise<any> => call.then(() => "nothing", (error: LunjuError) => error);
const writes = () => sent.splice(0).filter((each) => each.method !== "GET").map(({ method, path, body }) => [method, path, body]);

async function reactAdmin() {
  const pagination = { page: 2, perPage: 10 };
  const list = await admin.getList("claims", { pagination, sort: { field: "number", order: "DESC" }, filter: { essay_id: "cao2023" } });
  const held = await admin.getManyReference("claims", { target: "topic_id", id: "cao2023-t1", pagination: { page: 1, perPage: 5 }, sort: { field: "id", order: "ASC" }, filter: {} });
  const many = await admin.getMany("claims", { ids: ["cao2023-c2", "cao2023-c1"] });
  const { data: shown } = await admin.getOne("claims", { id: "cao2023-c20" });
  writes();
  const edited = { ...shown, text: { "zh-Hans": shown.text["zh-Hans"], en: shown.text.en, fr: "un mot" } };
  const { data: saved } = await admin.update("claims", { id: shown.id, data: edited, previousData: shown, meta: { reason: "Read." } });
  const patched = writes();
  const unchanged = await admin.update("claims", { id: shown.id, data: saved, previousData: saved });
  const conflict = await failing(admin.update("claims", { id: shown.id, data: { ...shown, stance: "reports" }, previousData: shown }));
  const invalid = await failing(admin.update("claims", { id: saved.id, data: { ...saved, kind: "thesiss", text: { ...saved.text, en: "" } }, previousData: saved }));
  const depended = await failing(admin.delete("sources", { id: "gartner2021" }));
  writes();
  const ids = list.data.slice(0, 3).map((row) => row.id);
  await admin.updateMany("claims", { ids, data: { note: { en: "Seen.", "zh-Hans": "已读。" } } });
  const half = await failing(admin.updateMany("claims", { ids, data: { note: { fr: "Vu." , "zh-Hans": null } } }));
  const batches = writes().map(([method, path]) => [method, path]);
  return {
    list: [list.data.length, list.total, list.data[0].number > list.data[1].number],
    held: held.data.length,
    many: many.data.map((row) => row.id),
    patched,
    unchanged: [unchanged.data.version === saved.version],
    conflict: [conflict.status, conflict.kind],
    invalid: [invalid.status, Object.keys(invalid.body.errors).sort(), Object.keys(invalid.body.errors.text)],
    depended: [depended.status, depended.kind],
    half: Object.keys(half.body.errors),
    batches,
    noted: (await admin.getMany("claims", { ids })).data.every((row) => row.note.en === "Seen."),
  };
}

async function refineAdmin() {
  const list = await refine.getList({
    resource: "claims", pagination: { currentPage: 1, pageSize: 7 }, sorters: [{ field: "number", order: "asc" }],
    filters: [{ field: "kind", operator: "in", value: ["thesis", "causal"] }, { field: "number", operator: "gte", value: 5 }],
  });
  const odd = await failing(refine.getList({ resource: "claims", filters: [{ field: "kind", operator: "between", value: [1, 2] }] }));
  const { data: shown } = await refine.getOne({ resource: "claims", id: "cao2023-c30" });
  await refine.getList({ resource: "claims", filters: [{ field: "id", operator: "eq", value: "cao2023-c30" }] });
  writes();
  const { data: saved } = await refine.update({ resource: "claims", id: "cao2023-c30", variables: { stance: shown["stance"] === "reports" ? "endorses" : "reports", kind: shown["kind"] }, meta: { reason: "Read." } });
  const patched = writes();
  await lunju.claims.update("cao2023-c30", () => ({ text: { fr: "ailleurs" } }));
  await refine.getList({ resource: "claims", filters: [{ field: "id", operator: "eq", value: "cao2023-c30" }] });
  const conflict = await failing(refine.update({ resource: "claims", id: "cao2023-c30", variables: { stance: "rejects" } }));
  const invalid = await failing(refine.create({ resource: "claims", variables: { essay_id: "cao2023", kind: "thesiss" } }));
  const ids = list.data.slice(0, 2).map((row) => row.id!);
  const many = await refine.updateMany!({ resource: "claims", ids, variables: { note: { en: "Refined.", "zh-Hans": "已读。" } } });
  return {
    list: [list.data.length, list.total > 7, list.data.every((row) => ["thesis", "causal"].includes(row["kind"]))],
    odd: odd.message,
    patched,
    saved: (saved as { version: number }).version,
    conflict: [conflict.statusCode, conflict.kind],
    invalid: [invalid.statusCode, "kind" in invalid.errors],
    many: many.data.map((row) => row["note"].en),
  };
}

console.log(JSON.stringify({ admin: await reactAdmin(), refine: await refineAdmin() }));
