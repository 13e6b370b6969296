import type { z } from "zod";
import { offlineProblem } from "./api-problem";
import { readProblem } from "./read-problem";

type Options = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON; a Blob as it is, under its own type. */
  body?: unknown;
  signal?: AbortSignal;
};

/**
 * Calls our own origin and checks the answer against its schema from lib/contract.
 * @throws {ApiProblem} on every status outside 2xx (code, detail, fix) and when nothing answered (`offline`)
 */
export async function fetchJson<T extends z.ZodType>(path: string, schema: T, options?: Options): Promise<z.infer<T>> {
  const response = await send(path, options);
  const body = schema.safeParse(JSON.parse(await response.text()));
  if (!body.success) throw readProblem(response.status, "");
  return body.data;
}

/** As fetchJson, for answers without a body (204). */
export async function fetchNothing(path: string, options?: Options): Promise<void> {
  await send(path, options);
}

async function send(path: string, { method = "GET", body, signal }: Options = {}): Promise<Response> {
  const response = await fetch(path, {
    method,
    signal,
    cache: "no-store",
    ...describeBody(body),
  }).catch((error: unknown) => {
    // The caller's own abort stays what it is; everything else fetch throws means that nothing answered.
    throw signal?.aborted ? error : offlineProblem();
  });
  if (!response.ok) throw readProblem(response.status, await response.text().catch(() => ""));
  return response;
}

function describeBody(body: unknown): Pick<RequestInit, "headers" | "body"> {
  if (body === undefined || body instanceof Blob) return { body };
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
