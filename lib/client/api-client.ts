import type { z } from "zod";
import { offlineProblem } from "./api-problem";
import { readProblem } from "./read-problem";

type Options = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON; a Blob as it is, under its own type. */
  body?: unknown;
  signal?: AbortSignal;
  /** The request outlives the page. */
  keepalive?: boolean;
};

/**
 * Calls our own origin and checks the response against its schema from lib/contract.
 * @throws {ApiProblem} on every status outside 2xx (code, detail, fix) and when there was no response (`offline`)
 */
export async function fetchJson<T extends z.ZodType>(path: string, schema: T, options?: Options): Promise<z.infer<T>> {
  const response = await send(path, options);
  const body = schema.safeParse(JSON.parse(await response.text()));
  if (!body.success) throw readProblem(response.status, "");
  return body.data;
}

/** As fetchJson, for a file. Its type is the one that the response names. It is in memory whole, so only for small ones. */
export async function fetchBlob(path: string, options?: Options): Promise<Blob> {
  return (await fetchFile(path, options)).blob;
}

/** As fetchBlob, with the response's headers. */
export async function fetchFile(path: string, options?: Options): Promise<{ blob: Blob; headers: Headers }> {
  const response = await send(path, options);
  return { blob: await response.blob(), headers: response.headers };
}

/** As fetchJson, for responses without a body (204). */
export async function fetchNothing(path: string, options?: Options): Promise<void> {
  await send(path, options);
}

async function send(path: string, { method = "GET", body, signal, keepalive }: Options = {}): Promise<Response> {
  const response = await fetch(path, {
    method,
    signal,
    keepalive,
    cache: "no-store",
    ...describeBody(body),
  }).catch((error: unknown) => {
    // The caller's own abort is passed on; everything else that fetch throws means there was no response.
    throw signal?.aborted ? error : offlineProblem();
  });
  if (!response.ok) throw readProblem(response.status, await response.text().catch(() => ""));
  return response;
}

function describeBody(body: unknown): Pick<RequestInit, "headers" | "body"> {
  if (body === undefined || body instanceof Blob) return { body };
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
