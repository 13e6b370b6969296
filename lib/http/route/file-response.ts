// The server imports this file outside Next, so it cannot import "server-only".
import { Readable } from "node:stream";

/** The header in which a handler names the length of its body; the server sends it as Content-Length. */
export const bodyBytesHeader = "x-body-bytes";

type StreamInit = {
  status?: number;
  headers: HeadersInit;
  /** The request's. Next leaves a body unread and open when its reader is gone before the answer is. */
  signal: AbortSignal;
};

/**
 * An answer whose body is sent while it is read, and destroyed when its reader leaves. Where its length is known, `headers` name
 * it under `bodyBytesHeader`.
 */
export function streamResponse(body: Readable, { signal, ...init }: StreamInit): Response {
  const leave = () => body.destroy();
  signal.addEventListener("abort", leave, { once: true });
  body.once("close", () => signal.removeEventListener("abort", leave));
  if (signal.aborted) leave();
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, init);
}

/** Headers of a CSV file that the browser saves under this name. */
export const csvHeaders = (fileName: string) => ({
  "Content-Type": "text/csv; charset=utf-8",
  "Content-Disposition": `attachment; filename="${fileName}"`,
});
