import { describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { setLowCreditThreshold } from "../../billing/billing-status";
import { isLowOnCredits } from "../../contract/billing";
import { sampleWebhookEvent } from "../../contract/v1/sample-webhook-event";
import { webhookEventSchema, webhookEventTypes } from "../../contract/v1/webhooks";
import { grantCredits } from "../../credits/ledger";
import { inTransaction } from "../../db/client";
import { setUpDatabase } from "../../testing/set-up";
import { createSubscriber, runJob } from "../../testing/webhooks";
import { deleteEndpoint, updateEndpoint } from "../endpoints/change-endpoint";
import { createEndpoint } from "../endpoints/create-endpoint";
import { recordJobEvent } from "./record-job-event";
import { recordLowCredits } from "./record-low-credits";

const now = new Date("2026-01-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const fresh = setUpDatabase();

const listEvents = (userId: string) =>
  fresh.db.webhookEvent.findMany({ where: { userId }, include: { deliveries: true }, orderBy: { createdAt: "asc" } });
const typesOf = async (userId: string) => (await listEvents(userId)).map(({ type }) => type);

describe("events", () => {
  test("a job's end is recorded once for each endpoint that wants it, in the transaction that ends it", async () => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["job.succeeded", "job.failed"], now });
    const fields = { userId, url: "https://b.example/", description: null, now };
    const second = await createEndpoint(fresh.db, { ...fields, events: ["job.succeeded"] });
    await createEndpoint(fresh.db, { ...fields, events: ["credits.low"] });
    const off = await createEndpoint(fresh.db, { ...fields, events: ["job.succeeded"] });
    await updateEndpoint(fresh.db, { userId, endpointId: off.id, enabled: false, now });
    const jobId = await runJob(fresh.db, { userId, ends: "succeeded", now });
    await runJob(fresh.db, { userId, ends: "failed", now: later(1) });
    const [succeeded, failed] = await listEvents(userId);
    expect(succeeded).toMatchObject({ type: "job.succeeded", payload: { jobId }, createdAt: now });
    expect(succeeded?.id).toMatch(/^msg_[0-9A-Za-z]{22}$/);
    expect(succeeded?.deliveries.map((row) => row.endpointId).sort()).toEqual([endpointId, second.id].sort());
    expect(failed).toMatchObject({ type: "job.failed", deliveries: [{ endpointId, status: "pending" }] });
  });

  test("nothing is written for an account without an endpoint that wants it, nor for another account", async () => {
    const other = await createSubscriber(fresh.db, { events: ["job.succeeded"], now });
    const { id: userId } = await createUserWithCredits(fresh.db, 5);
    await runJob(fresh.db, { userId, ends: "succeeded", now });
    await runJob(fresh.db, { userId: other.userId, ends: "failed", now });
    expect(await fresh.db.webhookEvent.count()).toBe(0);
  });

  test("a transaction that is rolled back leaves no event, and a canceled or running job says nothing", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: [...webhookEventTypes], now });
    const jobId = await openJob(fresh.db, userId, { createdAt: now });
    const end = (status: "succeeded" | "canceled" | "running", fail: boolean) =>
      inTransaction(fresh.db, async (tx) => {
        await tx.job.update({ where: { id: jobId }, data: { status } });
        await recordJobEvent(tx, { jobId, now });
        if (fail) throw new Error("rolled back");
      });
    await expect(end("succeeded", true)).rejects.toThrow("rolled back");
    await end("running", false);
    await end("canceled", false);
    expect(await typesOf(userId)).toEqual([]);
    await end("succeeded", false);
    expect(await typesOf(userId)).toEqual(["job.succeeded"]);
  });

  test("an endpoint deleted at the very moment does not make the job fail", async () => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["job.succeeded"], now });
    await Promise.all([
      runJob(fresh.db, { userId, ends: "succeeded", now }),
      deleteEndpoint(fresh.db, { userId, endpointId, now }),
    ]);
  });

  test.each(webhookEventTypes)("the test event %s is what receivers get in earnest", (type) => {
    const body = sampleWebhookEvent(type, "https://studio.example", now);
    expect(webhookEventSchema.safeParse(body).error).toBeUndefined();
    expect(body).toMatchObject({ type });
  });
});

describe("credits.low", () => {
  const low = async (userId: string) => (await listEvents(userId)).map(({ payload }) => payload);

  test("is told once when the balance falls to the threshold, and again only after it was above", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], credits: 7, now });
    await setLowCreditThreshold(fresh.db, { userId, threshold: 5, now });
    const spend = (seconds: number) => runJob(fresh.db, { userId, ends: "succeeded", now: later(seconds) });
    await spend(1);
    expect(await low(userId)).toEqual([]);
    await spend(2);
    expect(await low(userId)).toEqual([{ available: 5, threshold: 5 }]);
    await spend(3);
    expect(await low(userId)).toHaveLength(1);
    await inTransaction(fresh.db, async (tx) => {
      await grantCredits(tx, { userId, credits: 3, reason: "test" });
      await recordLowCredits(tx, userId, later(4));
    });
    await runJob(fresh.db, { userId, ends: "succeeded", priceCredits: 4, now: later(5) });
    expect(await low(userId)).toEqual([
      { available: 5, threshold: 5 },
      { available: 3, threshold: 5 },
    ]);
  });

  test("is not told of credits that a failed job gives back", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], credits: 6, now });
    await setLowCreditThreshold(fresh.db, { userId, threshold: 5, now });
    await runJob(fresh.db, { userId, ends: "failed", priceCredits: 3, now });
    expect(await low(userId)).toEqual([]);
  });

  test("is never told without a threshold; a new threshold counts from now", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], credits: 2, now });
    await runJob(fresh.db, { userId, ends: "succeeded", now });
    expect(await low(userId)).toEqual([]);
    await setLowCreditThreshold(fresh.db, { userId, threshold: 0, now });
    expect(await low(userId)).toEqual([]);
    await setLowCreditThreshold(fresh.db, { userId, threshold: 10, now });
    expect(await low(userId)).toEqual([{ available: 1, threshold: 10 }]);
    await setLowCreditThreshold(fresh.db, { userId, threshold: null, now });
    await setLowCreditThreshold(fresh.db, { userId, threshold: 10, now: later(1) });
    expect(await low(userId)).toHaveLength(2);
  });

  test("is written exactly when the console shows the notice: both read the threshold alike", async () => {
    for (const threshold of [null, 0, 1, 2, 3]) {
      for (const credits of [0, 1, 2, 3]) {
        const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], credits, now });
        await setLowCreditThreshold(fresh.db, { userId, threshold, now });
        const written = (await low(userId)).length === 1;
        expect(written, `${credits} credits, threshold ${threshold}`).toBe(isLowOnCredits(credits, threshold));
      }
    }
  });

  test("ten at once tell it once", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], credits: 3, now });
    await fresh.db.user.update({ where: { id: userId }, data: { lowCreditThreshold: 5 } });
    const tell = () => inTransaction(fresh.db, (tx) => recordLowCredits(tx, userId, now));
    await Promise.all(Array.from({ length: 10 }, tell));
    expect(await low(userId)).toHaveLength(1);
  });
});
