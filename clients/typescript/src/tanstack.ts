/** Options for TanStack Query, of any framework: `useQuery(recordOptions(lunju.claims, "cao2023-c12"))`. */

import type { ChangesOptions } from "./changes.ts";
import type { Lunju } from "./client.ts";
import type { Page, Read, Resource } from "./resource.ts";
import type { AnswerOf, CreateOf, EmbedOf, FieldOf, FiltersOf, PatchOf, PlacesOf, QueryOf, ReadPath, ResourceName, Shape } from "./types.ts";

/** What all keys begin with. */
export const lunjuKey = ["lunju"] as const;

interface Context {
  signal: AbortSignal;
}

/** What is needed of a `QueryClient`. */
export interface Invalidating {
  invalidateQueries(filters: { queryKey: readonly unknown[] }): Promise<unknown>;
}

const once = { retry: false } as const; // the client itself tries again, where that may help

/** A record. */
export function recordOptions<R extends ResourceName, const E extends EmbedOf<R> = never, const F extends FieldOf<R> = never>(
  resource: Resource<R>, id: string, shape: Shape<E, F> = {},
) {
  return {
    ...once,
    queryKey: [...lunjuKey, resource.name, "record", id, shape] as const,
    queryFn: ({ signal }: Context) => resource.get(id, { ...shape, signal }),
  };
}

/** A page of a list, with the URL of the next, and with `count` how many there are. */
export function pageOptions<R extends ResourceName, const E extends EmbedOf<R> = never, const F extends FieldOf<R> = never>(
  resource: Resource<R>, query: FiltersOf<R> & Shape<E, F> = {},
) {
  return {
    ...once,
    queryKey: [...lunjuKey, resource.name, "page", query] as const,
    queryFn: ({ signal }: Context) => resource.list(query, { signal }).page(),
  };
}

/** A list, page after page, for `useInfiniteQuery`. */
export function pagesOptions<R extends ResourceName, const E extends EmbedOf<R> = never, const F extends FieldOf<R> = never>(
  resource: Resource<R>, query: FiltersOf<R> & Shape<E, F> = {},
) {
  return {
    ...once,
    queryKey: [...lunjuKey, resource.name, "pages", query] as const,
    queryFn: ({ signal, pageParam }: Context & { pageParam: string | undefined }) =>
      resource.list(query, { signal }).page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<unknown>) => last.next,
  };
}

/** Any path that can be read: `readOptions(lunju, "/claims/{claim_id}/why", { claim_id })`. */
export function readOptions<P extends ReadPath>(lunju: Lunju, path: P, places?: PlacesOf<P>, query?: QueryOf<P>) {
  return {
    ...once,
    queryKey: [...lunjuKey, path, places, query] as const,
    queryFn: ({ signal }: Context): Promise<AnswerOf<P>> => lunju.read(path, places, query, { signal }),
  };
}

/** Making a record, after which all is asked for again that is shown: what did not change is a 304. */
export function createOptions<R extends ResourceName>(resource: Resource<R>, client: Invalidating) {
  return {
    mutationFn: ({ record, reason }: { record: CreateOf<R>; reason?: string | undefined }) => resource.create(record, { reason }),
    onSuccess: () => client.invalidateQueries({ queryKey: lunjuKey }),
  };
}

/** Changing a record as it was read, with the same end. */
export function changeOptions<R extends ResourceName>(resource: Resource<R>, client: Invalidating) {
  return {
    mutationFn: ({ record, fields, reason }: { record: Read; fields: PatchOf<R>; reason?: string | undefined }) =>
      resource.change(record, fields, { reason }),
    onSuccess: () => client.invalidateQueries({ queryKey: lunjuKey }),
  };
}

/** Deleting a record as it was read, with the same end. */
export function deleteOptions<R extends ResourceName>(resource: Resource<R>, client: Invalidating) {
  return {
    mutationFn: ({ record, reason }: { record: Read; reason?: string | undefined }) => resource.delete(record, { reason }),
    onSuccess: () => client.invalidateQueries({ queryKey: lunjuKey }),
  };
}

/** Ask again for what is shown whenever something changes, until the signal ends that. */
export async function refreshOnChanges(lunju: Lunju, client: Invalidating, options: ChangesOptions): Promise<void> {
  for await (const _ of lunju.changes(options)) await client.invalidateQueries({ queryKey: lunjuKey });
}
