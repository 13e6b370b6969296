import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const bgPath = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
const bg = await import(pathToFileURL(bgPath).href);
export async function loadEngine() {
  const mod = new WebAssembly.Module(fs.readFileSync(path.join(path.dirname(bgPath), "schema_engine_bg.wasm")));
  const inst = new WebAssembly.Instance(mod, { "./schema_engine_bg.js": bg });
  bg.__wbg_set_wasm(inst.exports);
  inst.exports.__wbindgen_start();
  return bg.SchemaEngine;
}
export function migrationList(dir) {
  const base = path.resolve(dir);
  const rd = (f) => {
    try {
      return { tag: "ok", value: fs.readFileSync(f, "utf8") };
    } catch (e) {
      return { tag: "error", value: String(e) };
    }
  };
  const lock = path.join(base, "migration_lock.toml");
  return {
    baseDir: base,
    lockfile: { path: "migration_lock.toml", content: fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: (fs.existsSync(base) ? fs.readdirSync(base, { withFileTypes: true }) : [])
      .filter((d) => d.isDirectory())
      .map((d) => d.name)
      .sort()
      .map((n) => ({
        path: n,
        migrationFile: { path: "migration.sql", content: rd(path.join(base, n, "migration.sql")) },
      })),
  };
}
