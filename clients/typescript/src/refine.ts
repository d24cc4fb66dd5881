/** A data provider of refine that reads and writes. */

import { adminRecords, type Id, type ListQuery } from "./admin-records.ts";
import type { AdminOptions } from "./admin-requests.ts";

export { RefusedError } from "./form-problems.ts";
export type { AdminOptions };

interface Asked {
  resource: string;
  meta?: { embed?: string[]; reason?: string; queryContext?: { signal?: AbortSignal } } | undefined;
}

interface Filter {
  field?: string;
  operator: string;
  value: any;
}

interface ListAsked extends Asked {
  /** The version of refine before this one called the page `current`. */
  pagination?: { mode?: string; pageSize?: number; currentPage?: number; current?: number };
  sorters?: { field: string; order: string }[];
  filters?: Filter[];
}

/** What refine wants to know of records, of which it has types of its own. */
type Told = Promise<{ data: any }>;

/** What refine's operators are called in Lunju: the ending of the filter. */
const ENDINGS: Record<string, string> = {
  eq: "",
  in: "",
  ne: "_ne",
  nin: "_ne",
  gt: "_gt",
  gte: "_gte",
  lt: "_lt",
  lte: "_lte",
  contains: "_like",
};
/** How many records one request may ask for. */
const MOST = 1000;

function parameters({ field: name, operator, value }: Filter): [string, unknown][] {
  if (name === "q") return [["q", value]];
  if (operator === "between") return [[`${name}_gte`, value[0]], [`${name}_lte`, value[1]]];
  const ending = ENDINGS[operator];
  if (ending === undefined) throw new Error(`No filter is like refine's ${operator}; there are ${Object.keys(ENDINGS)}`);
  return [[name + ending, value]];
}

/**
 * Make a data provider of the records of a service.
 *
 * `meta` may say `embed`, and a `reason` for what is written.
 *
 * @param url where the service is.
 * @param options above all `key`, which returns the editor's key.
 */
export function dataProvider(url: string, options?: AdminOptions) {
  const records = adminRecords(url, options);
  return {
    getApiUrl: () => url,
    async getList({ resource, pagination = {}, sorters = [], filters = [], meta }: ListAsked) {
      const { mode, pageSize = 10, currentPage, current } = pagination;
      const whole = mode === "off" || mode === "client";
      const query: ListQuery = {
        where: [...filters.flatMap(parameters), ["embed", meta?.embed]],
        sort: sorters.map(({ field, order }) => (order === "desc" ? "-" : "") + field),
        page: whole ? 1 : (currentPage ?? current ?? 1),
        size: whole ? MOST : pageSize,
        count: true,
      };
      const data: any[] = [];
      for (;;) {
        const found = await records.list(resource, query, meta?.queryContext?.signal);
        data.push(...found.data);
        if (!whole || !found.more) return { data, total: found.total ?? data.length };
        query.page++;
      }
    },
    async getOne({ resource, id, meta }: Asked & { id: Id }): Told {
      return { data: await records.one(resource, id, meta?.embed, meta?.queryContext?.signal) };
    },
    async getMany({ resource, ids }: Asked & { ids: Id[] }): Told {
      return { data: await records.many(resource, ids) };
    },
    async create({ resource, variables, meta }: Asked & { variables: any }): Told {
      return { data: await records.create(resource, variables, meta?.reason) };
    },
    async createMany({ resource, variables, meta }: Asked & { variables: any[] }): Told {
      return { data: await records.createMany(resource, variables, meta?.reason) };
    },
    async update({ resource, id, variables, meta }: Asked & { id: Id; variables: any }): Told {
      return { data: await records.change(resource, id, variables, undefined, meta?.reason) };
    },
    async updateMany({ resource, ids, variables, meta }: Asked & { ids: Id[]; variables: any }): Told {
      const changed = await records.changeMany(resource, ids, variables, meta?.reason);
      return { data: await records.many(resource, changed) };
    },
    async deleteOne({ resource, id, meta }: Asked & { id: Id }): Told {
      await records.remove(resource, [id], meta?.reason);
      return { data: { id } };
    },
    async deleteMany({ resource, ids, meta }: Asked & { ids: Id[] }): Told {
      return { data: (await records.remove(resource, ids, meta?.reason)).map((id) => ({ id })) };
    },
  };
}
