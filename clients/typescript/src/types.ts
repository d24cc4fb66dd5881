/** What records are, by resource, and what an answer has of them, by what was asked. */

import type { components, paths } from "./schema.ts";

export type Schemas = components["schemas"];

interface Names {
  claims: "Claim";
  entities: "Entity";
  essays: "Essay";
  evidence: "Evidence";
  measures: "Measure";
  passages: "Passage";
  relationships: "Relationship";
  reviews: "Review";
  sections: "Section";
  sources: "Source";
  statistics: "Statistic";
  topics: "Topic";
  units: "Unit";
}

export type ResourceName = keyof Names;
/** A record of a resource, whole. */
export type RecordOf<R extends ResourceName> = Schemas[Names[R]];
/** What may be embedded in it: `evidence.origin`, say. */
export type EmbedOf<R extends ResourceName> = Schemas[`${Names[R]}Embed`];
/** A new record. */
export type CreateOf<R extends ResourceName> = Schemas[`${Names[R]}Create`];
/** Fields to change; null empties one (RFC 7396). */
export type PatchOf<R extends ResourceName> = Schemas[`${Names[R]}Patch`];
/** A record as it is to be. */
export type UpdateOf<R extends ResourceName> = Schemas[`${Names[R]}Update`];
export type FieldOf<R extends ResourceName> = keyof RecordOf<R> & string;

type ListQuery<R extends ResourceName> = NonNullable<paths[`/${R}`]["get"]["parameters"]["query"]>;
type OneOrMore<Value> = Value extends readonly (infer Item)[] ? Item | readonly Item[] : Value;
/** The filters of a list, each with one value or several. */
export type FiltersOf<R extends ResourceName> = {
  [Name in Exclude<keyof ListQuery<R>, "embed" | "cursor">]?: OneOrMore<NonNullable<ListQuery<R>[Name]>> | undefined;
};

/** What an answer has of each record. */
export interface Shape<E, F> {
  /** Related records to have beside it, in `_embedded`. */
  embed?: readonly E[] | undefined;
  /** The most records of each embedded list. */
  embed_limit?: number | undefined;
  /** The fields to have; all, unless told. */
  fields?: readonly F[] | undefined;
}

type Head<Path> = Path extends `${infer First}.${string}` ? First : Path;
type Rest<Path, First> = Path extends `${First & string}.${infer Beneath}` ? Beneath : never;
type Nested<Value, Path> = [Path] extends [never]
  ? Value
  : Value extends readonly (infer Item)[]
    ? Nested<Item, Path>[]
    : Value extends { _embedded?: infer Inner }
      ? Omit<Value, "_embedded"> & { _embedded: Embedded<NonNullable<Inner>, Path> }
      : Value;
type Embedded<Every, Path> = { truncated: Every extends { truncated: infer Cut } ? Cut : never } & {
  [First in Head<Path> & keyof Every]-?: Nested<Exclude<Every[First], undefined>, Rest<Path, First>>;
};

/** A record with what was asked for: the fields that were named, and what was embedded. */
export type Asked<R extends ResourceName, E, F> = ([F] extends [never]
  ? RecordOf<R>
  : Pick<RecordOf<R>, F & keyof RecordOf<R>>) &
  ([E] extends [never] ? unknown : { _embedded: Embedded<Schemas[`${Names[R]}Embedded`], E> });

/** The paths that can be read. */
export type ReadPath = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];
type Get<P extends ReadPath> = paths[P] extends { get: infer Operation } ? Operation : never;
type Query<P extends ReadPath> = Get<P> extends { parameters: { query?: infer Asked } } ? OrUndefined<Asked> : never;
/** What need not be given may be given as undefined. */
type OrUndefined<Options> = {
  [Name in keyof Options]: {} extends Pick<Options, Name> ? Options[Name] | undefined : Options[Name];
};
type Answer<P extends ReadPath> = Get<P> extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;
/** What a path may be asked; facets by the filters of their list, too, of which the document tells in words alone. */
export type QueryOf<P extends ReadPath> = P extends `/${infer R extends ResourceName}/facets`
  ? Query<P> & FiltersOf<R>
  : Query<P>;
/** What a path answers; facets with records of their list, where a page of it is asked for. */
export type AnswerOf<P extends ReadPath> = P extends `/${infer R extends ResourceName}/facets`
  ? Omit<Answer<P>, "records"> & { records: Schemas[`${Names[R]}WithEmbedded`][] | null }
  : Answer<P>;
/** What is in the array that a path answers with. */
export type ItemOf<P extends ReadPath> = AnswerOf<P> extends readonly (infer Item)[] ? Item : never;
/** What stands for the names in a path. */
export type PlacesOf<P extends string> = P extends `${string}{${infer Name}}${infer Beyond}`
  ? { [Place in Name | keyof PlacesOf<Beyond>]: string | number }
  : Record<never, never>;
