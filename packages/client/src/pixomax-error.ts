import type { ErrorCode, Problem } from "./types.ts";

/**
 * A call that did not succeed. `message` is fit to show to a person, `fix` says what to do about it.
 * Nothing is ever charged for a call that ends in one of these.
 */
export class PixomaxError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** `unreachable`: no answer came. `unexpected`: an answer that is not this API's, a proxy's page for instance. */
  readonly code: ErrorCode | "unreachable" | "unexpected";
  readonly detail: string;
  readonly fix: string;
  /** The field or parameter that is wrong. */
  readonly param: string | null;
  readonly requestId: string | null;
  /** Whole seconds to wait before another try. */
  readonly retryAfterSeconds: number | null;
  /** Of colorize: form fields that the studio does not know and ignored. */
  readonly ignoredFields: string[];

  constructor(problem: Refusal, cause?: unknown) {
    const detail = problem.detail ?? "The call failed.";
    super(detail, { cause });
    this.name = "PixomaxError";
    this.status = problem.status ?? 0;
    this.code = problem.code;
    this.detail = detail;
    this.fix = problem.fix ?? "Try again in a moment.";
    this.param = problem.param ?? null;
    this.requestId = problem.requestId ?? null;
    this.retryAfterSeconds = problem.retryAfter ?? null;
    this.ignoredFields = problem.ignoredFields ?? [];
  }
}

type Refusal = Partial<Omit<Problem, "code">> & { code: PixomaxError["code"]; ignoredFields?: string[] };

/** The error that a response outside 2xx describes. */
export async function readProblem(response: Response): Promise<PixomaxError> {
  const { status, headers } = response;
  const text = await response.text().catch(() => "");
  const body = parseJson(text) as Partial<Problem> | null;
  const retryAfter = readWhole(headers.get("retry-after"));
  const ignoredFields = readIgnoredFields(response);
  if (typeof body?.code === "string" && typeof body.detail === "string") {
    return new PixomaxError({ retryAfter: retryAfter ?? undefined, ...body, code: body.code, status, ignoredFields });
  }
  const detail = `The address answered with status ${status} and no problem description.`;
  const fix = "Check the base URL, and that nothing between here and the studio answers in its place.";
  return new PixomaxError({ code: "unexpected", status, detail, fix, retryAfter: retryAfter ?? undefined });
}

/** A whole number from a header; null when it is missing or something else. */
export function readWhole(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** The items of a header that separates them by commas. */
export const readList = (text: string | null): string[] => text?.split(/\s*,\s*/) ?? [];

export const readIgnoredFields = ({ headers }: Response): string[] => readList(headers.get("x-ignored-fields"));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
