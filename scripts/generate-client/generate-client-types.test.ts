import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { createApiDocument } from "../../lib/contract/openapi/create-api-document";
import { generateClientTypes } from "./generate-client-types";

test("the client's types are those of the OpenAPI document; `npm run generate:client` mends it", async () => {
  const file = path.resolve(import.meta.dirname, "../../packages/client/src/types.ts");
  expect(await readFile(file, "utf8")).toBe(await generateClientTypes(createApiDocument("https://studio.example.org")));
});
