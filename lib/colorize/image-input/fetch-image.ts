import { maxImageBytes } from "../../contract/limits";
import { AppError } from "../../errors/app-error";
import { readAllowedHosts } from "../../safe-fetch/allowed-hosts";
import { FetchError } from "../../safe-fetch/fetch-error";
import { createGuardedAgent, type Lookup } from "../../safe-fetch/guarded-agent";
import { download } from "./download";
import { tooLargeError, unsupportedError } from "./image-errors";
import { explainContentType, explainFault } from "./remote/explain-fault";
import { createPublicHosts } from "./remote/public-hosts";
import { readHead, sniffBytes, sniffFormat } from "./sniff-format";

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

/** One text for blocked, unknown and unreachable: it must not reveal which names and ports exist in the studio's network. */
const unreachableDetail = "The image URL could not be reached, or it did not return an image.";

/**
 * Fetches images from public addresses only: http and https, ports 80 and 443, no user name or password, at most 5 redirects, 15
 * seconds in all, 25 MB after decompression. Besides the signal's reason it throws AppErrors: image_url_invalid for the text of
 * the URL, image_too_large, image_unsupported where a public server says that it is text, and image_url_unreachable for everything
 * else, blocked addresses included. What a public server did is told; callers never see image_url_blocked, and for anything private
 * the real reason is only in `cause`, for the log.
 */
export function createImageFetcher({ allowedHosts, lookup, timeoutMs = 15_000 }: Options): ImageFetcher {
  const allowed = readAllowedHosts(allowedHosts);
  const hosts = createPublicHosts(allowed);
  const agent = createGuardedAgent({ allowed, lookup, timeoutMs, onAllowedPeer: hosts.notePeer });
  return fetchThrough({ agent, allowed, hosts, timeoutMs });
}

type Way = Pick<Parameters<typeof download>[1], "agent" | "allowed" | "hosts" | "timeoutMs">;

/** The fetcher of `createImageFetcher` over an agent that is trusted to connect to public addresses only. */
export function fetchThrough(way: Way): ImageFetcher {
  return async (url, { path, signal }) => {
    signal.throwIfAborted();
    try {
      const { contentType, ...stored } = await download(url, { ...way, path, signal, maxBytes: maxImageBytes });
      if (stored.bytes > 0) await checkType(path, contentType);
      return stored;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      throw toAppError(error);
    }
  };
}

/** The declared type is only believed where the bytes are no image either: many servers declare any type. */
async function checkType(path: string, contentType: string | null): Promise<void> {
  const problem = explainContentType(contentType);
  if (problem && !sniffFormat(await readHead(path, sniffBytes))) throw unsupportedError(problem);
}

function toAppError(error: FetchError): AppError {
  switch (error.fault) {
    case "invalid": {
      const detail = `The image URL cannot be used: ${error.message}.`;
      return new AppError("image_url_invalid", { detail, param: "image", cause: error });
    }
    case "too_large":
      return tooLargeError();
    default: {
      const detail = error.publicFault ? explainFault(error.publicFault) : unreachableDetail;
      return new AppError("image_url_unreachable", { detail, param: "image", cause: error });
    }
  }
}
