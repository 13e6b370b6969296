import "server-only";
import { AppError } from "../../errors/app-error";
import { checkAddress } from "../../safe-fetch/check-address";
import { checkHost } from "../../safe-fetch/check-host";
import { FetchError } from "../../safe-fetch/fetch-error";
import type { Lookup } from "../../safe-fetch/guarded-agent";

/**
 * The address as it will be called. Checked again by every delivery: what a name leads to can change.
 * @throws {AppError} webhook_url_invalid; a private address, a private name and an unknown name read the same
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
    const why = cause.fault === "invalid" ? cause.message : "it does not lead to a public address";
    throw new AppError("webhook_url_invalid", { detail: `This address cannot be used: ${why}.`, param: "url", cause });
  }
}
