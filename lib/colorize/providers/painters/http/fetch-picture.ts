import { type Agent, type Dispatcher, request } from "undici";
import { AppError } from "../../../../errors/app-error";
import { hostAndPort } from "../../../../safe-fetch/allowed-hosts";
import { checkAddress } from "../../../../safe-fetch/check-address";
import { FetchError } from "../../../../safe-fetch/fetch-error";
import { dropBody, readBody } from "./read-body";

/** A picture of 4 million pixels as an uncompressed PNG has 12 MB. */
export const maxPictureBytes = 32 * 1024 * 1024;
const maxRedirects = 3;

type Source = {
  /** Connects to public addresses and to `allowed` only. */
  agent: Agent;
  /** `host:port` of the engine itself, which may be private and without TLS. */
  allowed: ReadonlySet<string>;
  signal: AbortSignal;
};

/**
 * The bytes of a picture that an engine names: a data URL, or an https address, or one of the engine's own host. No secret is sent.
 * @throws {AppError} upstream_error when it cannot be fetched, upstream_invalid_output for an address that must not be followed
 */
export async function fetchPicture(address: string, source: Source): Promise<Uint8Array> {
  if (/^data:/i.test(address)) return readDataUrl(address);
  try {
    let url = checkPictureAddress(address, source);
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const answer = await ask(url, source);
      const { location } = answer.headers;
      if (answer.statusCode >= 200 && answer.statusCode < 300) {
        return await readBody(answer.body, { maxBytes: maxPictureBytes, signal: source.signal });
      }
      dropBody(answer.body);
      if (answer.statusCode < 300 || answer.statusCode > 399 || typeof location !== "string") {
        throw new FetchError("unreachable", `status ${answer.statusCode}`);
      }
      url = checkPictureAddress(location, source, url);
    }
    throw new FetchError("unreachable", `more than ${maxRedirects} redirects`);
  } catch (error) {
    source.signal.throwIfAborted();
    throw error instanceof AppError ? error : toAppError(error);
  }
}

/** On the way through a network anybody could exchange a picture that comes without TLS. */
function checkPictureAddress(address: string, { allowed }: Source, base?: URL): URL {
  const url = checkAddress(address, { base, allowed });
  if (url.protocol !== "https:" && !allowed.has(hostAndPort(url))) throw new FetchError("blocked", "it is not https");
  return url;
}

function ask(url: URL, { agent, signal }: Source): Promise<Dispatcher.ResponseData> {
  const headers = { accept: "image/*", "accept-encoding": "identity", "user-agent": "PixomaxStudio" };
  return request(url, { dispatcher: agent, signal, headers });
}

function readDataUrl(address: string): Uint8Array {
  const comma = address.indexOf(",");
  const isBase64 = /^data:image\/[\w.+-]+(;[\w.+=-]+)*;base64$/i.test(address.slice(0, Math.min(comma, 200)));
  if (!isBase64 || address.length > maxPictureBytes * 1.4)
    throw invalid(new Error("not a base64 data URL of a picture"));
  return Buffer.from(address.slice(comma + 1), "base64");
}

function toAppError(error: unknown): AppError {
  const fault = error instanceof FetchError ? error : findBlocked(error);
  if (fault && fault.fault !== "unreachable") return invalid(fault);
  const detail = "The picture that the provider made could not be downloaded. Nothing was charged.";
  return new AppError("upstream_error", { detail, cause: error });
}

/** The agent's refusal, which undici and node:net wrap. */
function findBlocked(error: unknown): FetchError | undefined {
  if (error instanceof FetchError) return error;
  if (error instanceof AggregateError) return error.errors.map(findBlocked).find(Boolean);
  return error instanceof Error && error.cause ? findBlocked(error.cause) : undefined;
}

const invalid = (cause: unknown): AppError =>
  new AppError("upstream_invalid_output", {
    detail: "The provider named no picture that this studio may fetch. Nothing was charged.",
    cause,
  });
