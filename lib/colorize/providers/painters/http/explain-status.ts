import type { Dispatcher } from "undici";
import { AppError } from "../../../../errors/app-error";

/** Used where a busy engine names no time. */
const defaultWaitSeconds = 5;
const free = "Nothing was charged.";

/**
 * What an engine's refusal means here. Its own words go into the cause, which is logged and never sent to a caller.
 * @param text of the answer, without secrets
 */
export function explainStatus(
  { statusCode, headers }: Pick<Dispatcher.ResponseData, "statusCode" | "headers">,
  text: string,
) {
  const cause = new Error(`the engine answered ${statusCode}: ${JSON.stringify(text.slice(0, 500))}`);
  const operator = "The person who runs this studio has to look at it.";
  switch (statusCode) {
    case 401:
    case 403: {
      const detail = `The provider does not accept this studio's key or account. ${operator} ${free}`;
      return new AppError("not_configured", { detail, cause });
    }
    case 402: {
      const detail = `This studio's account at the provider has no money left. ${operator} ${free}`;
      return new AppError("not_configured", { detail, cause });
    }
    // A Cog container answers 409 while it is busy with another picture.
    case 409:
    case 429: {
      const retryAfterSeconds = readSeconds(headers["retry-after"]) ?? defaultWaitSeconds;
      return new AppError("over_capacity", { detail: `The provider is busy. ${free}`, cause, retryAfterSeconds });
    }
    default:
      return new AppError("upstream_error", {
        detail: `The provider answered with status ${statusCode}. ${free}`,
        cause,
      });
  }
}

/** Seconds of a Retry-After header; its date form is not supported. */
function readSeconds(value: string | string[] | undefined): number | undefined {
  return typeof value === "string" && /^\d{1,5}$/.test(value) ? Math.max(1, Number(value)) : undefined;
}
