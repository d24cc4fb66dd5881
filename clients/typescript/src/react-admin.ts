/** A data provider of react-admin that reads and writes. */

import type { DataProvider, GetListParams } from "ra-core";
import { adminRecords } from "./admin-records.ts";
import type { AdminOptions } from "./admin-requests.ts";

export { RefusedError } from "./form-problems.ts";
export type { AdminOptions };

/**
 * Make a data provider of the records of a service.
 *
 * `meta` may say `embed`, a `reason` for what is written, and `count: false` for lists that need no total.
 *
 * @param url where the service is.
 * @param options above all `key`, which returns the editor's key.
 */
export function dataProvider(url: string, options?: AdminOptions): DataProvider {
  const records = adminRecords(url, options);

  async function getList(resource: string, { pagination, sort, filter, meta, signal }: GetListParams): Promise<any> {
    const { page, perPage: size } = pagination ?? { page: 1, perPage: 25 };
    const { data, total, more } = await records.list(
      resource,
      {
        where: Object.entries({ ...filter, embed: meta?.embed }),
        sort: sort ? [(sort.order === "DESC" ? "-" : "") + sort.field] : [],
        page,
        size,
        count: meta?.count ?? true,
      },
      signal,
    );
    return { data, total, pageInfo: { hasNextPage: more, hasPreviousPage: page > 1 } };
  }

  return {
    supportAbortSignal: true,
    getList,
    getOne: async (resource, { id, meta, signal }): Promise<any> => ({
      data: await records.one(resource, id, meta?.embed, signal),
    }),
    getMany: async (resource, { ids }): Promise<any> => ({ data: await records.many(resource, ids) }),
    getManyReference: (resource, { target, id, filter, ...rest }) =>
      getList(resource, { ...rest, filter: { ...filter, [target]: id } }),
    create: async (resource, { data, meta }): Promise<any> => ({
      data: await records.create(resource, data, meta?.reason),
    }),
    update: async (resource, { id, data, previousData, meta }): Promise<any> => ({
      data: await records.change(resource, id, data, previousData?.version, meta?.reason),
    }),
    updateMany: async (resource, { ids, data, meta }) => ({
      data: await records.changeMany(resource, ids, data, meta?.reason),
    }),
    delete: async (resource, { id, previousData, meta }): Promise<any> => {
      await records.remove(resource, [id], meta?.reason, previousData?.version);
      return { data: previousData ?? { id } };
    },
    deleteMany: async (resource, { ids, meta }) => ({ data: await records.remove(resource, ids, meta?.reason) }),
  };
}
