import "server-only";
import { createApiDocument } from "../../contract/openapi/create-api-document";
import type { RequestContext } from "../route/request-context";
import { requestOrigin } from "../route/request-origin";

/** Documents by origin. A Host header is the caller's to choose, so only the newest few are kept. */
const written = new Map<string, string>();
const maxWritten = 8;

/** The OpenAPI document, for everybody, with the address it was asked at as its server. */
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
