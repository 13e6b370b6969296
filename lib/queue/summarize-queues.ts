import "server-only";
import type { Db } from "../db/client";
import type { QueueName } from "./queue-names";

export type QueueSummary = {
  name: QueueName;
  /** Messages that may be taken now, and those whose time has not come. */
  due: number;
  delayed: number;
  /** How long the oldest due one has waited; 0 without one. */
  waitSeconds: number;
};

/** Every queue with the messages that wait in it, read from the index that workers take them by. */
export function summarizeQueues(db: Db): Promise<QueueSummary[]> {
  return db.$queryRaw<QueueSummary[]>`
    SELECT queue.name, count(job.id) FILTER (WHERE job.start_after <= now())::int AS due,
      count(job.id) FILTER (WHERE job.start_after > now())::int AS delayed,
      coalesce(greatest(extract(epoch FROM now() - min(job.start_after)), 0), 0)::float AS "waitSeconds"
    FROM pgboss.queue LEFT JOIN pgboss.job ON job.name = queue.name AND job.state < 'active' GROUP BY queue.name`;
}
