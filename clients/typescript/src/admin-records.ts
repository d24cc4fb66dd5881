/**
 * What data providers of admins share: lists by number of page, and changes to what was shown.
 *
 * A change is made to the version that somebody saw (`If-Match`, and `version` in batches), so that nobody writes over
 * what they have not seen.
 */

import { adminRequests, query, type AdminOptions, type Answer, type Parameters } from "./admin-requests.ts";
import { RefusedError } from "./form-problems.ts";
import { difference } from "./merge-patch.ts";

export type Id = string | number;
export type Values = Record<string, any>;
export type Item = Values & { id: string; version: number };

export interface ListQuery {
  /** Filters, and what else a list is asked. */
  where: Parameters;
  /** Fields; a minus turns one round. */
  sort: string[];
  page: number;
  size: number;
  /** Whether to count how many there are in all, which costs more than a page. */
  count: boolean;
}

interface Operation {
  op: "create" | "patch" | "delete";
  id?: Id;
  version?: number | undefined;
  body?: Values;
}

/** How many records one request names: proxies take lines of 8,000 bytes. */
const AT_ONCE = 100;
/** Who names records wants those, too, that lists leave out. */
const ANY_STATUS = ["published", "withdrawn"];

const path = (resource: string, id: Id) => `/${resource}/${encodeURIComponent(id)}`;

/** What a form says: values of a record, the version that they are of, and why it is changed (`_reason`). */
function said({ _reason, _embedded, type, version, created_at, updated_at, ...values }: Values) {
  return { values, version: version && Number(version), reason: _reason as string | undefined };
}

export function adminRecords(url: string, options: AdminOptions = {}) {
  const { ask, write } = adminRequests(url, options);
  /** Records as forms have them, and their tags. */
  const opened = new Map<string, Answer<Item>>();
  /** The version at which each record was last listed or written. */
  const shown = new Map<string, number>();
  /** Where each page of each list begins, as the page before it told. */
  const cursors = new Map<string, string>();

  /** Remember at which version a record was shown. */
  function tell(resource: string, { id, version }: { id: string; version?: number }): string {
    if (version) shown.set(path(resource, id), version);
    return id;
  }

  /** Remember a record as a form has it from now on. */
  function keep(resource: string, answer: Answer<Item>): Item {
    opened.set(path(resource, tell(resource, answer.body)), answer);
    return answer.body;
  }

  function conflict(id: Id): RefusedError {
    const words = options.conflict?.(id);
    return new RefusedError(
      412,
      { type: "precondition-failed" },
      words ?? `${id} was changed by somebody else meanwhile. Reload it, and change it again.`,
    );
  }

  /** The record at the version that was shown; where the service has another one by now, that is a conflict. */
  async function standing(resource: string, id: Id, version?: number): Promise<Answer<Item>> {
    const place = path(resource, id);
    const known = opened.get(place);
    const expected = version ?? known?.body.version ?? shown.get(place);
    if (known && known.body.version === expected) return known;
    const fresh = await ask<Item>(place);
    if (expected && fresh.body.version !== expected) throw conflict(id);
    return fresh;
  }

  async function batch(resource: string, operations: Operation[], reason?: string): Promise<string[]> {
    const all = operations.map((operation) => ({ ...operation, resource }));
    try {
      const { body } = await write<{ operations: Item[] }>("/batches", { operations: all }, reason);
      return body.operations.map((record) => tell(resource, record));
    } catch (error) {
      const [, place, words] = /^Operation (\d+): (.*)/s.exec((error as Error).message) ?? [];
      if (!(error instanceof RefusedError) || !place) throw error;
      throw error.status === 412 ? conflict(operations[+place]!.id!) : new RefusedError(error.status, error.problem, words);
    }
  }

  async function many(resource: string, ids: Id[]): Promise<Item[]> {
    if (!ids.length) return [];
    const [first, others] = [ids.slice(0, AT_ONCE), ids.slice(AT_ONCE)];
    const asked = query([["id", first], ["status", ANY_STATUS], ["limit", AT_ONCE]]);
    const [{ body }, rest] = await Promise.all([ask<Item[]>(`/${resource}${asked}`), many(resource, others)]);
    return [...first.flatMap((id) => body.find((record) => record.id === id) ?? []), ...rest];
  }

  /** Apply the same to records, each at the version at which it was shown; what was not shown is read. */
  async function each(resource: string, ids: Id[], operation: Operation, reason?: string): Promise<string[]> {
    const unseen = ids.filter((id) => !shown.has(path(resource, id)));
    (await many(resource, unseen)).forEach((record) => tell(resource, record));
    const all = ids.map((id) => ({ id, version: shown.get(path(resource, id)), ...operation }));
    return batch(resource, all, reason);
  }

  return {
    many,

    async list(resource: string, { where, sort, page, size, count }: ListQuery, signal?: AbortSignal) {
      const rest: Parameters = [["sort", sort.join()], ["limit", size], ["count", count || null]];
      const place = `/${resource}${query([...where, ...rest])}`;
      const cursor = cursors.get(`${place} ${page}`);
      const begin = cursor ? `&cursor=${cursor}` : page > 1 ? `&offset=${(page - 1) * size}` : "";
      const { body: data, headers } = await ask<Item[]>(place + begin, { signal: signal ?? null });
      data.forEach((record) => tell(resource, record));
      const next = /[?&]cursor=([^&>]*)[^>]*>; rel="next"/.exec(headers.get("Link") ?? "")?.[1];
      if (next) cursors.set(`${place} ${page + 1}`, next);
      const counted = headers.get("X-Total-Count");
      const total = counted ? +counted : undefined;
      return { data, total, more: !!next || page * size < (total ?? 0) };
    },

    async one(resource: string, id: Id, embed?: string[], signal?: AbortSignal): Promise<Item> {
      return keep(resource, await ask(path(resource, id) + query([["embed", embed]]), { signal: signal ?? null }));
    },

    async create(resource: string, form: Values, why?: string): Promise<Item> {
      const { values, reason } = said(form);
      return keep(resource, await write(`/${resource}`, values, why ?? reason));
    },

    async createMany(resource: string, forms: Values[], why?: string): Promise<Item[]> {
      const operations = forms.map((form): Operation => ({ op: "create", body: said(form).values }));
      return many(resource, await batch(resource, operations, why));
    },

    /** Change what differs from the record as it was shown: at the version of the values, if they say one. */
    async change(resource: string, id: Id, form: Values, seen?: number, why?: string): Promise<Item> {
      const { values, version, reason } = said(form);
      const { body, headers } = await standing(resource, id, seen ?? version);
      try {
        const patch = difference(body, values) ?? {};
        return keep(resource, await write(path(resource, id), patch, why ?? reason, headers.get("ETag")!));
      } catch (error) {
        throw error instanceof RefusedError && error.status === 412 ? conflict(id) : error;
      }
    },

    async changeMany(resource: string, ids: Id[], form: Values, why?: string): Promise<string[]> {
      const { values, reason } = said(form);
      return each(resource, ids, { op: "patch", body: values }, why ?? reason);
    },

    /** Remove records, one of them at the version that was seen, if that is said. */
    async remove(resource: string, ids: Id[], why?: string, seen?: number): Promise<string[]> {
      return each(resource, ids, { op: "delete", ...(seen && { version: seen }) }, why);
    },
  };
}
