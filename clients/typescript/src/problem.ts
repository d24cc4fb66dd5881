/** Errors that the service answers with (RFC 9457). */

import { fieldFaults } from "./field-faults.ts";
import type { ProblemKind } from "./problem-kinds.ts";
import type { Schemas } from "./types.ts";

export type Fault = Schemas["Fault"];

const standard = new Set(["type", "title", "status", "detail", "instance", "errors"]);

/** An answer that is an error. */
export class LunjuError extends Error {
  override readonly name = "LunjuError";
  /** The HTTP status. */
  readonly status: number;
  /** Which error of `/problems` it is, such as `precondition-failed`; empty where the answer does not say. */
  readonly kind: ProblemKind;
  /** Each fault of the request: `detail`, and a `pointer` into the body or a `parameter`. */
  readonly errors: readonly Fault[];
  /** What errors of this kind say beyond that, such as the `epoch` of `feed-restarted`. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The headers of the answer. */
  readonly headers: Headers;

  constructor(response: Response, body: unknown) {
    const problem = (body && typeof body === "object" ? body : {}) as Partial<Schemas["Problem"]>;
    super(problem.detail ?? response.statusText);
    this.status = response.status;
    this.kind = (problem.type?.split("/").pop() ?? "") as ProblemKind;
    this.errors = problem.errors ?? [];
    this.members = Object.fromEntries(Object.entries(problem).filter(([name]) => !standard.has(name)));
    this.headers = response.headers;
  }

  /** Read an answer that is an error; that of a proxy may be of any form. */
  static async of(response: Response): Promise<LunjuError> {
    return new LunjuError(response, await response.json().catch(() => null));
  }

  /** What is wrong with each field, for a form: by name, within a field by a path with dots; of a batch, of any operation. */
  get fields(): Record<string, string> {
    return fieldFaults(this.errors);
  }
}
