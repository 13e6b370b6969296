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

const dayMs = 24 * 3600 * 1000;
const plainText = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" };

/**
 * Where to report a weakness, as RFC 9116 has it. It expires 90 to 91 days after it was read, so a studio that runs never
 * serves a stale one, and a copy of one that was given up does not stay valid.
 */
export async function handleSecurityTxt({ request, studio }: RequestContext): Promise<Response> {
  const origin = requestOrigin(request.headers);
  const policy = `${origin}/docs#security`;
  const today = Math.floor(studio.clock.now().getTime() / dayMs);
  const fields = {
    Contact: studio.settings.SECURITY_CONTACT ?? policy,
    Expires: new Date((today + 91) * dayMs).toISOString(),
    "Preferred-Languages": "en",
    Canonical: `${origin}/.well-known/security.txt`,
    Policy: policy,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  return new Response(lines.join(""), { headers: { ...plainText, Vary: "Host" } });
}

const robots = `User-agent: *
Allow: /
Allow: /api/v1/openapi.json
Disallow: /api/
Disallow: /console
Disallow: /files/
Disallow: /metrics
Disallow: /workbench
`;

/** The site and the documentation may be indexed; what is behind a session, a key or a signed link may not. */
export const handleRobots = async (): Promise<Response> => new Response(robots, { headers: plainText });
