#!/usr/bin/env node
// Stand-in for Prisma's native schema engine, which the Prisma CLI would download: the same JSON-RPC over standard input and
// output, served by @prisma/schema-engine-wasm. For developers (`npx prisma migrate …`); the studio migrates without it.
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { loadEngine } from "./wasm-engine.mjs";

const args = process.argv.slice(2);
if (args.includes("--version")) {
  console.log("schema-engine-wasm");
  process.exit(0);
}

// @prisma/adapter-pg refuses the catalog type "char" (oid 18), which introspection reads. The driver calls such columns bpchar
// and marks their names; the adapter's answer gets the right type and the plain name back.
const charOid = 18;
const bpcharOid = 1042;
const mark = "\u0001";

function markChars(result) {
  for (const field of result?.fields ?? []) {
    if (field.dataTypeID !== charOid) continue;
    field.dataTypeID = bpcharOid;
    field.name += mark;
  }
  return result;
}

class MarkingClient extends pg.Client {
  query(...given) {
    const callback = given.at(-1);
    if (typeof callback === "function") given[given.length - 1] = (error, result) => callback(error, markChars(result));
    const answer = super.query(...given);
    return typeof answer?.then === "function" ? answer.then(markChars) : answer;
  }
}

/** The adapter would divide a script at every semicolon, those within functions too. The server knows better. */
function sendScriptsWhole(connection) {
  connection.executeScript = async (script) => {
    await connection.client.query(script);
  };
  return connection;
}

function unmarkChars(connection) {
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    result.columnNames = result.columnNames.map((name, index) => {
      if (!name.endsWith(mark)) return name;
      result.columnTypes[index] = ColumnTypeEnum.Character;
      return name.slice(0, -mark.length);
    });
    return result;
  };
  const startTransaction = connection.startTransaction?.bind(connection);
  if (startTransaction) {
    connection.startTransaction = async (...options) => unmarkChars(await startTransaction(...options));
  }
  return connection;
}

const { url } = JSON.parse(args[args.indexOf("--datasource") + 1] ?? "{}");
const adapter = url ? new PrismaPg(new pg.Pool({ connectionString: url, Client: MarkingClient })) : null;

/** An empty database in memory, on which the engine replays migrations to see what they lead to. */
async function connectToShadow() {
  const { PGlite } = await import("@electric-sql/pglite");
  const { pg_trgm } = await import("@electric-sql/pglite/contrib/pg_trgm");
  const { PrismaPGlite } = await import("pglite-prisma-adapter");
  return new PrismaPGlite(new PGlite({ extensions: { pg_trgm } })).connect();
}

async function tryToConnect() {
  try {
    await (await adapter.connect()).executeScript("SELECT 1");
    process.exit(0);
  } catch (error) {
    const message = String(error.message ?? error);
    console.error(JSON.stringify({ level: "ERROR", fields: { error_code: "P1001", message, is_panic: false } }));
    process.exit(1);
  }
}
if (args.includes("can-connect-to-database")) await tryToConnect();

const SchemaEngine = await loadEngine();
let opened;
const openEngine = () => {
  opened ??= SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory({
      provider: "postgres",
      adapterName: "pg",
      connect: async () => (adapter ? sendScriptsWhole(unmarkChars(await adapter.connect())) : connectToShadow()),
      connectToShadowDb: connectToShadow,
    }),
  );
  return opened;
};

const write = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const withInitScript = (list) => ({ shadowDbInitScript: "", ...list });
const otherNames = { getDatabaseVersion: "version" };

/** What the native engine would answer; its parameters differ in small things. */
async function call(method, params = {}) {
  const engine = await openEngine();
  if (params.migrationsList) params.migrationsList = withInitScript(params.migrationsList);
  for (const side of ["from", "to"]) {
    if (method === "diff" && params[side]?.tag === "migrations") params[side] = withInitScript(params[side]);
  }
  // The WebAssembly engine reaches its shadow database only through devDiagnostic, whose result it keeps for these two.
  if (["evaluateDataLoss", "createMigration"].includes(method)) {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  const result = await engine[otherNames[method] ?? method](params);
  if (method === "diff" && result.stdout != null) {
    write({ method: "print", params: { content: result.stdout }, id: 1e9 });
  }
  return result ?? {};
}

function describeFailure(error) {
  const data = { is_panic: false, message: String(error.message ?? error), meta: null, error_code: error.code ?? null };
  return { code: 4466, message: "An error happened. Check the data field for details.", data };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (!method) continue; // the CLI's answer to a `print`
  const answer = await call(method, params).then(
    (result) => ({ result }),
    (error) => ({ error: describeFailure(error) }),
  );
  write({ id, ...answer });
}
process.exit(0);
