import { problems } from "@/lib/contract/problems";
import type { DocsFacts, DocsSection } from "../docs-block";
import { groupErrors } from "./group-errors";

/** An example made from the contract's own table. */
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

/** Every error with its own anchor: the `type` of a problem links here. */
export function errorsSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "errors",
    title: "Errors",
    blocks: [
      {
        kind: "text",
        text: "An error is never charged. The response is `application/problem+json` (RFC 9457): `code` is for your program, `detail` says what happened and `fix` says what to do. If a single field or header is to blame, `param` names it. If waiting helps, `retryAfter` gives the seconds.",
      },
      { kind: "code", label: "403 Forbidden", language: "json", code: writeExample(origin), canCopy: false },
      { kind: "errors", groups: groupErrors() },
    ],
  };
}
