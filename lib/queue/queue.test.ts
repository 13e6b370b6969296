import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { inTransaction } from "../db/client";
import { currentWork, inWork } from "../telemetry/work-context";
import { setUpDatabase } from "../testing/set-up";
import { silentLog } from "../testing/webhooks";
import { addMessage } from "./add-message";
import { openQueue, type Queue } from "./open-queue";
import { summarizeQueues } from "./summarize-queues";

const fresh = setUpDatabase();
const opened: Queue[] = [];
const schema = z.object({ nth: z.number() });
/** What another instance of the studio has: connections of its own. */
async function open(): Promise<Queue> {
  const queue = await openQueue({ url: fresh.url, isServer: fresh.isServer, log: silentLog });
  opened.push(queue);
  return queue;
}
afterEach(async () => {
  for (const queue of opened.splice(0)) await queue.stop({ graceMs: 0 });
});

const waiting = async () => {
  const rows = await fresh.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM pgboss.job`;
  return rows[0]?.count;
};

test("a message exists exactly when the transaction that adds it commits, and is worked on at once", async () => {
  const seen: number[] = [];
  (await open()).work("colorize", { concurrency: 2, schema }, async ({ data }) => void seen.push(data.nth));
  const rolledBack = inTransaction(fresh.db, async (tx) => {
    await addMessage(tx, "colorize", { nth: 1 });
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  await inTransaction(fresh.db, async (tx) => {
    await addMessage(tx, "colorize", { nth: 2 });
    expect(seen).toEqual([]);
  });
  await vi.waitFor(() => expect(seen).toEqual([2]), 1_500);
  await vi.waitFor(async () => expect(await waiting()).toBe(0));
});

test("each of many messages is handed to one of several instances, the more urgent first, no more at once than agreed", async () => {
  const seen: number[] = [];
  let running = 0;
  let most = 0;
  for (let nth = 0; nth < 30; nth++) await addMessage(fresh.db, "colorize", { nth }, { priority: nth === 29 ? 1 : 0 });
  const first = await open();
  const handle = async ({ data }: { data: { nth: number } }) => {
    running += 1;
    most = Math.max(most, running);
    await fresh.db.$queryRaw`SELECT 1`;
    seen.push(data.nth);
    running -= 1;
  };
  first.work("colorize", { concurrency: 1, schema }, handle);
  await vi.waitFor(() => expect(seen[0]).toBe(29), 5_000);
  (await open()).work("colorize", { concurrency: 2, schema }, handle);
  await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000);
  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, nth) => nth));
  expect(most).toBeLessThanOrEqual(3);
});

test("what fails is tried again as often as its queue allows, what comes too early waits", async () => {
  let tries = 0;
  const queue = await open();
  queue.work("ask", { concurrency: 1, schema }, async () => {
    tries += 1;
    throw new Error("always");
  });
  await addMessage(fresh.db, "ask", { nth: 0 });
  await addMessage(fresh.db, "ask", { nth: 1 }, { startAfterSeconds: 3600 });
  await vi.waitFor(() => expect(tries).toBe(4), 10_000);
  const states = await fresh.db.$queryRaw`SELECT state::text FROM pgboss.job ORDER BY state`;
  expect(states).toEqual([{ state: "created" }, { state: "failed" }]);
});

test("stopping takes nothing new, waits for what runs, and hands back what does not end, for another instance", async () => {
  const queue = await open();
  const begun: number[] = [];
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  queue.work("colorize", { concurrency: 2, schema }, async ({ data, signal }) => {
    begun.push(data.nth);
    if (data.nth === 0) await slow;
    else await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
  });
  for (let nth = 0; nth < 3; nth++) await addMessage(fresh.db, "colorize", { nth });
  await vi.waitFor(() => expect(begun).toHaveLength(2), 5_000);
  const stopping = opened.pop()?.stop({ graceMs: 300 });
  finish();
  // What begins to work only now, as an engine that has just loaded does, takes nothing either.
  queue.work("ask", { concurrency: 1, schema }, async ({ data }) => void begun.push(data.nth));
  await addMessage(fresh.db, "ask", { nth: 9 });
  await stopping;
  expect(begun.toSorted()).toEqual([0, 1]);
  const seen: number[] = [];
  (await open()).work("colorize", { concurrency: 2, schema }, async ({ data }) => void seen.push(data.nth));
  await vi.waitFor(() => expect(seen.toSorted()).toEqual([1, 2]), 5_000);
});

test("what an instance had when it was killed is handed to another one when its time is over", async () => {
  await addMessage(fresh.db, "webhook-delivery", { nth: 7 });
  const [taken] = await fresh.db.$queryRaw<{ id: string }[]>`
    UPDATE pgboss.job SET state = 'active', started_on = now() - interval '26 seconds' RETURNING id::text`;
  const seen: string[] = [];
  (await open()).work("webhook-delivery", { concurrency: 1, schema }, async ({ id }) => void seen.push(id));
  await vi.waitFor(() => expect(seen).toEqual([taken?.id]), 10_000);
});

test("of instances that keep the same schedule one adds the message of a period, also when it is already done", async () => {
  const seen: unknown[] = [];
  for (let nth = 0; nth < 3; nth++) {
    const queue = await open();
    queue.work(
      "sweep",
      { concurrency: 1, schema: z.object({ sweep: z.string() }) },
      async ({ data }) => void seen.push(data),
    );
    queue.every("sweep", 3600, "files", { sweep: "files" });
    queue.every("sweep", 86_400, "ledger", { sweep: "ledger" });
  }
  await vi.waitFor(() => expect(seen).toHaveLength(2), 5_000);
  const late = await open();
  late.every("sweep", 3600, "files", { sweep: "files" });
  await late.stop({ graceMs: 0 });
  opened.pop();
  const states = await fresh.db.$queryRaw`SELECT state::text FROM pgboss.job`;
  expect(states).toEqual([{ state: "completed" }, { state: "completed" }]);
});

test("what a request adds is worked on as part of that request, whatever process does it, and the rest as part of none", async () => {
  const seen: object[] = [];
  (await open()).work("colorize", { concurrency: 1, schema }, async () => void seen.push(currentWork()));
  await inWork({ requestId: "req_1" }, () => addMessage(fresh.db, "colorize", { nth: 1 }));
  await addMessage(fresh.db, "colorize", { nth: 2 });
  await vi.waitFor(() => expect(seen).toEqual([{ requestId: "req_1" }, {}]), 5_000);
});

test("operators see each queue's messages that are due, that are delayed, and how long the oldest one waits", async () => {
  for (const startAfterSeconds of [0, 0, 3600]) await addMessage(fresh.db, "ask", { nth: 0 }, { startAfterSeconds });
  await fresh.db.$executeRaw`
    UPDATE pgboss.job SET start_after = now() - interval '90 seconds' WHERE id = (
      SELECT id FROM pgboss.job WHERE start_after <= now() LIMIT 1)`;
  const summary = await summarizeQueues(fresh.db);
  expect(summary).toContainEqual({ name: "ask", due: 2, delayed: 1, waitSeconds: expect.closeTo(90, -1) });
  expect(summary).toContainEqual({ name: "colorize", due: 0, delayed: 0, waitSeconds: 0 });
});
