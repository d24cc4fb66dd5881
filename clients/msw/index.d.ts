import type { HttpHandler } from "msw";
import type { Recording } from "./recording.js";

export type { Answer, Exchange, Recording } from "./recording.js";

/** What this package carries: the service over both packs. */
export declare const recording: Recording;

export interface Options {
    /** What is answered from, the first that has it; all must be of one service. `[recording]` unless told. */
    recordings?: Recording[];
    /** Milliseconds before every answer; `"real"` is as long as a server takes. */
    latency?: number | "real";
}

/** Which requests a handler is for: all below the base URL unless told. */
export interface Where {
    baseUrl: string;
    method?: "all" | "get" | "head" | "post" | "put" | "patch" | "delete";
    /** A path as Mock Service Worker takes it: `/claims/:id`. */
    path?: string;
    /** Only the first such request. */
    once?: boolean;
    /** Where problems are taken from; `[recording]` unless told. */
    recordings?: Recording[];
}

/**
 * Handlers of a service at a base URL, which answer as it was recorded; what was not, with 501 and how to record it.
 * Each call begins anew: writes that a test makes are forgotten with its handlers.
 */
export declare function handlers(baseUrl: string, options?: Options): HttpHandler[];

/** A handler that answers with a recorded problem: the last part of its `type`, such as `"precondition-failed"`. */
export declare function problem(kind: string, where: Where): HttpHandler;

/** A handler that waits, and leaves the answer to the handlers after it. */
export declare function latency(milliseconds: number | "real" | "infinite", where: Where): HttpHandler;

/** A handler that fails as a network does. */
export declare function offline(where: Where): HttpHandler;
