import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { clientTypesFile, generateClientTypes } from "./generate-client";

test("the client's types are those of the OpenAPI document; `npm run generate:client` mends it", async () => {
  expect(await readFile(clientTypesFile, "utf8")).toBe(await generateClientTypes());
});
