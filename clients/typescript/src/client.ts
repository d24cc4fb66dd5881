/** The client: resources, any other path that can be read, batches, and the feed of changes. */

import { follow, type Change, type ChangesOptions } from "./changes.ts";
import { listing, Resource, type Listing } from "./resource.ts";
import { Transport, type CallOptions, type ClientOptions, type WriteOptions } from "./transport.ts";
import type { AnswerOf, ItemOf, PlacesOf, QueryOf, ReadPath, ResourceName, Schemas } from "./types.ts";

export const resourceNames = [
  "claims", "entities", "essays", "evidence", "measures", "passages", "relationships", "reviews", "sections", "sources",
  "statistics", "topics", "units",
] as const satisfies readonly ResourceName[];

type Resources = { readonly [R in ResourceName]: Resource<R> };
type OperationToDo = Omit<Schemas["Operation"], "resource"> & { resource: ResourceName };

export interface Lunju extends Resources {
  /** Read any path of the OpenAPI document: `read("/claims/{claim_id}/why", { claim_id })`, then its query. */
  read<P extends ReadPath>(path: P, places?: PlacesOf<P>, query?: QueryOf<P>, options?: CallOptions): Promise<AnswerOf<P>>;
  /** Go through what a path lists, page by page: `list("/search", {}, { q: "firms" })`. */
  list<P extends ReadPath>(path: P, places?: PlacesOf<P>, query?: QueryOf<P>, options?: CallOptions): Listing<ItemOf<P>>;
  /** Apply operations together, or none of them. */
  batch(operations: readonly OperationToDo[], options?: WriteOptions): Promise<Schemas["BatchDone"]>;
  /** Each change once, in the order of commits, live, until the loop is left or the signal ends it. */
  changes(options?: ChangesOptions): AsyncGenerator<Change, void>;
  /** The state of the dataset: its version, its hash, its epoch. */
  dataset(options?: CallOptions): Promise<Schemas["DatasetState"]>;
}

/** A path with what stands for the names in it. */
function filled(path: string, places: object = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((places as Record<string, unknown>)[name])));
}

/** Make a client of a service; the first call connects. */
export function createClient(options: ClientOptions): Lunju {
  const transport = new Transport(options);
  const resources = Object.fromEntries(resourceNames.map((name) => [name, new Resource(transport, name)]));
  return {
    ...(resources as unknown as Resources),
    read: async (path, places, query, { signal } = {}) =>
      (await transport.json<AnswerOf<typeof path>>(filled(path, places), { query: query as object, signal })).body,
    list: (path, places, query, { signal } = {}) =>
      listing(transport, filled(path, places), (query ?? {}) as object, signal),
    batch: (operations, { reason, ...options } = {}) =>
      transport.write("POST", "batches", { operations, ...(reason !== undefined && { reason }) }, options),
    changes: (asked = {}) => follow(transport, asked),
    dataset: async (asked = {}) => (await transport.json<Schemas["Service"]>("", asked)).body.dataset,
  };
}
