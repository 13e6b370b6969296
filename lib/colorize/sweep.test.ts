import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../prisma/factories/settle-job";
import { grantCredits } from "../credits/ledger";
import { type ColorizeFlow, createColorizeFlow } from "../testing/colorize-flow";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { createFakeProvider } from "../testing/fake-provider";
import { createEndpoint } from "../webhooks/endpoints/create-endpoint";
import { startSweeper, sweep } from "./sweep";

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

test("a sweep that takes long is not joined by the next one, and stopping waits for it", async () => {
  const jobId = await openJob(fresh.db, flow.userId, { createdAt: flow.now(), expiresAt: flow.now() });
  await settleAsSucceeded(fresh.db, jobId);
  let deletions = 0;
  let finish = () => {};
  const disk = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { provider } = createFakeProvider();
  const { storage } = flow.depsWith(provider);
  const deleteJob = async () => {
    deletions += 1;
    await disk;
  };
  const deps = flow.depsWith(provider, { storage: { ...storage, deleteJob } });

  const stop = startSweeper(deps, 1);
  await vi.waitFor(() => expect(deletions).toBe(1), 10_000);
  /** Long enough for many intervals, and for several sweeps if there were any. */
  const askOften = async () => {
    for (let times = 0; times < 60; times += 1) await fresh.db.$queryRaw`SELECT 1`;
  };
  await askOften();
  expect(deletions).toBe(1);

  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await askOften();
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(await fresh.db.job.findUniqueOrThrow({ where: { id: jobId } })).toMatchObject({ filesDeletedAt: flow.now() });
  await askOften();
  expect(deletions).toBe(1);
});

test("webhooks are told when credits expire and few are left", async () => {
  const { userId } = flow;
  const deps = flow.depsWith(createFakeProvider().provider);
  const events = ["credits.low" as const];
  await createEndpoint(fresh.db, { userId, url: "https://a.example", description: null, events, now: flow.now() });
  await fresh.db.user.update({ where: { id: userId }, data: { lowCreditThreshold: 5 } });
  const expiresAt = new Date(flow.now().getTime() + 1000);
  await grantCredits(fresh.db, { userId, credits: 5, reason: "for a second", expiresAt });
  await sweep(deps);
  expect(await fresh.db.webhookEvent.count()).toBe(0);
  flow.passSeconds(1);
  await sweep(deps);
  expect(await fresh.db.webhookEvent.findMany()).toMatchObject([
    { userId, type: "credits.low", payload: { available: 2, threshold: 5 } },
  ]);
});
