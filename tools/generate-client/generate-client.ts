// npm run generate:client: writes the types of packages/client from the OpenAPI document. A test fails when they differ.
import "../../lib/lifecycle/end-with-reader";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { createApiDocument } from "../../lib/contract/openapi/create-api-document";

export const clientTypesFile = path.resolve(import.meta.dirname, "../../packages/client/src/types.ts");
const banner = "// Generated from the OpenAPI document by `npm run generate:client`. Do not edit.\n";

/** TypeScript types of everything that the OpenAPI document names, as the text of one file. */
export async function generateClientTypes(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "client-types-"));
  try {
    await createClient({
      // Without servers: the example's address is nobody's default.
      input: { ...createApiDocument("https://studio.example.org"), servers: [] } as unknown as Record<string, unknown>,
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

if (process.argv[1] === import.meta.filename) await writeFile(clientTypesFile, await generateClientTypes());
