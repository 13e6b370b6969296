import type { ServerResponse } from "node:http";
import { problems } from "../../../../lib/contract/problems";
import type { ErrorCode } from "../../../../lib/errors/error-codes";

export class FakeProblem extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly retryAfterSeconds?: number,
  ) {
    super(code);
  }
}

/** problem+json of the contract's own table. */
export function writeProblem(response: ServerResponse, { code, retryAfterSeconds }: FakeProblem): void {
  const { status, title, fix } = problems[code];
  const wait = retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) };
  const headers = { "Content-Type": "application/problem+json", "X-Credits-Charged": "0", ...wait };
  const type = `http://studio.test/docs#${code}`;
  const problem = {
    type,
    title,
    status,
    detail: `${title}.`,
    code,
    requestId: "req_1",
    creditsCharged: 0,
    fix,
    error: title,
  };
  response.writeHead(status, headers).end(JSON.stringify({ ...problem, retryAfter: retryAfterSeconds }));
}
