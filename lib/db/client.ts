import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "../generated/prisma/client";
import { singleton } from "../lifecycle/singleton";
import { MeasuredClient } from "../telemetry/measure-database";

export type Db = PrismaClient;
/** The client inside an open transaction. Everything in it goes through this one: on the embedded database, which runs one
 * transaction at a time, a query on the outer client would wait for the transaction it is part of. */
export type Tx = Prisma.TransactionClient;

const maxConnections = 10;
// Transactions queue behind each other on the embedded database; a burst of uploads may wait, it should not fail.
const transactionOptions = { maxWait: 20_000, timeout: 30_000 };

const pools = () => singleton("database-pools", () => new WeakMap<object, pg.Pool>());

/**
 * A client with a pool of its own for `url`. Connects on first use; the caller disconnects it.
 *
 * Connections stay open. The statements prepared on one live as long as it does, but on the embedded database, whose one session
 * outlives connections, those of closed ones would pile up.
 */
export function createDatabase(url: string): Db {
  const behavior = { max: maxConnections, idleTimeoutMillis: 0, pipeline: true, Client: MeasuredClient };
  const pool = new pg.Pool({ connectionString: url, ...behavior });
  // A lost connection fails the query that runs on it, and the pool makes another one; without a listener it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  const db = new PrismaClient({ adapter, transactionOptions });
  pools().set(db, pool);
  return db;
}

/** The connections of a client made by createDatabase; undefined for an open transaction. */
export const poolOf = (db: Db | Tx): pg.Pool | undefined => pools().get(db);

const afterwards = new WeakMap<Tx, (() => void)[]>();

/** Runs `fn` in one transaction: committed when it resolves, rolled back when it rejects. */
export async function inTransaction<T>(db: Db, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const calls: (() => void)[] = [];
  const result = await db.$transaction((tx) => {
    afterwards.set(tx, calls);
    return fn(tx);
  });
  for (const call of calls) call();
  return result;
}

/**
 * Calls `fn` as soon as `tx`, opened by inTransaction, is committed, and never when it is rolled back. False when it is no such
 * transaction; then `fn` is not called.
 */
export function afterCommit(tx: Tx, fn: () => void): boolean {
  const calls = afterwards.get(tx);
  calls?.push(fn);
  return calls !== undefined;
}

/** A piece of SQL with its values apart from its text; pieces fit into each other. For `$queryRaw`. */
export const sql = Prisma.sql;
export type Sql = Prisma.Sql;

/** The columns that the object's keys name, in its order. The keys are put into the text as they are: never those of a caller. */
export const namesOf = (row: object): Sql => Prisma.join(Object.keys(row).map(quoted));
/** The object's values in the same order; a JSON column's must be text, and undefined is NULL. */
export const valuesOf = (row: object): Sql => Prisma.join(Object.values(row).map((value: unknown) => value ?? null));
/** The same as the assignments of an UPDATE. */
export const assignmentsOf = (row: object): Sql =>
  Prisma.join(Object.entries(row).map(([name, value]) => sql`${quoted(name)} = ${value}`));

const quoted = (name: string) => asIs(`"${name}"`);

/** Text of a statement that is put in as it is: never a caller's. */
export const asIs = (text: string): Sql => Prisma.raw(text);

/** The null of a JSON column, which Prisma keeps apart from JSON's own. */
export const noJson = Prisma.DbNull;

/** Whether the database refused a row because another one has its key. By shape: one process may load two copies of Prisma. */
export const isUniqueViolation = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
