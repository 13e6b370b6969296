import { randomBytes } from "node:crypto";
import type pg from "pg";
import { asIs, type Db, poolOf, type Sql, sql, type Tx } from "./client";

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
  return pool ? runOnPool<Row>(pool, statements) : runInTransaction<Row>(db, statements);
}

async function runInTransaction<Row>(tx: Db | Tx, statements: Statements): Promise<Row[]> {
  let rows: Row[] = [];
  for (const [name, statement] of Object.entries(statements)) {
    rows = await tx.$queryRaw<Row[]>(sql`${asIs(commentOf(name))}${statement}`);
  }
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

/** What a statement begins with, so that metrics, and whoever reads the database's log, can tell it. */
const commentOf = (name: string) => `/* ${name} */ `;

const known = new Map<string, { number: number; text: string }>();
const prefixes = new WeakMap<pg.PoolClient, string>();

/**
 * On the embedded database all connections, of all processes, share one session and with it the names of its prepared
 * statements: so a name is this connection's own.
 */
function toPrepared(client: pg.PoolClient, name: string, { text, values }: Sql): pg.QueryConfig {
  const prefix = prefixes.get(client) ?? randomBytes(6).toString("hex");
  prefixes.set(client, prefix);
  const statement = known.get(text) ?? { number: known.size, text: commentOf(name) + text };
  known.set(text, statement);
  return { name: `${prefix}_${statement.number}`, text: statement.text, values };
}
