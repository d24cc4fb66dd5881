/** Problems (RFC 9457) as forms show them: a sentence, and what is wrong with each field. */

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: { detail: string; pointer: string | null; parameter: string | null; nearest: string | null }[];
}

/** The field that a JSON Pointer leads to, as forms name it: `/text/en` is `text.en`, and `/passages/0` `passages`. */
function field(pointer: string): string {
  const names = pointer.split("/").slice(1);
  while (/^\d+$/.test(names[names.length - 1] ?? "")) names.pop();
  return names.map((name) => name.replace(/~1/g, "/").replace(/~0/g, "~")).join(".");
}

/**
 * A request that was refused, told as react-admin reads it (`status`, `body.errors`) and as refine does (`statusCode`,
 * `errors`).
 */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  /** The last part of the problem's type: `in-use`, `precondition-failed`, … */
  readonly kind: string;
  /** What is wrong with each field. */
  readonly errors: Record<string, string> = {};
  /** The same, and under `root.serverError` the sentence, which react-admin shows beside a form. */
  readonly body: { errors?: Record<string, unknown> } = {};
  readonly status: number;
  readonly statusCode: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem, message = problem.detail ?? problem.title ?? `HTTP ${status}`) {
    super(message);
    this.status = this.statusCode = status;
    this.problem = problem;
    this.kind = problem.type?.split("/").pop() ?? "";
    for (const { pointer, detail } of problem.errors ?? []) {
      const name = field(pointer ?? "");
      if (name) this.errors[name] = this.errors[name] ? `${this.errors[name]}; ${detail}` : detail;
    }
    if (Object.keys(this.errors).length) this.body.errors = { ...this.errors, root: { serverError: message } };
  }
}
