import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type Db, poolOf, type Sql, type Tx } from "./client";

/** In the order in which they run, by the name that metrics and traces know them by. */
type Statements = Record<string, Sql>;

/**
 * Runs the statements one after the other in one transaction and one round trip, and gives the rows of the last. For the path of
 * every photo, where Prisma takes three to four times as long: each statement is parsed once per connection, and known by its
 * text afterwards. So the text must not depend on the values; a list goes in as an array. With a transaction instead of the
 * database they join it.
 */
export async function runPrepared<Row extends object>(db: Db | Tx, statements: Statements): Promise<Row[]> {
  const pool = poolOf(db);
  if (!pool) return runInTransaction<Row>(db, statements);
  return runOnPool<Row>(pool, statements).catch((error: unknown) => {
    throw isOfNetwork(error) ? connectionFailure(error) : error;
  });
}

/** The system's codes; PostgreSQL's are five characters, and none begins with E. */
const isOfNetwork = (error: unknown) =>
  error instanceof Error && "code" in error && /^E[A-Z_]{3,}$/.test(String(error.code));

/** With PostgreSQL's code for it: the network's own error does not say that it is the database which cannot be reached. */
const connectionFailure = (cause: unknown) =>
  Object.assign(new Error("The connection to the database failed", { cause }), { code: "08006" });

async function runInTransaction<Row>(tx: Db | Tx, statements: Statements): Promise<Row[]> {
  let rows: Row[] = [];
  for (const statement of Object.values(statements)) rows = await tx.$queryRaw<Row[]>(statement);
  return rows;
}

async function runOnPool<Row extends object>(pool: pg.Pool, statements: Statements): Promise<Row[]> {
  const client = await pool.connect();
  try {
    const named = Object.entries(statements);
    const isAlone = named.length === 1;
    // The pool's connections are pipelined: all of it is sent at once, and each answer comes in its turn.
    const begun = isAlone ? [] : [client.query("BEGIN")];
    const asked = named.map(([name, statement]) => client.query<Row>(toPrepared(client, name, statement)));
    // After a failure the database answers a COMMIT by rolling back.
    const ended = isAlone ? [] : [client.query("COMMIT")];
    const results = await Promise.allSettled([...begun, ...asked, ...ended]);
    const failed = results.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
    return (await asked.at(-1))?.rows ?? [];
  } finally {
    client.release();
  }
}

const numbers = new Map<string, number>();
const suffixes = new WeakMap<pg.PoolClient, string>();

/**
 * On the embedded database all connections, of all processes, share one session and with it the names of its prepared
 * statements: so a name is this connection's own.
 */
function toPrepared(client: pg.PoolClient, name: string, { text, values }: Sql): pg.QueryConfig {
  const suffix = suffixes.get(client) ?? randomBytes(6).toString("hex");
  suffixes.set(client, suffix);
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return { name: `${name}_${suffix}_${number}`, text, values };
}
