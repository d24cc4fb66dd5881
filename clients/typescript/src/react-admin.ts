/** A data provider for react-admin that writes: what was shown is changed as it was shown, and faults go to their fields. */

import { difference, ReadRows, rowsById, rowsOf, together, told, type Row } from "./admin.ts";
import type { Lunju } from "./client.ts";
import type { LunjuError } from "./problem.ts";

interface Meta {
  /** Why; kept with each version. */
  reason?: string;
  [more: string]: unknown;
}

interface ListParams {
  pagination?: { page: number; perPage: number } | undefined;
  sort?: { field: string; order: string } | undefined;
  filter?: object;
  meta?: Meta;
  signal?: AbortSignal | undefined;
}

interface ManyParams {
  ids: readonly unknown[];
  meta?: Meta;
  signal?: AbortSignal | undefined;
}

// react-admin shows `errors` at the inputs of their names, and what has no name above them.
const form = (error: LunjuError) => ({
  body: { errors: Object.keys(error.fields).length ? nested(error.fields) : undefined },
});

export function dataProvider(lunju: Lunju) {
  const read = new ReadRows();
  const call = <Result>(made: Promise<Result>) => told(made, form);
  const write = (meta: Meta | undefined) => ({ reason: meta?.reason });

  async function list(resource: string, { pagination, sort, filter, meta, signal }: ListParams, more: object = {}) {
    const { reason: _, ...shape } = meta ?? {};
    const { page, perPage } = pagination ?? { page: 1, perPage: 1000 };
    const paging = { limit: perPage, offset: (page - 1) * perPage };
    const sorted = sort ? { sort: `${sort.order === "DESC" ? "-" : ""}${sort.field}` } : {};
    const query = { ...filter, ...more, ...paging, ...sorted, ...shape };
    const { items, total } = await call(rowsOf(lunju, resource).list(query, { signal }).page());
    return { data: read.remember(resource, items) as any[], total: total ?? items.length };
  }

  return {
    supportAbortSignal: true,
    getList: (resource: string, params: ListParams) => list(resource, params),
    getManyReference: (resource: string, params: ListParams & { target: string; id: unknown }) =>
      list(resource, params, { [params.target]: params.id }),
    async getOne(resource: string, { id, signal }: { id: unknown; signal?: AbortSignal | undefined }) {
      const row = await call(rowsOf(lunju, resource).get(String(id), { signal }));
      return { data: read.remember(resource, row) as any };
    },
    async getMany(resource: string, { ids, signal }: ManyParams) {
      const rows = await call(rowsById(lunju, resource, ids.map(String), { signal }));
      return { data: read.remember(resource, rows) as any[] };
    },
    async create(resource: string, { data, meta }: { data: object; meta?: Meta }) {
      const row = await call(rowsOf(lunju, resource).create(data, write(meta)));
      return { data: read.remember(resource, row) as any };
    },
    async update(
      resource: string, { id, data, previousData, meta }: { id: unknown; data: object; previousData: object; meta?: Meta },
    ) {
      const shown = previousData as Row;
      const fields = difference(shown, data);
      const changed = Object.keys(fields).length
        ? call(rowsOf(lunju, resource).change({ id: String(id), version: shown.version }, fields, write(meta)))
        : shown;
      return { data: read.remember(resource, await changed) as any };
    },
    async updateMany(resource: string, { ids, data, meta }: ManyParams & { data: object }) {
      await call(together(lunju, resource, ids.map(String), read, data, write(meta)));
      return { data: [...ids] as any[] };
    },
    async delete(
      resource: string, { id, previousData, meta }: { id: unknown; previousData?: object | undefined; meta?: Meta },
    ) {
      const rows = rowsOf(lunju, resource);
      const shown = (previousData ?? read.recall(resource, String(id)) ?? (await call(rows.get(String(id))))) as Row;
      return { data: (await call(rows.delete({ id: String(id), version: shown.version }, write(meta)))) as any };
    },
    async deleteMany(resource: string, { ids, meta }: ManyParams) {
      await call(together(lunju, resource, ids.map(String), read, undefined, write(meta)));
      return { data: [...ids] as any[] };
    },
  };
}

/** Messages by names with dots, as the nested fields of a form. */
function nested(fields: Record<string, string>): object {
  const found: Record<string, unknown> = {};
  for (const [path, message] of Object.entries(fields)) {
    const names = path.split(".");
    const last = names.pop()!;
    let here = found;
    for (const name of names) here = (here[name] = typeof here[name] === "object" ? here[name] : {}) as typeof found;
    here[last] = message;
  }
  return found;
}
