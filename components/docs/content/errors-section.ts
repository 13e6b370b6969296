import { problems } from "@/lib/contract/problems";
import type { DocsFacts, DocsSection } from "./docs-block";
import { groupErrors } from "./group-errors";

/** One example, put together from the contract's own table. */
function writeExample(origin: string): string {
  const { status, title, fix } = problems.insufficient_credits;
  const example = {
    type: `${origin}/docs#insufficient_credits`,
    title,
    status,
    detail: "This call costs 4 credits, the account has 1.",
    code: "insufficient_credits",
    requestId: "req_4Jx0TqYw",
    creditsCharged: 0,
    fix,
    error: title,
  };
  return JSON.stringify(example, null, 2);
}

/** Every error, each with an anchor of its own: the `type` of an answer leads here. */
export function errorsSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "errors",
    title: "Errors",
    blocks: [
      {
        kind: "text",
        text: "An error is never charged. It answers with `application/problem+json` (RFC 9457): `code` is for your program, `detail` says what happened this time and `fix` what to do now. Where one field or header is to blame, `param` names it; where waiting helps, `retryAfter` says how many seconds.",
      },
      { kind: "code", label: "403 Forbidden", language: "json", code: writeExample(origin), canCopy: false },
      { kind: "errors", groups: groupErrors() },
    ],
  };
}
