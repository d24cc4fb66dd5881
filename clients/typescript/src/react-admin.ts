/** A data provider of react-admin that reads and writes. */

import { adminRecords, type Id, type Values } from "./admin-records.ts";
import type { AdminOptions } from "./admin-requests.ts";

export { RefusedError } from "./form-problems.ts";
export type { AdminOptions };

interface Asked {
  meta?: { embed?: string[]; reason?: string; count?: boolean };
  signal?: AbortSignal | undefined;
}

interface ListAsked extends Asked {
  pagination?: { page: number; perPage: number } | undefined;
  sort?: { field: string; order: string } | undefined;
  filter?: Values;
}

/** What react-admin wants to know of records, of which it has types of its own. */
type Told = Promise<{ data: any }>;

/**
 * Make a data provider of the records of a service.
 *
 * `meta` may say `embed`, a `reason` for what is written, and `count: false` for lists that need no total.
 *
 * @param url where the service is.
 * @param options above all `key`, which returns the editor's key.
 */
export function dataProvider(url: string, options?: AdminOptions) {
  const records = adminRecords(url, options);

  async function getList(resource: string, { pagination, sort, filter, meta, signal }: ListAsked) {
    const { page, perPage: size } = pagination ?? { page: 1, perPage: 25 };
    const found = await records.list(
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
    const { data, total, more }: { data: any[]; total?: number | undefined; more: boolean } = found;
    return { data, ...(total !== undefined && { total }), pageInfo: { hasNextPage: more, hasPreviousPage: page > 1 } };
  }

  return {
    supportAbortSignal: true,
    getList,
    async getOne(resource: string, { id, meta, signal }: Asked & { id: Id }): Told {
      return { data: await records.one(resource, id, meta?.embed, signal) };
    },
    async getMany(resource: string, { ids }: Asked & { ids: Id[] }): Told {
      return { data: await records.many(resource, ids) };
    },
    getManyReference(resource: string, { target, id, filter, ...more }: ListAsked & { target: string; id: Id }) {
      return getList(resource, { ...more, filter: { ...filter, [target]: id } });
    },
    async create(resource: string, { data, meta }: Asked & { data: Values }): Told {
      return { data: await records.create(resource, data, meta?.reason) };
    },
    async update(
      resource: string,
      { id, data, previousData, meta }: Asked & { id: Id; data: Values; previousData?: Values },
    ): Told {
      return { data: await records.change(resource, id, data, previousData?.version, meta?.reason) };
    },
    async updateMany(resource: string, { ids, data, meta }: Asked & { ids: Id[]; data: Values }): Told {
      return { data: await records.changeMany(resource, ids, data, meta?.reason) };
    },
    async delete(resource: string, { id, previousData, meta }: Asked & { id: Id; previousData?: Values }): Told {
      await records.remove(resource, [id], meta?.reason, previousData?.version);
      return { data: previousData ?? { id } };
    },
    async deleteMany(resource: string, { ids, meta }: Asked & { ids: Id[] }): Told {
      return { data: await records.remove(resource, ids, meta?.reason) };
    },
  };
}
