import "server-only";
import { afterCommit, type Db, type Sql, sql, type Tx } from "../db/client";
import { injectTrace } from "../telemetry/trace";
import { policyOf, type QueueName } from "./queue-names";
import { sendSignal } from "./signals";

type Options = {
  /** Seconds until it may be taken. */
  startAfterSeconds?: number;
  /** Higher ones are taken first; then the oldest. */
  priority?: number;
};

/** What workers of the queue wait for; they also look every two seconds. */
export const topicOf = (name: QueueName): string => `queue:${name}`;

/**
 * Adds a message to the queue, with the request that causes it, and returns its id. In a transaction of inTransaction (`to` is its
 * client) the message exists exactly when that commits, and workers are woken then.
 */
export async function addMessage(
  to: Db | Tx,
  name: QueueName,
  data: object,
  options: Options = {},
): Promise<string | undefined> {
  const one = sql`(SELECT ${JSON.stringify(injectTrace(data))}::jsonb AS data) AS message`;
  const rows = await to.$queryRaw<{ id: string }[]>(sql`${insertMessages(name, one, options)} RETURNING id::text`);
  const wake = () => wakeWorkers(name);
  if (!options.startAfterSeconds && !afterCommit(to, wake)) wake();
  return rows[0]?.id;
}

/**
 * The statement that adds a message for each row of `from`, which has a column `data`, as a part of larger statements. Workers
 * find these messages within two seconds, or at once after `wakeWorkers`.
 */
export function insertMessages(name: QueueName, from: Sql, { startAfterSeconds = 0, priority = 0 }: Options = {}): Sql {
  const { expireInSeconds, retryLimit, retryDelay, retryBackoff = false } = policyOf(name);
  return sql`
    INSERT INTO pgboss.job (name, data, priority, start_after, expire_in, retry_limit, retry_delay, retry_backoff)
    SELECT ${name}::text, data, ${priority}::int, now() + make_interval(secs => ${startAfterSeconds}::float8),
      make_interval(secs => ${expireInSeconds}::float8), ${retryLimit}::int, ${retryDelay}::int, ${retryBackoff}::boolean
    FROM ${from}`;
}

/** Whether the queue has a message with this data, or a worker has one. A part of larger statements; it reads the whole queue. */
export const hasMessage = (name: QueueName, data: Sql): Sql =>
  sql`EXISTS (SELECT FROM pgboss.job AS message WHERE name = ${name} AND state < 'completed' AND message.data @> ${data})`;

/** Tells the workers of all instances that the queue has something to take. */
export const wakeWorkers = (name: QueueName): void => sendSignal(topicOf(name));
