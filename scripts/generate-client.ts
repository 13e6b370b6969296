// npm run generate:client: writes the types of packages/client from the OpenAPI document. A test fails when they differ.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createApiDocument } from "../lib/contract/openapi/create-api-document";
import { generateClientTypes } from "./generate-client/generate-client-types";

const target = path.resolve(import.meta.dirname, "../packages/client/src/types.ts");
await writeFile(target, await generateClientTypes(createApiDocument("https://studio.example.org")));
