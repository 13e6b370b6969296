import type { ErrorCode } from "./error-codes";

type Details = {
  /**
   * For the person who reads it: what happened in this case, with its numbers, and what to do. Callers see it, so it must hold
   * neither secrets nor paths of the server.
   */
  detail: string;
  /** The field or header at fault. */
  param?: string;
  /** Whole seconds after which a retry makes sense. */
  retryAfterSeconds?: number;
  /** The underlying error. It is logged and never sent to a caller. */
  cause?: unknown;
};

// Next loads this module once per bundle, and an error may be thrown in one and caught in another. `instanceof` therefore
// checks this mark instead of the identity of the class.
const mark = Symbol.for("pixomax.AppError");

/** The only error type for expected failures. Anything else that is thrown is a bug and is answered with `internal_error`. */
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
