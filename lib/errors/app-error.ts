import type { ErrorCode } from "./error-codes";

type Details = {
  /** For the person who reads it: this case, with its numbers. Never a secret, never a path of the server. */
  detail: string;
  /** The field or header at fault. */
  param?: string;
  /** Whole seconds after which trying again makes sense. */
  retryAfterSeconds?: number;
  /** What really happened; logged, never told. */
  cause?: unknown;
};

// Next loads this module once for each of its bundles, and an error may be thrown in one and caught in another: what makes
// it ours is this mark, not the identity of the class.
const mark = Symbol.for("pixomax.AppError");

/** The one error type. Anything else that is thrown is a bug and becomes `internal_error` at the border. */
export class AppError extends Error {
  readonly [mark] = true;
  readonly code: ErrorCode;
  readonly param?: string;
  readonly retryAfterSeconds?: number;

  constructor(code: ErrorCode, { detail, param, retryAfterSeconds, cause }: Details) {
    super(detail, { cause });
    this.name = "AppError";
    this.code = code;
    this.param = param;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static override [Symbol.hasInstance](thrown: unknown): boolean {
    return typeof thrown === "object" && thrown !== null && mark in thrown;
  }
}
