import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { webhookEventSchema } from "../contract/v1/webhooks";
import { createGuardedAgent } from "../safe-fetch/guarded-agent";
import { TestDeliveries, testWebhookSecret } from "../testing/deliveries";
import { setUp, setUpDatabase } from "../testing/set-up";
import { runJob } from "../testing/webhooks";
import { replayDelivery } from "../webhooks/delivery/replay-delivery";
import { updateEndpoint } from "../webhooks/endpoints/change-endpoint";
import { findEndpoint } from "../webhooks/endpoints/read-endpoints";
import { deriveSigningSecret } from "../webhooks/endpoints/signing-secret";

const fresh = setUpDatabase();
const deliveries = setUp(fresh, new TestDeliveries());
const onlyRow = async () => (await deliveries.rows())[0];

describe("a delivery", () => {
  test("carries the job, its id and a signature that the library of Standard Webhooks accepts", async () => {
    const { userId, endpointId } = await deliveries.subscribe();
    const jobId = await runJob(fresh.db, { userId, ends: "succeeded", now: deliveries.now });
    expect(await deliveries.deliverDue()).toBe(1);
    const [{ headers, body } = { headers: {}, body: "" }] = deliveries.received;
    const secret = deriveSigningSecret(testWebhookSecret, endpointId, 1);
    const event = webhookEventSchema.parse(new Webhook(secret).verify(body, headers as Record<string, string>));
    expect(event).toMatchObject({ type: "job.succeeded", timestamp: deliveries.now.toISOString(), data: { jobId } });
    expect(headers["content-type"]).toBe("application/json");
    const [row] = await deliveries.rows();
    expect(headers["webhook-id"]).toBe(row?.eventId);
    expect(row).toMatchObject({ status: "delivered", attempts: 1, nextAttemptAt: null, leaseUntil: null });
    expect(row?.tries).toMatchObject([{ status: 204, failure: null }]);
    expect(await deliveries.deliverDue()).toBe(0);
  });

  test("that fails is tried again when it is time, under the same id, until it arrives", async () => {
    await deliveries.sendTest(await deliveries.subscribe());
    deliveries.answer = (response, count) => response.writeHead(count < 3 ? 500 : 200).end();
    await deliveries.deliverDue();
    expect(await deliveries.deliverDue()).toBe(0);
    deliveries.pass(5);
    expect(await deliveries.deliverDue()).toBe(1);
    deliveries.pass(299);
    expect(await deliveries.deliverDue()).toBe(0);
    deliveries.pass(1);
    expect(await deliveries.deliverDue()).toBe(1);
    expect(await onlyRow()).toMatchObject({ status: "delivered", attempts: 3 });
    expect((await onlyRow())?.tries.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(new Set(deliveries.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("is given up after the last retry, and a replay sends the same event anew", async () => {
    const who = await deliveries.subscribe();
    await deliveries.sendTest(who);
    deliveries.answerWith(503);
    for (const seconds of [0, 5, 300, 1_000_000]) {
      deliveries.pass(seconds);
      await deliveries.deliverDue();
    }
    const row = await onlyRow();
    expect(row).toMatchObject({ status: "failed", attempts: 3, nextAttemptAt: null });
    expect(row?.tries[0]?.failure).toBe("Answered 503. Only a 2xx status confirms that the event was received.");
    deliveries.answerWith(200);
    await replayDelivery(fresh.db, { eventId: row?.eventId ?? "", endpointId: who.endpointId, now: deliveries.now });
    await deliveries.deliverDue();
    expect(new Set(deliveries.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect((await deliveries.rows()).map(({ status }) => status).sort()).toEqual(["delivered", "failed"]);
  });

  test("of a job that is deleted is given up at once, and not held against the receiver", async () => {
    const { userId, endpointId } = await deliveries.subscribe();
    await runJob(fresh.db, { userId, ends: "succeeded", now: deliveries.now });
    await deliveries.deliverDue(deliveries.deps({ describeJob: async () => null }));
    expect(await onlyRow()).toMatchObject({
      status: "failed",
      tries: [{ failure: expect.stringContaining("deleted") }],
    });
    expect(await findEndpoint(fresh.db, userId, endpointId)).toMatchObject({ failingSince: null });
    expect(deliveries.received).toEqual([]);
  });

  test.each([
    ["a redirect is not followed", 307, /Redirects are not followed/],
    ["an answer that is no success", 404, /Only a 2xx status/],
  ])("%s", async (_, status, text) => {
    await deliveries.sendTest(await deliveries.subscribe());
    deliveries.answer = (response) => response.writeHead(status, { Location: deliveries.url }).end();
    await deliveries.deliverDue();
    expect((await onlyRow())?.tries).toMatchObject([{ status, failure: expect.stringMatching(text) }]);
    expect(deliveries.received).toHaveLength(1);
  });

  test("an endless or hanging body changes nothing about the status and is not read to the end", async () => {
    await deliveries.sendTest(await deliveries.subscribe());
    let sent = 0;
    deliveries.answer = (response) => {
      const block = Buffer.alloc(64 * 1024);
      const pump = () => {
        while (!response.destroyed && response.write(block)) sent += block.length;
      };
      response.writeHead(200).on("drain", pump);
      pump();
    };
    await deliveries.deliverDue();
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
    expect(sent).toBeLessThan(20 * 1024 * 1024);
    await deliveries.sendTest({
      userId: (await fresh.db.user.findFirstOrThrow()).id,
      endpointId: (await onlyRow())?.endpointId ?? "",
    });
    deliveries.answer = (response) => response.writeHead(200).write("and then nothing");
    await deliveries.deliverDue(deliveries.deps({ timeoutMs: 200 }));
    expect((await deliveries.rows()).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
  });

  test("blocked, refused, unknown and too slow read the same in the log", async () => {
    const closed = createServer();
    closed.listen(0, "127.0.0.1");
    await once(closed, "listening");
    const closedHost = `127.0.0.1:${(closed.address() as AddressInfo).port}`;
    closed.close();
    deliveries.answer = () => {};
    const { host } = new URL(deliveries.url);
    const allowed = new Set([host, closedHost]);
    const agent = createGuardedAgent({
      allowed,
      timeoutMs: 500,
      lookup: async () => [{ address: "10.0.0.1", family: 4 }],
    });
    const inside = ["http://127.0.0.1/", "http://10.0.0.1/", "http://rebound.example/", `http://127.0.0.1:1/`];
    for (const to of [deliveries.url, `http://${closedHost}/`, ...inside])
      await deliveries.sendTest(await deliveries.subscribe(to));
    await deliveries.deliverDue(deliveries.deps({ allowed, agent, timeoutMs: 500 }));
    const told = (await deliveries.rows()).flatMap(({ tries }) => tries);
    expect(told).toHaveLength(6);
    expect(new Set(told.map(({ status, failure }) => `${status} ${failure}`)).size).toBe(1);
    expect(deliveries.received).toHaveLength(1);
  });
});

describe("an endpoint is switched off", () => {
  const failOn = async (seconds: number, times: number) => {
    deliveries.answerWith(500);
    for (let at = 0; at < times; at += 1) {
      await fresh.db.webhookDelivery.updateMany({
        where: { status: "pending" },
        data: { nextAttemptAt: deliveries.now },
      });
      deliveries.pass(seconds);
      await deliveries.deliverDue(deliveries.deps({ retrySeconds: Array(20).fill(1) }));
    }
  };

  test("after three days of nothing but failures, ten at least; what is pending waits", async () => {
    const who = await deliveries.subscribe();
    await deliveries.sendTest(who);
    await failOn(8 * 3600, 9);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledAt: null });
    await failOn(8 * 3600, 1);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledReason: "failing" });
    expect(await onlyRow()).toMatchObject({ status: "pending" });
    deliveries.pass(1_000_000);
    expect(await deliveries.deliverDue()).toBe(0);
    await updateEndpoint(fresh.db, { ...who, enabled: true, now: deliveries.now });
    deliveries.answerWith(200);
    await deliveries.deliverDue();
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({
      disabledAt: null,
      failingSince: null,
    });
  });

  test("not by many failures in a short time, nor when one arrived in between", async () => {
    const who = await deliveries.subscribe();
    await deliveries.sendTest(who);
    await failOn(60, 15);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledAt: null });
    deliveries.answerWith(200);
    deliveries.pass(2 * 86_400);
    await deliveries.deliverDue();
    await deliveries.sendTest(who);
    await failOn(6 * 3600, 10);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledAt: null });
  });

  test("at once by 410 Gone", async () => {
    const who = await deliveries.subscribe();
    await deliveries.sendTest(who);
    deliveries.answerWith(410);
    await deliveries.deliverDue();
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledReason: "gone" });
  });
});
