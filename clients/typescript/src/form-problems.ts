/** Problems (RFC 9457) as forms show them: a sentence, and what is wrong with each field. */

import { fieldFaults } from "./field-faults.ts";

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: { detail: string; pointer: string | null; parameter: string | null; nearest: string | null }[];
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
  readonly errors: Record<string, string>;
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
    this.errors = fieldFaults(problem.errors ?? []);
    if (Object.keys(this.errors).length) this.body.errors = { ...this.errors, root: { serverError: message } };
  }
}
