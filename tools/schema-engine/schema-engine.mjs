#!/usr/bin/env node
// Stand-in for Prisma's native schema engine (its download host may be unreachable): the same JSON-RPC over stdio, served by @prisma/schema-engine-wasm.
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pgm from "pg";
import { loadEngine } from "./wasm-engine.mjs";

const argv = process.argv.slice(2);
const url = JSON.parse(argv[argv.indexOf("--datasource") + 1] ?? "{}").url;
if (argv.includes("--version")) {
  console.log("schema-engine-wasm");
  process.exit(0);
}
// @prisma/adapter-pg has no mapping for the catalog type "char" (oid 18), which introspection reads: mark such columns here, restore the type below.
const MARK = "\u0001";
const fixChar = (r) => {
  for (const f of r?.fields ?? [])
    if (f.dataTypeID === 18) {
      f.dataTypeID = 1042;
      f.name += MARK;
    }
  return r;
};
const wrap = (c) => {
  const q = c.queryRaw.bind(c);
  const st = c.startTransaction?.bind(c);
  c.queryRaw = async (x) => {
    const r = await q(x);
    r.columnNames = r.columnNames.map((n, i) => {
      if (!n.endsWith(MARK)) return n;
      r.columnTypes[i] = ColumnTypeEnum.Character;
      return n.slice(0, -1);
    });
    return r;
  };
  if (st) c.startTransaction = async (...a) => wrap(await st(...a));
  return c;
};
class Client extends pgm.Client {
  query(...a) {
    const cb = a.at(-1);
    if (typeof cb === "function") a[a.length - 1] = (e, r) => cb(e, fixChar(r));
    const out = super.query(...a);
    return typeof out?.then === "function" ? out.then(fixChar) : out;
  }
}
const pg = url ? new PrismaPg(new pgm.Pool({ connectionString: url, Client })) : null;
if (argv.includes("can-connect-to-database")) {
  try {
    const c = await pg.connect();
    await c.executeScript("select 1");
    process.exit(0);
  } catch (e) {
    console.error(
      JSON.stringify({
        level: "ERROR",
        fields: { error_code: "P1001", message: String(e.message ?? e), is_panic: false },
      }),
    );
    process.exit(1);
  }
}
const shadow = async () => {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PrismaPGlite } = await import("pglite-prisma-adapter");
  return new PrismaPGlite(new PGlite()).connect();
};
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (m) => console.error("PANIC " + m) };
const SchemaEngine = await loadEngine();
let engine;
const get = async () =>
  (engine ??= await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory({
      provider: "postgres",
      adapterName: "pg",
      connect: async () => (pg ? wrap(await pg.connect()) : shadow()),
      connectToShadowDb: shadow,
    }),
  ));
const name = { getDatabaseVersion: "version" };
for await (const line of readline.createInterface({ input: process.stdin })) {
  const m = JSON.parse(line);
  let out;
  if (!m.method) continue; // the CLI's answer to our `print`
  try {
    const p = m.params ?? {};
    const e = await get();
    const fix = (t) => (t?.tag === "migrations" ? { shadowDbInitScript: "", ...t } : t);
    if (m.method === "diff") {
      p.from = fix(p.from);
      p.to = fix(p.to);
    }
    if (p.migrationsList) p.migrationsList = { shadowDbInitScript: "", ...p.migrationsList };
    // The WebAssembly engine reaches its shadow database only through devDiagnostic, whose result it caches for these two.
    if (["evaluateDataLoss", "createMigration"].includes(m.method))
      await e.devDiagnostic({ migrationsList: p.migrationsList, filters: p.filters });
    const r = await e[name[m.method] ?? m.method](p);
    if (m.method === "diff" && r.stdout != null)
      process.stdout.write(
        JSON.stringify({ jsonrpc: "2.0", method: "print", params: { content: r.stdout }, id: 1e9 }) + "\n",
      );
    out = { result: r ?? {} };
  } catch (e) {
    out = {
      error: {
        code: 4466,
        message: "An error happened. Check the data field for details.",
        data: { is_panic: false, message: String(e.message ?? e), meta: null, error_code: e.code ?? null },
      },
    };
  }
  process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id: m.id, ...out }) + "\n");
}
process.exit(0);
