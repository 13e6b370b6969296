import { maxImageBytes } from "../../contract/limits";
import { AppError } from "../../errors/app-error";
import { readAllowedHosts } from "../../safe-fetch/allowed-hosts";
import { FetchError } from "../../safe-fetch/fetch-error";
import { createGuardedAgent, type Lookup } from "../../safe-fetch/guarded-agent";
import { download } from "./download";
import { tooLargeError } from "./image-errors";

/** Streams the image at `url` to a new file at `to.path`. `sha256` in hex. */
export type ImageFetcher = (
  url: string,
  to: { path: string; signal: AbortSignal },
) => Promise<{ bytes: number; sha256: string }>;

type Options = {
  /** `host:port` of addresses that the operator exempts from the address and port checks. */
  allowedHosts: readonly string[];
  lookup?: Lookup;
  timeoutMs?: number;
};

/** One text for "blocked", "nobody there" and "no image": a caller must not learn from it which ports are open inside. */
const unreachableDetail = "The image address could not be reached, or it did not answer with an image.";

/**
 * Fetches images from public addresses only: http and https, ports 80 and 443, no userinfo, at most 3 redirects, 15 s in
 * all, 25 MiB, nothing compressed. It throws, beside the signal's own reason, AppErrors with these codes:
 * image_url_invalid for what is wrong with the text of the address; image_too_large; image_url_unreachable for everything
 * else, blocked addresses included. image_url_blocked is never thrown outward; the real reason is in `cause`, for the log.
 */
export function createImageFetcher({ allowedHosts, lookup, timeoutMs = 15_000 }: Options): ImageFetcher {
  const allowed = readAllowedHosts(allowedHosts);
  const agent = createGuardedAgent({ allowed, lookup, timeoutMs });
  return async (url, { path, signal }) => {
    signal.throwIfAborted();
    try {
      return await download(url, { path, signal, agent, allowed, timeoutMs, maxBytes: maxImageBytes });
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      throw toAppError(error);
    }
  };
}

function toAppError(error: FetchError): AppError {
  switch (error.fault) {
    case "invalid": {
      const detail = `The image address cannot be used: ${error.message}.`;
      return new AppError("image_url_invalid", { detail, param: "image", cause: error });
    }
    case "too_large":
      return tooLargeError();
    default:
      return new AppError("image_url_unreachable", { detail: unreachableDetail, param: "image", cause: error });
  }
}
