import { PixomaxError, readProblem } from "./pixomax-error.ts";

export type Transport = {
  fetch: typeof fetch;
  /** Further tries after the first. */
  maxRetries: number;
};
export type ApiRequest = {
  url: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  headers: Record<string, string>;
  body?: FormData | string;
  signal?: AbortSignal;
  /** The same request sent twice does what it does once, so it may be sent again when no answer came. */
  repeatable: boolean;
};

/** When the studio requests a longer wait than this, the caller has to repeat the call. */
const maxWaitSeconds = 60;
/** A gateway's 504 counts as no answer: what became of the request is not known. */
const unanswered = [0, 504];

/**
 * Sends until there is an answer that another try would not change, waiting as long as the studio requests.
 * @throws {PixomaxError} on every status outside 2xx and when nothing answered; the signal's reason when it was aborted
 */
export async function sendRequest(request: ApiRequest, { fetch, maxRetries }: Transport): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const result = await sendOnce(request, fetch);
    if (result instanceof Response) return result;
    const wait = result.retryAfterSeconds ?? 0.5 * 2 ** tries;
    if (tries >= maxRetries || wait > maxWaitSeconds || !isWorthRepeating(result, request)) throw result;
    await sleep(wait * 1000, request.signal);
  }
}

async function sendOnce({ url, method, headers, body, signal }: ApiRequest, send: typeof fetch) {
  const response = await send(url, { method, headers, body, signal, cache: "no-store" }).catch((error: unknown) => {
    if (signal?.aborted) throw signal.reason;
    const detail = `No answer from ${new URL(url).origin}.`;
    return new PixomaxError({ code: "unreachable", detail, fix: "Check the address and the connection." }, error);
  });
  if (response instanceof PixomaxError || response.ok) return response;
  return readProblem(response);
}

function isWorthRepeating({ status, code }: PixomaxError, { repeatable }: ApiRequest): boolean {
  if (unanswered.includes(status)) return repeatable;
  if (status === 502) return repeatable;
  return status === 429 || status === 503 || code === "idempotency_in_progress";
}

/** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
