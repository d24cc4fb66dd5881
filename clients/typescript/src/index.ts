/** A client of Lunju, the REST API for structured essay claims and evidence. */

export { createClient, resourceNames, type Lunju } from "./client.ts";
export { LunjuError, type Fault } from "./problem.ts";
export type { ProblemKind } from "./problem-kinds.ts";
export { Listing, type Page, type Read, type Resource, type UpdateOptions } from "./resource.ts";
export type { Change, ChangesOptions } from "./changes.ts";
export type { CallOptions, ClientOptions, KeptAnswer, WriteOptions } from "./transport.ts";
export type {
  Asked, CreateOf, EmbedOf, FieldOf, FiltersOf, PatchOf, RecordOf, ResourceName, Schemas, Shape, UpdateOf,
} from "./types.ts";
export type { components, operations, paths } from "./schema.ts";
