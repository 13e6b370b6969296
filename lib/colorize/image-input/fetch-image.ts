import { maxImageBytes } from "../../contract/limits";
import { AppError } from "../../errors/app-error";
import { readAllowedHosts } from "../../safe-fetch/allowed-hosts";
import { FetchError } from "../../safe-fetch/fetch-error";
import { createGuardedAgent, type Lookup } from "../../safe-fetch/guarded-agent";
import { download } from "./download";
import { tooLargeError } from "./image-errors";

/** Streams the image at `url` to a new file at `to.path`. `sha256` is hex. */
export type ImageFetcher = (
  url: string,
  to: { path: string; signal: AbortSignal },
) => Promise<{ bytes: number; sha256: string }>;

type Options = {
  /** `host` or `host:port` that the operator exempts from the checks of address and port. */
  allowedHosts: readonly string[];
  lookup?: Lookup;
  timeoutMs?: number;
};

/** One text for blocked, unreachable and not an image: it must not reveal which ports are open in the studio's network. */
const unreachableDetail = "The image URL could not be reached, or it did not return an image.";

/**
 * Fetches images from public addresses only: http and https, ports 80 and 443, no user name or password, at most 3 redirects, 15
 * seconds in all, 25 MB, no content encoding. Besides the signal's reason it throws AppErrors: image_url_invalid for the text of
 * the URL, image_too_large, and image_url_unreachable for everything else, blocked addresses included. Callers never see
 * image_url_blocked; the real reason is in `cause`, for the log.
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
      const detail = `The image URL cannot be used: ${error.message}.`;
      return new AppError("image_url_invalid", { detail, param: "image", cause: error });
    }
    case "too_large":
      return tooLargeError();
    default:
      return new AppError("image_url_unreachable", { detail: unreachableDetail, param: "image", cause: error });
  }
}
