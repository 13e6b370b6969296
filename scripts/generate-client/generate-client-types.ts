import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import type { createApiDocument } from "../../lib/contract/openapi/create-api-document";

const banner = "// Generated from the OpenAPI document by `npm run generate:client`. Do not edit.\n";

/** TypeScript types of everything the document names, as the text of one file. */
export async function generateClientTypes(document: ReturnType<typeof createApiDocument>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "client-types-"));
  try {
    await createClient({
      // Without servers: the example's address is nobody's default.
      input: { ...document, servers: [] } as unknown as Record<string, unknown>,
      output: { path: folder },
      plugins: ["@hey-api/typescript"],
      logs: { level: "silent" },
    });
    const types = await readFile(path.join(folder, "types.gen.ts"), "utf8");
    return types.replace(/^\/\/.*\n/, banner);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
