import "server-only";
import PgBoss from "pg-boss";
import { afterCommit, type Db, type Tx } from "../db/client";
import { injectTrace } from "../telemetry/trace";
import { policyOf, type QueueName } from "./queue-names";
import { sendSignal } from "./signals";

/** A connection of `pg`, for code that speaks to it directly. */
type RawClient = { query(text: string, values: unknown[]): Promise<{ rows: unknown[] }> };

type Options = {
  /** Seconds until it may be taken. */
  startAfterSeconds?: number;
  /** Higher ones are taken first; then the oldest. */
  priority?: number;
};

/** What workers of the queue wait for; they also look every two seconds. */
export const topicOf = (name: QueueName): string => `queue:${name}`;

/** Makes the statements and runs none: each message brings its own connection. */
const boss = new PgBoss({ db: { executeSql: () => Promise.reject(new Error("no connection given")) } });

/**
 * Adds a message to the queue, with the request that causes it, and returns its id. In a transaction (`to` is its client) the message exists exactly when that
 * commits, and workers are woken then. With a client of `pg` nobody is: call `wakeWorkers` after the commit.
 */
export async function addMessage(
  to: Db | Tx | RawClient,
  name: QueueName,
  data: object,
  { startAfterSeconds, priority }: Options = {},
): Promise<string | null> {
  const { expireInSeconds, retryLimit, retryDelay, retryBackoff = false } = policyOf(name);
  const id = await boss.send(name, injectTrace(data), {
    db: { executeSql: (text, values) => execute(to, text, values) },
    expireInSeconds,
    retryLimit,
    retryDelay,
    retryBackoff,
    ...(priority === undefined ? {} : { priority }),
    ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
  });
  if (!("query" in to) && !startAfterSeconds) wakeAfter(to, name);
  return id;
}

/** Tells the workers of all instances that the queue has something to take. */
export const wakeWorkers = (name: QueueName): void => sendSignal(topicOf(name));

function wakeAfter(to: Db | Tx, name: QueueName): void {
  const wake = () => wakeWorkers(name);
  if (!afterCommit(to, wake)) wake();
}

async function execute(to: Db | Tx | RawClient, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  if ("query" in to) return to.query(text, values);
  const plain = values.map((value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : value));
  return { rows: await to.$queryRawUnsafe<unknown[]>(text, ...plain) };
}
