/** What a service answered. */
export interface Answer {
    status: number;
    /** Those of this answer alone; names are in lower case. */
    headers: Record<string, string>;
    /** Of a 304 to its tag: headers that are other than that of the 200 without its type; null where one is gone. */
    unchanged?: Record<string, string | null>;
    body: string;
}

/** A request, and what was answered to it. */
export interface Exchange {
    /** The method and the path, with parameters in the order of their names. */
    request: string;
    /** Of a write: whether a key was sent, what `If-Match` named, and of which type the body was. */
    key?: boolean;
    tag?: "current" | "old" | "none";
    type?: string;
    /** Of a write: the body that was sent; absent where any is answered alike. */
    sent?: unknown;
    /** Of a write that was done: the state after it. */
    then?: string;
    /** What was answered; after a write, only what is other than before. A header that is gone is null. */
    status?: number;
    headers?: Record<string, string | null>;
    unchanged?: Record<string, string | null>;
    /** Text, or the value of JSON. */
    body?: unknown;
    /** How many characters of the body before stay at its beginning and at its end, and what is between them now. */
    splice?: [start: number, end: number, between: string];
}

/** What a service answered to a list of requests, before and after writes. */
export interface Recording {
    /** Which service that was: its version, its data, and the SHA-256 of its OpenAPI document. */
    of: {
        version: string;
        schema: string;
        dataset: { version: number; hash: string; packs: { name: string; hash: string }[] };
    };
    /** The base of the URLs in answers. */
    base: string;
    /** Headers that every answer had. */
    headers: Record<string, string>;
    /** Exchanges by the writes before them, one in a line. */
    states: Record<string, Exchange[]>;
    /** The first answer of each kind of problem. */
    problems: Record<string, Answer>;
}

declare const recording: Recording;
export default recording;
