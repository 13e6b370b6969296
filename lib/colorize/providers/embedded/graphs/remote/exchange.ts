import { Agent, type Dispatcher, request } from "undici";
import { AppError } from "../../../../../errors/app-error";

const connectMs = 5_000;
/** For as long as a busy server may let a photo wait for its turn. The job's own deadline may come earlier: it ends the thread. */
const answerMs = 120_000;
const pauseMs = 15_000;

export type Answer = { status: number; headers: Dispatcher.ResponseData["headers"]; body: Buffer };
export type Exchange = {
  url: string;
  /** With it the request is a POST. */
  body?: Buffer;
  headers?: Record<string, string>;
  /** The most that the answer may weigh. */
  maxBytes: number;
  /** Until the whole answer is there. */
  timeoutMs?: number;
};

let agent: Agent | undefined;
const openAgent = () => {
  agent ??= new Agent({ connect: { timeout: connectMs }, headersTimeout: answerMs, bodyTimeout: pauseMs });
  return agent;
};

/**
 * One request to a model server, whatever the status of its answer. Redirects are not followed.
 * @throws {AppError} upstream_error without an answer, upstream_timeout, upstream_invalid_output for one that is cut or too large
 */
export async function exchange({ url, body, headers, maxBytes, timeoutMs = answerMs }: Exchange): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const method = body ? "POST" : "GET";
  let answer: Dispatcher.ResponseData;
  try {
    answer = await request(url, { method, body, headers, dispatcher: openAgent(), signal });
  } catch (cause) {
    throw isTimeout(cause) ? tooSlow(cause) : unreachable(cause);
  }
  return { status: answer.statusCode, headers: answer.headers, body: await readBody(answer, maxBytes) };
}

async function readBody({ body }: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw unusable(`more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw isTimeout(cause) ? tooSlow(cause) : unusable(cause);
  }
  return Buffer.concat(chunks);
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === "TimeoutError" || /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(codeOf(error)));
const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

const unreachable = (cause: unknown) =>
  new AppError("upstream_error", { detail: "The model server could not be reached. Nothing was charged.", cause });
const tooSlow = (cause: unknown) =>
  new AppError("upstream_timeout", { detail: "The model server took too long to answer. Nothing was charged.", cause });

/** @param cause what is wrong with the answer, for the log */
export function unusable(cause: unknown): AppError {
  const detail = "The model server's answer is not the color of this photo. Nothing was charged.";
  return new AppError("upstream_invalid_output", {
    detail,
    cause: cause instanceof Error ? cause : new Error(`${cause}`),
  });
}

const secondsToWait = 5;

/** @throws {AppError} for a status that is no success: over_capacity, not_configured where the model is unknown, or upstream_error */
export function refuseStatus(
  { status, body }: Pick<Answer, "status" | "body">,
  isUnknown: (status: number) => boolean,
) {
  if (status >= 200 && status < 300) return;
  const cause = new Error(`status ${status}: ${body.subarray(0, 500).toString("utf8")}`);
  if (status === 429 || status === 503) {
    const detail = `The model server is busy or still loads its model. Try again in ${secondsToWait} seconds. Nothing was charged.`;
    throw new AppError("over_capacity", { detail, retryAfterSeconds: secondsToWait, cause });
  }
  if (isUnknown(status)) {
    const detail = "The model server does not have the model that this studio is set up for. Nothing was charged.";
    throw new AppError("not_configured", { detail, cause });
  }
  const detail = `The model server failed with status ${status}. Nothing was charged.`;
  throw new AppError("upstream_error", { detail, cause });
}
