import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { grantCredits } from "../../credits/ledger";
import { readBalance } from "../../credits/read-balance";
import { recordRefusedAttempt } from "../../jobs/refused-attempts";
import { type ColorizeFlow, createColorizeFlow } from "../../testing/colorize-flow";
import { createTestDatabase, type TestDatabase } from "../../testing/database";
import { createFakeProvider } from "../../testing/fake-provider";
import { createEndpoint } from "../../webhooks/endpoints/create-endpoint";
import { sweepDeadJobs } from "./sweep-dead-jobs";
import { sweepExpired, sweepExpiredFiles } from "./sweep-expired";

let fresh: TestDatabase;
let flow: ColorizeFlow;
beforeAll(async () => {
  fresh = await createTestDatabase();
  flow = await createColorizeFlow(fresh.db);
});
afterAll(async () => {
  await flow.close();
  await fresh.close();
});

test("webhooks are told when credits expire and few are left", async () => {
  const { userId } = flow;
  const deps = flow.depsWith(createFakeProvider().provider);
  const events = ["credits.low" as const];
  await createEndpoint(fresh.db, { userId, url: "https://a.example", description: null, events, now: flow.now() });
  await fresh.db.user.update({ where: { id: userId }, data: { lowCreditThreshold: 5 } });
  const expiresAt = new Date(flow.now().getTime() + 1000);
  await grantCredits(fresh.db, { userId, credits: 5, reason: "for a second", expiresAt });
  await sweepExpired(deps);
  expect(await fresh.db.webhookEvent.count()).toBe(0);
  flow.passSeconds(1);
  await sweepExpired(deps);
  expect(await fresh.db.webhookEvent.findMany()).toMatchObject([
    { userId, type: "credits.low", payload: { available: 3, threshold: 5 } },
  ]);
});

/** A log that keeps what is written, as objects. */
function keepLog() {
  const lines: { level: number; msg: string; jobs?: number }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

/** Jobs whose process has died: held, and their lease over. */
async function openDeadJobs(count: number) {
  const { userId } = flow;
  await grantCredits(fresh.db, { userId, credits: count, reason: "for the dead" });
  const leaseUntil = new Date(flow.now().getTime() - 1);
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1)
    ids.push(await openJob(fresh.db, userId, { createdAt: flow.now(), leaseUntil }));
  return ids;
}

const countOpen = () => fresh.db.job.count({ where: { status: { in: ["queued", "running"] } } });

test("more dead jobs than a batch are all closed in one sweep, by one of two processes, with one line in each log", async () => {
  await openDeadJobs(130);
  const [one, other] = [keepLog(), keepLog()];
  const { provider } = createFakeProvider();
  const closed = await Promise.all([one, other].map(({ log }) => sweepDeadJobs(flow.depsWith(provider, { log }))));
  expect(closed.reduce((sum, count) => sum + count)).toBe(130);
  expect(await countOpen()).toBe(0);
  expect(await readBalance(fresh.db, flow.userId)).toMatchObject({ held: 0 });
  const warnings = [...one.lines, ...other.lines].filter(({ level }) => level >= 40);
  expect(warnings.length).toBeLessThanOrEqual(2);
  expect(warnings.reduce((sum, { jobs = 0 }) => sum + jobs, 0)).toBe(130);
}, 60_000);

test("a dead job that cannot be closed holds up no other", async () => {
  const [stuck, ...others] = await openDeadJobs(3);
  await fresh.db.$executeRaw`
    CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'stuck'; END $$ LANGUAGE plpgsql`;
  await fresh.db.$executeRawUnsafe(
    `CREATE TRIGGER stuck BEFORE UPDATE ON jobs FOR EACH ROW WHEN (OLD.id = '${stuck}') EXECUTE FUNCTION refuse()`,
  );
  const { log, lines } = keepLog();
  expect(await sweepDeadJobs(flow.depsWith(createFakeProvider().provider, { log }))).toBe(others.length);
  expect(lines.map(({ level }) => level).sort()).toEqual([40, 50]);
  await fresh.db.$executeRaw`DROP TRIGGER stuck ON jobs`;
  expect(await sweepDeadJobs(flow.depsWith(createFakeProvider().provider))).toBe(1);
});

test("files that cannot be deleted hold up no others and are tried again", async () => {
  const ids = await openDeadJobs(3);
  for (const id of ids) await settleAsSucceeded(fresh.db, id);
  await fresh.db.job.updateMany({ where: { id: { in: ids } }, data: { expiresAt: flow.now() } });
  const { provider } = createFakeProvider();
  const { storage } = flow.depsWith(provider);
  const deleteJob = (id: string) => (id === ids[0] ? Promise.reject(new Error("busy")) : storage.deleteJob(id));
  expect(await sweepExpiredFiles(flow.depsWith(provider, { storage: { ...storage, deleteJob } }))).toBe(2);
  expect(await sweepExpiredFiles(flow.depsWith(provider))).toBe(1);
});

test("kept files stay when their time is over, and refused attempts go after 30 days", async () => {
  const { userId } = flow;
  const [kept, other] = await openDeadJobs(2);
  for (const id of [kept, other]) if (id) await settleAsSucceeded(fresh.db, id);
  await fresh.db.job.updateMany({ where: { id: { in: [kept ?? "", other ?? ""] } }, data: { expiresAt: flow.now() } });
  await fresh.db.job.updateMany({ where: { id: kept }, data: { keptAt: flow.now() } });
  const refusal = {
    userId,
    apiKeyId: null,
    source: "api",
    isTest: false,
    requestId: "req_1",
    inputName: null,
  } as const;
  await recordRefusedAttempt(
    fresh.db,
    { ...refusal, errorCode: "image_corrupt", errorDetail: "It is torn." },
    flow.now(),
  );
  const deps = flow.depsWith(createFakeProvider().provider);
  await sweepExpired(deps);
  const stored = await fresh.db.job.findMany({ where: { filesDeletedAt: null, status: "succeeded" } });
  expect(stored.map(({ id }) => id)).toEqual([kept]);
  expect(await fresh.db.refusedAttempt.count()).toBe(1);
  flow.passSeconds(30 * 86_400);
  await sweepExpired(deps);
  expect(await fresh.db.refusedAttempt.count()).toBe(0);
});
