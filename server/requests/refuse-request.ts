import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { headers as names } from "../../lib/contract/headers";
import { type Problem, problems } from "../../lib/contract/problems";
import type { ErrorCode } from "../../lib/errors/error-codes";

/** Why the server refuses a request that Next never sees. */
export type Fault = {
  code: Extract<ErrorCode, "invalid_request" | "method_not_allowed" | "not_found">;
  detail: string;
};

/** Answers in the error contract. `type` is relative: the Host header may be what is wrong. */
export function refuseRequest(response: ServerResponse, { code, detail }: Fault, headers: Record<string, string> = {}) {
  const { status, title, fix } = problems[code];
  const requestId = `req_${randomUUID().replaceAll("-", "")}`;
  const type = `/docs#${code}`;
  const problem: Problem = { type, title, status, detail, code, requestId, creditsCharged: 0, fix, error: title };
  response.writeHead(status, {
    "Content-Type": "application/problem+json; charset=utf-8",
    "Cache-Control": "no-store",
    [names.requestId]: requestId,
    [names.creditsCharged]: "0",
    ...headers,
  });
  response.end(JSON.stringify(problem));
}
