import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";

const require = createRequire(import.meta.url);

let engineClass: Promise<typeof SchemaEngine> | undefined;

/** The engine behind `prisma migrate`, as WebAssembly: the native one is a download that not every machine can make. */
export function loadSchemaEngine(): Promise<typeof SchemaEngine> {
  // Once per process: the JavaScript side holds one instance, and a second load would pull it away under the first.
  engineClass ??= instantiate();
  return engineClass;
}

async function instantiate(): Promise<typeof SchemaEngine> {
  // Where the engine looks for somebody to tell before it aborts.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: reportPanic } });
  const glue = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bindings = await import(pathToFileURL(glue).href);
  const wasm = new WebAssembly.Module(readFileSync(path.join(path.dirname(glue), "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings.SchemaEngine;
}

function reportPanic(message: string): void {
  process.stderr.write(`schema engine: ${message}\n`);
}

/** Every migration of the folder in the form the engine takes. */
export function readMigrations(folder: string): MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: readFileSync(path.join(folder, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(path.join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
