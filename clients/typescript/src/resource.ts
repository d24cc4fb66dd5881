/** The records of one resource. */

import { LunjuError } from "./problem.ts";
import type { CallOptions, Transport, WriteOptions } from "./transport.ts";
import type {
  Asked, CreateOf, EmbedOf, FieldOf, FiltersOf, PatchOf, RecordOf, ResourceName, Shape, UpdateOf,
} from "./types.ts";

/** What a record is known by, and the version that was read of it. */
export interface Read {
  id: string;
  version: number;
}

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  /** The URL of the next page; undefined at the end. */
  next: string | undefined;
  /** How many there are in all, where `count` or `offset` asked. */
  total: number | undefined;
}

export interface UpdateOptions extends WriteOptions {
  /** How often it is tried, where others change the record meanwhile; 5 unless told. */
  attempts?: number | undefined;
}

/** A list: `for await` goes through all its records, asking for pages as they are needed. */
export class Listing<Item> implements AsyncIterable<Item> {
  private readonly ask: (url?: string) => Promise<Page<Item>>;

  constructor(ask: (url?: string) => Promise<Page<Item>>) {
    this.ask = ask;
  }

  /** The first page, or the one at a URL that a page told as `next`. */
  page(url?: string): Promise<Page<Item>> {
    return this.ask(url);
  }

  async *pages(): AsyncGenerator<Page<Item>, void> {
    for (let page = await this.ask(); ; page = await this.ask(page.next)) {
      yield page;
      if (!page.next) return;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** All records, or the first of them. */
  async toArray(most = Infinity): Promise<Item[]> {
    const found: Item[] = [];
    if (most > 0) {
      for await (const item of this) if (found.push(item) >= most) break;
    }
    return found;
  }
}

/** What a path lists. */
export function listing<Item>(
  transport: Transport, path: string, query: object, signal: AbortSignal | undefined,
): Listing<Item> {
  return new Listing(async (url) => {
    const { body, headers } = await transport.json<Item[]>(url ?? path, { query: url ? {} : query, signal });
    const total = headers.get("X-Total-Count");
    const next = /<([^>]*)>;\s*rel="?next"?/.exec(headers.get("Link") ?? "")?.[1];
    return { items: body, next, total: total === null ? undefined : Number(total) };
  });
}

export class Resource<R extends ResourceName> {
  readonly name: R;
  private readonly transport: Transport;

  constructor(transport: Transport, name: R) {
    this.transport = transport;
    this.name = name;
  }

  /** The records that filters select. */
  list<const E extends EmbedOf<R> = never, const F extends FieldOf<R> = never>(
    query: FiltersOf<R> & Shape<E, F> = {}, { signal }: CallOptions = {},
  ): Listing<Asked<R, E, F>> {
    return listing(this.transport, this.name, query, signal);
  }

  /** A record; one that was merged into another is that. */
  async get<const E extends EmbedOf<R> = never, const F extends FieldOf<R> = never>(
    id: string, { embed, embed_limit, fields, signal }: Shape<E, F> & CallOptions = {},
  ): Promise<Asked<R, E, F>> {
    const query = { embed, embed_limit, fields };
    return (await this.transport.json<Asked<R, E, F>>(this.path(id), { query, signal })).body;
  }

  /** Make a record, and return it with its id. */
  create(record: CreateOf<R>, options?: WriteOptions): Promise<RecordOf<R>> {
    return this.transport.write("POST", this.name, record, options);
  }

  /** Change fields of a record as it was read: where it has changed since, the error is `precondition-failed`. */
  change(record: Read, fields: PatchOf<R>, options?: WriteOptions): Promise<RecordOf<R>> {
    return this.transport.write("PATCH", this.path(record.id), fields, options, record.version);
  }

  /** Put a record in the place of what was read. */
  replace(record: Read, whole: UpdateOf<R>, options?: WriteOptions): Promise<RecordOf<R>> {
    return this.transport.write("PUT", this.path(record.id), whole, options, record.version);
  }

  /** Delete a record as it was read, and return what it was. */
  delete(record: Read, options?: WriteOptions): Promise<RecordOf<R>> {
    return this.transport.write("DELETE", this.path(record.id), undefined, options, record.version);
  }

  /**
   * Read a record, and change it by what a function makes of it: again, of what it is by then, where another was first.
   * Where the function returns nothing, nothing is changed.
   */
  async update(
    id: string,
    change: (record: RecordOf<R>) => PatchOf<R> | undefined | Promise<PatchOf<R> | undefined>,
    { attempts = 5, ...options }: UpdateOptions = {},
  ): Promise<RecordOf<R>> {
    for (let attempt = 1; ; attempt++) {
      const record = (await this.get(id, { signal: options.signal })) as RecordOf<R> & Read;
      const fields = await change(record);
      if (!fields) return record;
      try {
        return await this.change(record, fields, options);
      } catch (error) {
        const outrun = error instanceof LunjuError && error.kind === "precondition-failed";
        if (!outrun || attempt >= attempts) throw error;
      }
    }
  }

  private path(id: string): string {
    return `${this.name}/${encodeURIComponent(id)}`;
  }
}
