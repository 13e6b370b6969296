import { problemSchema } from "../contract/problems";
import { ApiProblem } from "./api-problem";

/** Turns an error response into an ApiProblem; a body that is no problem+json (a proxy's page) becomes `unexpected`. */
export function readProblem(status: number, body: string): ApiProblem {
  const parsed = problemSchema.safeParse(parseJson(body));
  if (!parsed.success) {
    return new ApiProblem({
      code: "unexpected",
      status,
      detail: `The studio sent an answer this page cannot read (status ${status}).`,
      fix: "Try again in a moment.",
    });
  }
  const { code, detail, fix, param, retryAfter } = parsed.data;
  return new ApiProblem({ code, status, detail, fix, param, retryAfterSeconds: retryAfter });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
