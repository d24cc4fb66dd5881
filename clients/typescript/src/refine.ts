/** A data provider of refine that reads and writes. */

import type { CrudFilter, CrudOperators, DataProvider, Pagination } from "@refinedev/core";
import { adminRecords, type ListQuery } from "./admin-records.ts";
import type { AdminOptions } from "./admin-requests.ts";

export { RefusedError } from "./form-problems.ts";
export type { AdminOptions };

/** What refine's operators are called in Lunju: the ending of the filter. */
const ENDINGS: Partial<Record<CrudOperators, string>> = {
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

function parameters(filter: CrudFilter): [string, unknown][] {
  const { operator, value } = filter;
  const name = "field" in filter ? filter.field : "";
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
export function dataProvider(url: string, options?: AdminOptions): Required<Omit<DataProvider, "custom">> {
  const records = adminRecords(url, options);
  return {
    getApiUrl: () => url,
    async getList({ resource, pagination = {}, sorters = [], filters = [], meta }): Promise<any> {
      // The version before called the page `current`.
      const { mode, pageSize = 10, currentPage, current } = pagination as Pagination & { current?: number };
      const whole = mode === "off" || mode === "client";
      const query: ListQuery = {
        where: [...filters.flatMap(parameters), ["embed", meta?.embed]],
        sort: sorters.map(({ field, order }) => (order === "desc" ? "-" : "") + field),
        page: whole ? 1 : (currentPage ?? current ?? 1),
        size: whole ? MOST : pageSize,
        count: true,
      };
      let { data, total, more } = await records.list(resource, query, meta?.queryContext?.signal);
      while (whole && more) {
        query.page++;
        const next = await records.list(resource, query, meta?.queryContext?.signal);
        data = [...data, ...next.data];
        more = next.more;
      }
      return { data, total };
    },
    getOne: async ({ resource, id, meta }): Promise<any> => ({
      data: await records.one(resource, id, meta?.embed, meta?.queryContext?.signal),
    }),
    getMany: async ({ resource, ids }): Promise<any> => ({ data: await records.many(resource, ids) }),
    create: async ({ resource, variables, meta }): Promise<any> => ({
      data: await records.create(resource, variables as object, meta?.reason),
    }),
    createMany: async ({ resource, variables, meta }): Promise<any> => ({
      data: await records.createMany(resource, variables as object[], meta?.reason),
    }),
    update: async ({ resource, id, variables, meta }): Promise<any> => ({
      data: await records.change(resource, id, variables as object, undefined, meta?.reason),
    }),
    updateMany: async ({ resource, ids, variables, meta }): Promise<any> => ({
      data: await records.many(resource, await records.changeMany(resource, ids, variables as object, meta?.reason)),
    }),
    deleteOne: async ({ resource, id, meta }): Promise<any> => {
      await records.remove(resource, [id], meta?.reason);
      return { data: { id } };
    },
    deleteMany: async ({ resource, ids, meta }): Promise<any> => ({
      data: (await records.remove(resource, ids, meta?.reason)).map((id) => ({ id })),
    }),
  };
}
