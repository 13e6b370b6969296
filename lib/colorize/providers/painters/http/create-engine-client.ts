import { Agent, type Dispatcher, request } from "undici";
import { AppError } from "../../../../errors/app-error";
import { hostAndPort } from "../../../../safe-fetch/allowed-hosts";
import { createGuardedAgent, type Lookup } from "../../../../safe-fetch/guarded-agent";
import { explainStatus } from "./explain-status";
import { fetchPicture, maxPictureBytes } from "./fetch-picture";
import { readBody } from "./read-body";

const connectMs = 15_000;
/** A picture as base64 in a data URL, and what is around it. */
const maxAnswerBytes = maxPictureBytes * 1.4 + 1024 * 1024;

export type EngineClientOptions = {
  /** Of the engine. Its origin is the only one that is asked, and the only private one. */
  url: string;
  /** The value of the header Authorization; null where the engine wants none. */
  authorization: string | null;
  /** What must not reach a log. */
  secret: string | null;
  lookup?: Lookup;
};
export type Call = {
  method: "GET" | "POST" | "PUT";
  /** Absolute, or a path of the engine. */
  address: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal: AbortSignal;
};

/** Speaks JSON with one engine. */
export type EngineClient = {
  /**
   * The answer's JSON; null where there is none.
   * @throws {AppError} what `explainStatus` says of a status other than 2xx; upstream_error without an answer;
   *   upstream_invalid_output for an address elsewhere; the signal's reason when it aborts
   */
  call(call: Call): Promise<unknown>;
  /** See `fetchPicture`. */
  fetchPicture(address: string, signal: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
};

export function createEngineClient({ url, authorization, secret, lookup }: EngineClientOptions): EngineClient {
  const base = new URL(url);
  const engine = new Agent({ connect: { timeout: connectMs }, headersTimeout: 0, bodyTimeout: 0 });
  const allowed = new Set([hostAndPort(base)]);
  const pictures = createGuardedAgent({ allowed, lookup, timeoutMs: connectMs });

  async function send({ method, address, body, headers, signal }: Call): Promise<Dispatcher.ResponseData> {
    const target = resolveAtEngine(address, base);
    try {
      return await request(target, {
        method,
        dispatcher: engine,
        signal,
        headers: {
          accept: "application/json",
          ...(authorization && { authorization }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
    } catch (error) {
      signal.throwIfAborted();
      const detail = "The provider could not be reached. Nothing was charged.";
      throw new AppError("upstream_error", { detail, cause: error });
    }
  }

  return {
    async call(call) {
      const answer = await send(call);
      const bytes = await readBody(answer.body, { maxBytes: maxAnswerBytes, signal: call.signal });
      const text = bytes.toString("utf8");
      if (answer.statusCode < 200 || answer.statusCode > 299) throw explainStatus(answer, hide(text, secret));
      return parseJson(text);
    },
    fetchPicture: (address, signal) => fetchPicture(address, { agent: pictures, allowed, signal }),
    async close() {
      await Promise.all([engine.destroy(), pictures.destroy()]);
    },
  };
}

/** An engine that names an address elsewhere would get the studio's secret sent there. */
function resolveAtEngine(address: string, base: URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (url?.origin === base.origin && !url.username && !url.password) return url;
  throw new AppError("upstream_invalid_output", {
    detail: "The provider's answer names an address that is not its own. Nothing was charged.",
    cause: new Error(`an address at ${url?.origin ?? "nowhere"}`),
  });
}

/** What an engine says is logged, and one that echoes the request would bring the secret into the log. */
const hide = (text: string, secret: string | null): string => (secret ? text.replaceAll(secret, "[secret]") : text);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
