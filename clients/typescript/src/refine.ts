/** A data provider for refine that writes: what a form read is changed as it was read, and faults go to their fields. */

import { difference, ReadRows, rowsById, rowsOf, together, told } from "./admin.ts";
import type { Lunju } from "./client.ts";
import type { LunjuError } from "./problem.ts";

interface Meta {
  /** Why; kept with each version. */
  reason?: string;
  /** Parameters of the list or record, such as `embed`. */
  query?: object;
  /** The version that a form shows, if it is not the one that was read last. */
  version?: number;
  signal?: AbortSignal;
  queryContext?: { signal?: AbortSignal };
  [more: string]: any;
}

type Filter = { field?: string; key?: string; operator: string; value: unknown };

const suffixes: Record<string, string> = {
  eq: "", in: "", ne: "_ne", nin: "_ne", gt: "_gt", gte: "_gte", lt: "_lt", lte: "_lte", contains: "_like",
};

const form = (error: LunjuError) => ({ statusCode: error.status, errors: error.fields });

export function dataProvider(lunju: Lunju, apiUrl: string) {
  const [shown, listed] = [new ReadRows(), new ReadRows()]; // what a form shows is not what a list read meanwhile
  const call = <Result>(made: Promise<Result>) => told(made, form);
  const signal = (meta?: Meta) => ({ signal: meta?.signal ?? meta?.queryContext?.signal });
  const write = (meta?: Meta) => ({ reason: meta?.reason });

  return {
    getApiUrl: () => apiUrl,
    async getList({ resource, pagination, sorters, filters, meta }: {
      resource: string; pagination?: { currentPage?: number; pageSize?: number; mode?: string };
      sorters?: { field: string; order: string }[]; filters?: object[]; meta?: Meta;
    }) {
      const { currentPage = 1, pageSize = 10, mode = "server" } = pagination ?? {};
      const limit = mode === "server" ? pageSize : 1000;
      const paging = { limit, offset: mode === "server" ? (currentPage - 1) * limit : 0 };
      const sort = sorters?.map(({ field, order }) => `${order === "desc" ? "-" : ""}${field}`);
      const query = { ...queryOf((filters ?? []) as Filter[]), ...paging, ...(sort?.length && { sort }), ...meta?.query };
      const { items, total } = await call(rowsOf(lunju, resource).list(query, signal(meta)).page());
      return { data: listed.remember(resource, items) as any[], total: total ?? items.length };
    },
    async getOne({ resource, id, meta }: { resource: string; id: string | number; meta?: Meta }) {
      const row = await call(rowsOf(lunju, resource).get(String(id), { ...meta?.query, ...signal(meta) }));
      return { data: shown.remember(resource, row) as any };
    },
    async getMany({ resource, ids, meta }: { resource: string; ids: (string | number)[]; meta?: Meta }) {
      const rows = await call(rowsById(lunju, resource, ids.map(String), signal(meta)));
      return { data: listed.remember(resource, rows) as any[] };
    },
    async create({ resource, variables, meta }: { resource: string; variables: any; meta?: Meta }) {
      return { data: (await call(rowsOf(lunju, resource).create(variables, write(meta)))) as any };
    },
    async update({ resource, id, variables, meta }: { resource: string; id: string | number; variables: any; meta?: Meta }) {
      const before = shown.recall(resource, String(id)) ?? (await call(rowsOf(lunju, resource).get(String(id))));
      const version = meta?.version ?? variables.version ?? before.version;
      const fields = difference(before, variables);
      delete fields["version"];
      if (!Object.keys(fields).length) return { data: before as any };
      const row = await call(rowsOf(lunju, resource).change({ id: String(id), version }, fields, write(meta)));
      return { data: shown.remember(resource, row) as any };
    },
    async updateMany({ resource, ids, variables, meta }: {
      resource: string; ids: (string | number)[]; variables: any; meta?: Meta;
    }) {
      await call(together(lunju, resource, ids.map(String), listed, variables, write(meta)));
      return { data: (await call(rowsById(lunju, resource, ids.map(String), {}))) as any[] };
    },
    async deleteOne({ resource, id, meta }: { resource: string; id: string | number; meta?: Meta }) {
      const name = String(id);
      const before = listed.recall(resource, name) ?? shown.recall(resource, name);
      const read = before ?? (await call(rowsOf(lunju, resource).get(name)));
      return { data: (await call(rowsOf(lunju, resource).delete(read, write(meta)))) as any };
    },
    async deleteMany({ resource, ids, meta }: { resource: string; ids: (string | number)[]; meta?: Meta }) {
      await call(together(lunju, resource, ids.map(String), listed, undefined, write(meta)));
      return { data: ids.map((id) => ({ id })) as any[] };
    },
  };
}

/** Filters as the service has them; what it has not is refused, not left out. */
function queryOf(filters: Filter[]): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const { field, operator, value } of filters) {
    if (value === undefined || value === null || value === "") continue; // a field of a filter form that is empty
    const suffix = suffixes[operator];
    if (field === undefined || suffix === undefined) throw new Error(`There is no filter for the operator '${operator}'.`);
    query[`${field}${suffix}`] = value;
  }
  return query;
}
