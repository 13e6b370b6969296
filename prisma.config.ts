import { defineConfig } from "prisma/config";

// generate, validate and format run on WebAssembly alone; naming any file that exists stops the CLI from downloading the
// native schema engine first. Everything else goes through our stand-in, which serves the same protocol from WebAssembly.
const offline = ["generate", "validate", "format"].includes(process.argv[2] ?? "");
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= offline
  ? process.execPath
  : `${import.meta.dirname}/tools/schema-engine/schema-engine.mjs`;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost:5432/unused" },
});
