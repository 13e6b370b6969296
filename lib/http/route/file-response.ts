// The server imports this file outside Next, so it cannot import "server-only".
import { Readable } from "node:stream";

/** The header in which a handler names the length of its body; the server sends it as Content-Length. */
export const bodyBytesHeader = "x-body-bytes";

/** An answer whose body is sent while it is read. Where its length is known, `headers` name it under `bodyBytesHeader`. */
export function streamResponse(body: Readable, init: { status?: number; headers: HeadersInit }): Response {
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, init);
}

/** Headers of a CSV file that the browser saves under this name. */
export const csvHeaders = (fileName: string) => ({
  "Content-Type": "text/csv; charset=utf-8",
  "Content-Disposition": `attachment; filename="${fileName}"`,
});
