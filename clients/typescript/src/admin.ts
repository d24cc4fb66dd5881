/** What data providers of admin frameworks have in common. */

import type { Lunju } from "./client.ts";
import { LunjuError } from "./problem.ts";
import type { CallOptions, WriteOptions } from "./transport.ts";
import type { Read, Page } from "./resource.ts";
import type { ResourceName } from "./types.ts";

/** A record of any resource. */
export interface Row extends Read {
  [field: string]: unknown;
}

/** The records of a resource that only the framework knows. */
export interface Rows {
  list(query: object, options?: CallOptions): { page(): Promise<Page<Row>> };
  get(id: string, options?: CallOptions): Promise<Row>;
  create(record: object, options?: WriteOptions): Promise<Row>;
  change(record: Read, fields: object, options?: WriteOptions): Promise<Row>;
  delete(record: Read, options?: WriteOptions): Promise<Row>;
}

export function rowsOf(lunju: Lunju, resource: string): Rows {
  return lunju[resource as ResourceName] as unknown as Rows;
}

/** The rows that have some ids. */
export async function rowsById(lunju: Lunju, resource: string, ids: readonly string[], call: CallOptions): Promise<Row[]> {
  const { items } = await rowsOf(lunju, resource).list({ id: ids, limit: 1000 }, call).page();
  const found = new Map(items.map((row) => [row.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Rows as they were read last, so that they are changed as they were read. */
export class ReadRows {
  private readonly rows = new Map<string, Row>();

  /** Remember rows, and return them. */
  remember<Some extends Row | Row[]>(resource: string, rows: Some): Some {
    for (const row of [rows].flat()) this.rows.set(`${resource}/${row.id}`, row);
    return rows;
  }

  recall(resource: string, id: string): Row | undefined {
    return this.rows.get(`${resource}/${id}`);
  }
}

/** Change or delete several records together, or none: those that were read as they were, others as they are. */
export async function together(
  lunju: Lunju, resource: string, ids: readonly string[], read: ReadRows, fields: object | undefined, write: WriteOptions,
): Promise<void> {
  const rows = await Promise.all(ids.map((id) => read.recall(resource, id) ?? rowsOf(lunju, resource).get(id, write)));
  const what = fields ? { op: "patch" as const, body: { ...fields } } : { op: "delete" as const };
  const operations = rows.map(({ id, version }) => ({ resource: resource as ResourceName, id, version, ...what }));
  const done = await lunju.batch(operations, write);
  // Who changed them knows their versions, before they are read again.
  read.remember(resource, done.operations.map(({ version }, place) => ({ ...rows[place]!, version })));
}

/** What a form changed, as a merge patch: fields that are as they were are left out, and what is gone from a map is null. */
export function difference(before: object | undefined, after: object): Record<string, unknown> {
  const known = before as Record<string, unknown> | undefined;
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => name !== "_embedded" && !alike(known?.[name], value))
      .map(([name, value]) => [name, merged(known?.[name], value)]),
  );
}

function merged(before: unknown, after: unknown): unknown {
  if (!isMap(before) || !isMap(after)) return after;
  const gone = Object.keys(before).filter((name) => !(name in after)).map((name) => [name, null]);
  return { ...Object.fromEntries(gone), ...after };
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two values are the same JSON, in whatever order their members stand. */
function alike(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, place) => alike(item, other[place]));
  }
  if (!isMap(one) || !isMap(other)) return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && alike(one[name], other[name]));
}

/** Give what is thrown the form that a framework shows. */
export async function told<Result>(call: Promise<Result>, form: (error: LunjuError) => object): Promise<Result> {
  return call.catch((error: unknown) => {
    throw error instanceof LunjuError ? Object.assign(error, form(error)) : error;
  });
}
