import "server-only";
import { createApiDocument } from "../../contract/openapi/create-api-document";
import { readReceiptKeys } from "../../receipts/receipt-key";
import type { RequestContext } from "../route/endpoint";
import { requestOrigin } from "../studio/request-origin";

/** Documents by origin. A Host header is the caller's to choose, so only the newest few are kept. */
const written = new Map<string, string>();
const maxWritten = 8;

/** The OpenAPI document, for everybody. Its server is the address that this request came to. */
export async function handleOpenApi({ request, headers }: RequestContext): Promise<Response> {
  headers.set("Cache-Control", "public, max-age=300");
  return new Response(writeDocument(requestOrigin(request.headers)), {
    headers: { "Content-Type": "application/json; charset=utf-8", Vary: "Host" },
  });
}

function writeDocument(origin: string): string {
  const known = written.get(origin);
  if (known) return known;
  const text = JSON.stringify(createApiDocument(origin));
  const oldest = written.size >= maxWritten ? written.keys().next().value : undefined;
  if (oldest !== undefined) written.delete(oldest);
  written.set(origin, text);
  return text;
}

/** The keys that receipts are signed with, for everybody: whoever is shown a receipt can check it. */
export async function handleReceiptKeys({ studio }: RequestContext): Promise<Response> {
  const keys = await readReceiptKeys(studio.settings.RECEIPT_SECRET);
  return Response.json(keys, { headers: { "Cache-Control": "public, max-age=3600" } });
}
