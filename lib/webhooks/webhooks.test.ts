import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { setLowCreditThreshold } from "../billing/billing-status";
import { sampleWebhookEvent } from "../contract/v1/sample-webhook-event";
import { webhookEventSchema, webhookEventTypes } from "../contract/v1/webhooks";
import { maxWebhookEndpoints } from "../contract/webhooks";
import { grantCredits } from "../credits/ledger";
import { inTransaction } from "../db/client";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { createSubscriber, runJob } from "../testing/webhooks";
import { listDeliveries } from "./delivery/list-deliveries";
import { nextAttempt } from "./delivery/settle-attempt";
import { deleteEndpoint, rotateSecret, updateEndpoint } from "./endpoints/change-endpoint";
import { checkWebhookUrl } from "./endpoints/check-webhook-url";
import { createEndpoint } from "./endpoints/create-endpoint";
import { findEndpoint } from "./endpoints/read-endpoints";
import { currentSigningSecrets, deriveSigningSecret, signWebhook } from "./endpoints/signing-secret";
import { recordJobEvent } from "./events/record-job-event";
import { recordLowCredits } from "./events/record-low-credits";
import { recordTestEvent } from "./events/record-test-event";
import { deleteOldEvents } from "./events/write-event";

let fresh: TestDatabase;
const now = new Date("2026-01-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
beforeAll(async () => {
  fresh = await createTestDatabase();
});
beforeEach(() => fresh.clear());
afterAll(() => fresh.close());

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
      deleteEndpoint(fresh.db, userId, endpointId),
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

  test("ten at once tell it once", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], credits: 3, now });
    await fresh.db.user.update({ where: { id: userId }, data: { lowCreditThreshold: 5 } });
    const tell = () => inTransaction(fresh.db, (tx) => recordLowCredits(tx, userId, now));
    await Promise.all(Array.from({ length: 10 }, tell));
    expect(await low(userId)).toHaveLength(1);
  });
});

describe("signing", () => {
  const master = "m".repeat(32);
  // The library compares with the machine's clock.
  const at = new Date();
  const message = { id: "msg_1", body: '{"a":1}', at };

  test("a message verifies with the secret that was shown, and with no other", () => {
    const secret = deriveSigningSecret(master, "whe_a", 1);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const headers = signWebhook(message, [secret]);
    expect(new Webhook(secret).verify(message.body, headers)).toEqual({ a: 1 });
    for (const other of [deriveSigningSecret(master, "whe_b", 1), deriveSigningSecret("n".repeat(32), "whe_a", 1)]) {
      expect(() => new Webhook(other).verify(message.body, headers)).toThrow();
    }
    expect(() => new Webhook(secret).verify('{"a":2}', headers)).toThrow();
    expect(() => new Webhook(secret).verify(message.body, { ...headers, "webhook-id": "msg_2" })).toThrow();
  });

  test("for a day after a rotation both secrets verify, then only the new one", async () => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["credits.low"], now: at });
    const before = deriveSigningSecret(master, endpointId, 1);
    await rotateSecret(fresh.db, { userId, endpointId, now: at });
    const after = deriveSigningSecret(master, endpointId, 2);
    const endpoint = await findEndpoint(fresh.db, userId, endpointId);
    const signedAfter = (hours: number) =>
      signWebhook(message, currentSigningSecrets(master, endpoint, new Date(at.getTime() + hours * 3_600_000)));
    for (const secret of [before, after]) new Webhook(secret).verify(message.body, signedAfter(23.9));
    new Webhook(after).verify(message.body, signedAfter(24));
    expect(() => new Webhook(before).verify(message.body, signedAfter(24))).toThrow();
  });
});

test("retries wait as the setting says, up to a tenth sooner or later, then end", () => {
  const wait = (attempts: number, random: number) => {
    const next = nextAttempt({ attempts, now, retrySeconds: [5, 300], random: () => random });
    return next && (next.getTime() - now.getTime()) / 1000;
  };
  expect([wait(1, 0), wait(1, 0.5), wait(1, 1)]).toEqual([4.5, 5, 5.5]);
  expect([wait(2, 0), wait(2, 0.5), wait(2, 1)]).toEqual([270, 300, 330]);
  expect(wait(3, 0.5)).toBeNull();
});

describe("addresses", () => {
  const check = (url: string, answers: string[] = ["1.1.1.1"]) =>
    checkWebhookUrl(url, {
      allowed: new Set(["127.0.0.1:9000"]),
      lookup: async () => answers.map((address) => ({ address, family: 4 })),
    });

  test.each(["https://hooks.example/in", "http://hooks.example/in?a=b", "http://127.0.0.1:9000/x"])(
    "%s is taken",
    async (url) => {
      expect(await check(url)).toBe(url);
    },
  );

  test.each([
    "hooks.example",
    "ftp://hooks.example/",
    "https://user:secret@hooks.example/",
    "https://hooks.example:8443/",
    "http://127.0.0.1/",
    "http://127.0.0.1:9001/",
    "http://2130706433/",
    "http://[::1]/",
    "http://10.0.0.1/",
    "http://169.254.169.254/",
  ])("%s is refused", async (url) => {
    await expect(check(url)).rejects.toMatchObject({ code: "webhook_url_invalid", param: "url" });
  });

  test("a private address, a name that leads to one and a name nobody knows read the same", async () => {
    const told = async (url: string, answers?: string[]) => check(url, answers).catch((error: Error) => error.message);
    const texts = [
      await told("http://192.168.1.1/"),
      await told("http://inside.example/", ["10.1.2.3"]),
      await told("http://both.example/", ["1.1.1.1", "10.1.2.3"]),
      await told("http://nobody.example/", []),
    ];
    expect(new Set(texts)).toEqual(new Set(["This URL cannot be used: it does not resolve to a public address."]));
  });
});

describe("endpoints", () => {
  test(`an account has at most ${maxWebhookEndpoints}, also when they are created at once`, async () => {
    const { id: userId } = await createUserWithCredits(fresh.db, 1);
    const fields = { userId, url: "https://a.example/", description: null, events: ["credits.low" as const], now };
    const made = await Promise.allSettled(
      Array.from({ length: maxWebhookEndpoints + 3 }, () => createEndpoint(fresh.db, fields)),
    );
    const refused = made.filter((one) => one.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(3).fill("webhook_limit"));
    expect(await fresh.db.webhookEndpoint.count()).toBe(maxWebhookEndpoints);
  });

  test("the log is paged newest first without gaps, and another endpoint's cursor is refused", async () => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      ids.unshift(await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now: later(at) }));
    }
    const first = await listDeliveries(fresh.db, endpointId, { limit: 3 });
    const rest = await listDeliveries(fresh.db, endpointId, { limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(ids);
    expect(rest.nextCursor).toBeNull();
    const cursor = first.nextCursor ?? "";
    const other = listDeliveries(fresh.db, "whe_other", { limit: 3, cursor });
    await expect(other).rejects.toMatchObject({ code: "invalid_request", param: "cursor" });
  });

  test("events are deleted with their deliveries once they are 30 days old, not before", async () => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now });
    await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now: later(1) });
    expect(await deleteOldEvents(fresh.db, later(30 * 86_400))).toBe(0);
    expect(await deleteOldEvents(fresh.db, later(30 * 86_400 + 1))).toBe(1);
    expect(await fresh.db.webhookDelivery.count()).toBe(1);
  });
});
