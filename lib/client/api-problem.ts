import type { ErrorCode } from "../errors/error-codes";

type Details = {
  code: ErrorCode | "offline" | "unexpected";
  status: number;
  detail: string;
  fix: string;
  param?: string;
  retryAfterSeconds?: number;
};

/** A response of our API that is not a success, or no response at all (`offline`). `message` can be shown to the user. */
export class ApiProblem extends Error {
  readonly code: Details["code"];
  /** HTTP status; 0 when there was no response. */
  readonly status: number;
  readonly fix: string;
  /** The field that is to blame, where it is one. */
  readonly param?: string;
  readonly retryAfterSeconds?: number;

  constructor({ code, status, detail, fix, param, retryAfterSeconds }: Details) {
    super(detail);
    this.name = "ApiProblem";
    this.code = code;
    this.status = status;
    this.fix = fix;
    this.param = param;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const offlineProblem = () =>
  new ApiProblem({
    code: "offline",
    status: 0,
    detail: "The studio did not answer.",
    fix: "Check your connection and try again.",
  });

export const isNotFound = (error: Error | null): boolean => error instanceof ApiProblem && error.code === "not_found";

/** For "Try again": refetches, or reloads the page when the session has ended, which leads to sign-in and back. */
export function retryOrSignIn(error: Error, refetch: () => void): void {
  if (error instanceof ApiProblem && error.code === "sign_in_required") window.location.reload();
  else refetch();
}
