import "server-only";
import pg from "pg";
import PgBoss from "pg-boss";
import type { Logger } from "pino";
import type { z } from "zod";
import { repeatEvery } from "../lifecycle/repeat-every";
import { runInTrace } from "../telemetry/trace";
import { topicOf } from "./add-message";
import { policyOf, type QueueName } from "./queue-names";
import { onSignal, relaySignals } from "./signals";
import { type Message, startWorkLoop, type WorkLoop } from "./work-loop";

type WorkOptions<Data> = { concurrency: number; schema: z.ZodType<Data> };

/** The part of this process in the work that the queues hand out. Messages are added with `addMessage`. */
export type Queue = {
  /**
   * Lets `handle` have the messages of the queue, at most `concurrency` at once in this process. One that rejects, or whose
   * data is not of the schema, is tried again as the queue's policy says. A message may come twice: after the process that had it
   * was killed, or ran for too long. After `stop` nothing is taken any more.
   */
  work<Data>(name: QueueName, options: WorkOptions<Data>, handle: (message: Message<Data>) => Promise<void>): void;
  /** Adds a message now and once in every period of `seconds`, a day at most, one for all instances that do the same; `key` tells its kind apart. */
  every(name: QueueName, seconds: number, key: string, data: object): void;
  /** Takes nothing more, waits `graceMs` for what runs, and hands the rest back to be run by others. */
  stop(options: { graceMs: number }): Promise<void>;
};

type Options = {
  url: string;
  /** Whether the database is a PostgreSQL server, which passes signals on, or the embedded one, which cannot. */
  isServer: boolean;
  log: Logger;
};

const lookEveryMs = 2_000;
const expireEveryMs = 5_000;
const tidyEveryMs = 600_000;
/** Of `every`. */
const longestPeriodSeconds = 86_400;

/** Opens the queues in the migrated database at `url`. */
export async function openQueue({ url, isServer, log }: Options): Promise<Queue> {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: "pixomax queue" });
  // A lost connection fails the query that runs on it; without listeners it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const boss = createBoss(pool, log);
  await boss.start();
  const loops = new Map<QueueName, WorkLoop>();
  const ends: (() => Promise<void> | void)[] = [];
  let isStopped = false;
  const repeat = (work: () => Promise<void>, ms: number, what: string) => {
    const onError = (error: unknown) => log.error({ err: error }, `could not ${what}; it will be retried`);
    ends.push(repeatEvery(work, ms, { onError }).stop);
  };
  const onError = (error: unknown) =>
    log.warn({ err: error }, "could not reach the other instances; they look by themselves");
  if (isServer) ends.push(relaySignals({ url, onError }));
  const look = async () => {
    if (loops.size === 0) return;
    for (const name of await findDue(pool, [...loops.keys()])) loops.get(name)?.wake();
  };
  repeat(look, lookEveryMs, "look for messages");
  repeat(() => boss.expire(), expireEveryMs, "look for messages whose worker died");
  repeat(() => boss.maintain(), tidyEveryMs, "delete old messages");

  return {
    work(name, { concurrency, schema }, handle) {
      if (isStopped) return;
      const parse = (message: Message<unknown>) =>
        runInTrace(message.data, `queue ${name}`, async () => handle({ ...message, data: schema.parse(message.data) }));
      const loop = startWorkLoop({ boss, name, concurrency, handle: parse, log });
      loops.set(name, loop);
      ends.push(onSignal(topicOf(name), loop.wake));
    },
    every(name, seconds, key, data) {
      const { expireInSeconds, retryLimit } = policyOf(name);
      const period = { singletonKey: key, singletonSeconds: seconds };
      const add = async () => {
        if (await boss.send(name, data, { expireInSeconds, retryLimit, ...period })) loops.get(name)?.wake();
      };
      repeat(add, seconds * 1000, `add ${key} to the queue`);
    },
    async stop({ graceMs }) {
      isStopped = true;
      await Promise.all([...[...loops.values()].map((loop) => loop.stop(graceMs)), ...ends.map((end) => end())]);
      await pool.end();
    },
  };
}

/** Without its own timers, which archive what we delete, and its schedule, which knows whole minutes only. */
function createBoss(pool: pg.Pool, log: Logger): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => execute(pool, text, values) },
    migrate: false,
    supervise: false,
    schedule: false,
    // It refuses a period of `every` that is longer.
    archiveCompletedAfterSeconds: longestPeriodSeconds,
    archiveFailedAfterSeconds: 7 * 86_400,
    deleteAfterSeconds: 60,
  });
  boss.on("error", (error) => log.error({ err: error }, "the queue failed"));
  return boss;
}

/** Some of its statements are transactions of their own; one that fails must not leave its connection in the middle of it. */
async function execute(pool: pg.Pool, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  try {
    const result = await client.query<Record<string, unknown>>(text, values);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Those of the queues that have a message to take. One probe of an index each, however many wait. */
async function findDue(pool: pg.Pool, names: QueueName[]): Promise<QueueName[]> {
  const { rows } = await pool.query<{ name: QueueName }>(
    `SELECT name FROM unnest($1::text[]) AS name WHERE EXISTS (
       SELECT FROM pgboss.job WHERE job.name = name.name AND state < 'active' AND start_after < now())`,
    [names],
  );
  return rows.map(({ name }) => name);
}
