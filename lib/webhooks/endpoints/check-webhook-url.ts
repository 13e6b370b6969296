import "server-only";
import { AppError } from "../../errors/app-error";
import { checkAddress } from "../../safe-fetch/check-address";
import { checkHost } from "../../safe-fetch/check-host";
import { FetchError } from "../../safe-fetch/fetch-error";
import type { Lookup } from "../../safe-fetch/guarded-agent";

/**
 * Checks a webhook URL and returns it in the form it will be called with. Every delivery checks it again, because a name can
 * resolve differently later.
 * @throws {AppError} webhook_url_invalid; the text is the same for private addresses, private names and unknown names
 */
export async function checkWebhookUrl(
  text: string,
  options: { allowed: ReadonlySet<string>; lookup?: Lookup },
): Promise<string> {
  try {
    const url = checkAddress(text, options);
    await checkHost(url, options);
    url.hash = "";
    return url.href;
  } catch (cause) {
    if (!(cause instanceof FetchError)) throw cause;
    const why = cause.fault === "invalid" ? cause.message : "it does not resolve to a public address";
    throw new AppError("webhook_url_invalid", { detail: `This URL cannot be used: ${why}.`, param: "url", cause });
  }
}
