import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "../generated/prisma/client";
import { MeasuredClient } from "../telemetry/measure-database";

export type Db = PrismaClient;
/** The client inside an open transaction. Everything in it goes through this one: on the embedded database, which runs one
 * transaction at a time, a query on the outer client would wait for the transaction it is part of. */
export type Tx = Prisma.TransactionClient;

const maxConnections = 10;
// Transactions queue behind each other on the embedded database; a burst of uploads may wait, it should not fail.
const transactionOptions = { maxWait: 20_000, timeout: 30_000 };

/** A client with a pool of its own for `url`. Connects on first use; the caller disconnects it. */
export function createDatabase(url: string): Db {
  const adapter = new PrismaPg({ connectionString: url, max: maxConnections, Client: MeasuredClient });
  return new PrismaClient({ adapter, transactionOptions });
}

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

/** Calls `fn` as soon as `tx`, opened by inTransaction, is committed, and never when it is rolled back. */
export function afterCommit(tx: Tx, fn: () => void): void {
  afterwards.get(tx)?.push(fn);
}

/** A piece of SQL with its values apart from its text; pieces fit into each other. For `$queryRaw`. */
export const sql = Prisma.sql;
export type Sql = Prisma.Sql;

/** The null of a JSON column, which Prisma keeps apart from JSON's own. */
export const noJson = Prisma.DbNull;

/** Whether the database refused a row because another one has its key. By shape: one process may load two copies of Prisma. */
export const isUniqueViolation = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
