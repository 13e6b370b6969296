import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sampleWebhookEvent } from "../contract/v1/sample-webhook-event";
import { webhookEventSchema } from "../contract/v1/webhooks";
import { createGuardedAgent } from "../safe-fetch/guarded-agent";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { createSubscriber, runJob, silentLog } from "../testing/webhooks";
import { claimDeliveries } from "../webhooks/claim-deliveries";
import { createEndpoint } from "../webhooks/create-endpoint";
import { findEndpoint } from "../webhooks/find-endpoint";
import { recordTestEvent } from "../webhooks/record-test-event";
import { replayDelivery } from "../webhooks/replay-delivery";
import { deriveSigningSecret } from "../webhooks/signing-secret";
import { updateEndpoint } from "../webhooks/update-endpoint";
import { deliver } from "./deliver";
import type { DeliveryTools } from "./delivery-tools";
import { startDeliveries } from "./start-deliveries";

type Received = { headers: IncomingMessage["headers"]; body: string };

let fresh: TestDatabase;
let receiver: Server;
let url = "";
let received: Received[] = [];
let answer: (response: ServerResponse, count: number) => void;
let now: Date;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  fresh = await createTestDatabase();
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    answer(response, received.length);
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
});
beforeEach(async () => {
  await fresh.clear();
  received = [];
  answer = (response) => response.writeHead(204).end();
  // Signatures are compared with the machine's clock.
  now = new Date();
});
afterEach(async () => {
  receiver.closeAllConnections();
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
afterAll(async () => {
  receiver.close();
  await fresh.close();
});

const origin = "https://studio.example";
const master = "m".repeat(32);
function makeTools(extra: Partial<DeliveryTools> = {}): DeliveryTools {
  const allowed = new Set([new URL(url).host]);
  return {
    db: fresh.db,
    clock: { now: () => now },
    log: silentLog,
    allowed,
    agent: createGuardedAgent({ allowed, timeoutMs: 2000 }),
    webhookSecret: master,
    retrySeconds: [5, 300],
    random: () => 0.5,
    timeoutMs: 2000,
    origin: () => origin,
    async describeJob(_, jobId) {
      const sample = sampleWebhookEvent("job.succeeded", origin, now);
      return "jobId" in sample.data ? { ...sample.data, jobId } : null;
    },
    ...extra,
  };
}
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
/** Claims all that is due and sends it, once. Returns how many. */
async function deliverDue(tools = makeTools()): Promise<number> {
  const leaseUntil = new Date(now.getTime() + 25_000);
  const claimed = await claimDeliveries(fresh.db, { limit: 100, now, leaseUntil });
  await Promise.all(claimed.map((delivery) => deliver(tools, delivery)));
  return claimed.length;
}
const subscribe = (to = url) => createSubscriber(fresh.db, { url: to, events: ["job.succeeded"], now });
const sendTest = (who: { userId: string; endpointId: string }) =>
  recordTestEvent(fresh.db, { ...who, type: "credits.low", now });
const rows = () => fresh.db.webhookDelivery.findMany({ include: { tries: { orderBy: { at: "asc" } } } });
const onlyRow = async () => (await rows())[0];

describe("a delivery", () => {
  test("carries the job, its id and a signature that the library of Standard Webhooks accepts", async () => {
    const { userId, endpointId } = await subscribe();
    const jobId = await runJob(fresh.db, { userId, ends: "succeeded", now });
    expect(await deliverDue()).toBe(1);
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    const secret = deriveSigningSecret(master, endpointId, 1);
    const event = webhookEventSchema.parse(new Webhook(secret).verify(body, headers as Record<string, string>));
    expect(event).toMatchObject({ type: "job.succeeded", timestamp: now.toISOString(), data: { jobId } });
    expect(headers["content-type"]).toBe("application/json");
    const [row] = await rows();
    expect(headers["webhook-id"]).toBe(row?.eventId);
    expect(row).toMatchObject({ status: "delivered", attempts: 1, nextAttemptAt: null, leaseUntil: null });
    expect(row?.tries).toMatchObject([{ status: 204, failure: null }]);
    expect(await deliverDue()).toBe(0);
  });

  test("that fails is tried again when it is time, under the same id, until it arrives", async () => {
    await sendTest(await subscribe());
    answer = (response, count) => response.writeHead(count < 3 ? 500 : 200).end();
    await deliverDue();
    expect(await deliverDue()).toBe(0);
    pass(5);
    expect(await deliverDue()).toBe(1);
    pass(299);
    expect(await deliverDue()).toBe(0);
    pass(1);
    expect(await deliverDue()).toBe(1);
    expect(await onlyRow()).toMatchObject({ status: "delivered", attempts: 3 });
    expect((await onlyRow())?.tries.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("is given up after the last retry, and a replay sends the same event anew", async () => {
    const who = await subscribe();
    await sendTest(who);
    answer = (response) => response.writeHead(503).end();
    for (const seconds of [0, 5, 300, 1_000_000]) {
      pass(seconds);
      await deliverDue();
    }
    const row = await onlyRow();
    expect(row).toMatchObject({ status: "failed", attempts: 3, nextAttemptAt: null });
    expect(row?.tries[0]?.failure).toBe("Answered 503. Only 2xx says that the event was received.");
    answer = (response) => response.writeHead(200).end();
    await replayDelivery(fresh.db, { eventId: row?.eventId ?? "", endpointId: who.endpointId, now });
    await deliverDue();
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect((await rows()).map(({ status }) => status).sort()).toEqual(["delivered", "failed"]);
  });

  test("of a job that is deleted is given up at once, and not held against the receiver", async () => {
    const { userId, endpointId } = await subscribe();
    await runJob(fresh.db, { userId, ends: "succeeded", now });
    await deliverDue(makeTools({ describeJob: async () => null }));
    expect(await onlyRow()).toMatchObject({
      status: "failed",
      tries: [{ failure: expect.stringContaining("deleted") }],
    });
    expect(await findEndpoint(fresh.db, userId, endpointId)).toMatchObject({ failingSince: null });
    expect(received).toEqual([]);
  });

  test.each([
    ["a redirect is not followed", 307, /Redirects are not followed/],
    ["an answer that is no success", 404, /Only 2xx/],
  ])("%s", async (_, status, text) => {
    await sendTest(await subscribe());
    answer = (response) => response.writeHead(status, { Location: url }).end();
    await deliverDue();
    expect((await onlyRow())?.tries).toMatchObject([{ status, failure: expect.stringMatching(text) }]);
    expect(received).toHaveLength(1);
  });

  test("an endless or hanging body changes nothing about the status and is not read to the end", async () => {
    await sendTest(await subscribe());
    let sent = 0;
    answer = (response) => {
      const block = Buffer.alloc(64 * 1024);
      const pump = () => {
        while (!response.destroyed && response.write(block)) sent += block.length;
      };
      response.writeHead(200).on("drain", pump);
      pump();
    };
    await deliverDue();
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
    expect(sent).toBeLessThan(20 * 1024 * 1024);
    await sendTest({
      userId: (await fresh.db.user.findFirstOrThrow()).id,
      endpointId: (await onlyRow())?.endpointId ?? "",
    });
    answer = (response) => response.writeHead(200).write("and then nothing");
    await deliverDue(makeTools({ timeoutMs: 200 }));
    expect((await rows()).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
  });

  test("blocked, refused, unknown and too slow read the same in the log", async () => {
    const closed = createServer();
    closed.listen(0, "127.0.0.1");
    await once(closed, "listening");
    const closedHost = `127.0.0.1:${(closed.address() as AddressInfo).port}`;
    closed.close();
    answer = () => {};
    const { host } = new URL(url);
    const allowed = new Set([host, closedHost]);
    const agent = createGuardedAgent({
      allowed,
      timeoutMs: 500,
      lookup: async () => [{ address: "10.0.0.1", family: 4 }],
    });
    const inside = ["http://127.0.0.1/", "http://10.0.0.1/", "http://rebound.example/", `http://127.0.0.1:1/`];
    for (const to of [url, `http://${closedHost}/`, ...inside]) await sendTest(await subscribe(to));
    await deliverDue(makeTools({ allowed, agent, timeoutMs: 500 }));
    const told = (await rows()).flatMap(({ tries }) => tries);
    expect(told).toHaveLength(6);
    expect(new Set(told.map(({ status, failure }) => `${status} ${failure}`)).size).toBe(1);
    expect(received).toHaveLength(1);
  });
});

describe("the queue", () => {
  test("hands each delivery to one of several workers, and again only when its lease is over", async () => {
    for (let at = 0; at < 6; at += 1) await sendTest(await subscribe());
    const leaseUntil = new Date(now.getTime() + 25_000);
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => claimDeliveries(fresh.db, { limit: 4, now, leaseUntil })),
    );
    const ids = claims.flat().map(({ id }) => id);
    const rest = await claimDeliveries(fresh.db, { limit: 10, now, leaseUntil });
    expect(new Set([...ids, ...rest.map(({ id }) => id)]).size).toBe(6);
    expect(ids.length + rest.length).toBe(6);
    pass(24);
    expect(await claimDeliveries(fresh.db, { limit: 10, now, leaseUntil })).toEqual([]);
    pass(1);
    expect(await claimDeliveries(fresh.db, { limit: 10, now, leaseUntil: new Date(now.getTime() + 1) })).toHaveLength(
      6,
    );
  });

  test("a worker whose lease ran out does not overwrite what the next one did", async () => {
    await sendTest(await subscribe());
    const leaseUntil = new Date(now.getTime() + 25_000);
    const [slow] = await claimDeliveries(fresh.db, { limit: 1, now, leaseUntil });
    pass(30);
    expect(await deliverDue()).toBe(1);
    answer = (response) => response.writeHead(500).end();
    if (slow) await deliver(makeTools(), slow);
    expect(await onlyRow()).toMatchObject({ status: "delivered", attempts: 1 });
  });

  test("gives an endpoint two turns and an account four at a time, so that hanging ones leave room", async () => {
    const greedy = await subscribe();
    const fields = { userId: greedy.userId, url, description: null, events: ["credits.low" as const], now };
    const others = [await createEndpoint(fresh.db, fields), await createEndpoint(fresh.db, fields)];
    for (const endpointId of [greedy.endpointId, ...others.map(({ id }) => id)]) {
      for (let at = 0; at < 4; at += 1) await sendTest({ userId: greedy.userId, endpointId });
    }
    const modest = await subscribe();
    for (let at = 0; at < 3; at += 1) await sendTest(modest);
    const leaseUntil = new Date(now.getTime() + 25_000);
    const claimed = await claimDeliveries(fresh.db, { limit: 16, now, leaseUntil });
    const turnsOf = (id: string) => claimed.filter(({ endpointId }) => endpointId === id).length;
    expect(turnsOf(modest.endpointId)).toBe(2);
    expect(claimed.filter(({ userId }) => userId === greedy.userId)).toHaveLength(4);
    for (const { id } of others) expect(turnsOf(id)).toBeLessThanOrEqual(2);
    expect(await claimDeliveries(fresh.db, { limit: 16, now, leaseUntil })).toEqual([]);
  });

  test("rests while the endpoint is off and goes on when it is on again", async () => {
    const who = await subscribe();
    await sendTest(who);
    await updateEndpoint(fresh.db, { ...who, enabled: false, now });
    expect(await deliverDue()).toBe(0);
    await updateEndpoint(fresh.db, { ...who, enabled: true, now });
    expect(await deliverDue()).toBe(1);
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
  });
});

describe("an endpoint is switched off", () => {
  const failOn = async (seconds: number, times: number) => {
    answer = (response) => response.writeHead(500).end();
    for (let at = 0; at < times; at += 1) {
      await fresh.db.webhookDelivery.updateMany({ where: { status: "pending" }, data: { nextAttemptAt: now } });
      pass(seconds);
      await deliverDue(makeTools({ retrySeconds: Array(20).fill(1) }));
    }
  };

  test("after three days of nothing but failures, ten at least; what is pending waits", async () => {
    const who = await subscribe();
    await sendTest(who);
    await failOn(8 * 3600, 9);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledAt: null });
    await failOn(8 * 3600, 1);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledReason: "failing" });
    expect(await onlyRow()).toMatchObject({ status: "pending" });
    pass(1_000_000);
    expect(await deliverDue()).toBe(0);
    await updateEndpoint(fresh.db, { ...who, enabled: true, now });
    answer = (response) => response.writeHead(200).end();
    await deliverDue();
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({
      disabledAt: null,
      failingSince: null,
    });
  });

  test("not by many failures in a short time, nor when one arrived in between", async () => {
    const who = await subscribe();
    await sendTest(who);
    await failOn(60, 15);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledAt: null });
    answer = (response) => response.writeHead(200).end();
    pass(2 * 86_400);
    await deliverDue();
    await sendTest(who);
    await failOn(6 * 3600, 10);
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledAt: null });
  });

  test("at once by 410 Gone", async () => {
    const who = await subscribe();
    await sendTest(who);
    answer = (response) => response.writeHead(410).end();
    await deliverDue();
    expect(await findEndpoint(fresh.db, who.userId, who.endpointId)).toMatchObject({ disabledReason: "gone" });
  });
});

describe("the worker", () => {
  const start = (extra: Partial<DeliveryTools> = {}) => {
    const stop = startDeliveries(makeTools({ clock: { now: () => new Date() }, ...extra }));
    stops.push(stop);
    return stop;
  };

  test("sends what was left by another process, and at once what this one commits", async () => {
    await sendTest(await subscribe());
    start();
    await vi.waitFor(() => expect(received).toHaveLength(1), 10_000);
    const { userId } = await subscribe();
    await runJob(fresh.db, { userId, ends: "succeeded", now: new Date() });
    // Sooner than the timer, which looks every five seconds.
    await vi.waitFor(() => expect(received).toHaveLength(2), 4_000);
  });

  test("two of them send each event once", async () => {
    const subscribers = await Promise.all(Array.from({ length: 10 }, () => subscribe()));
    start();
    start();
    await Promise.all(subscribers.map(sendTest));
    const allDelivered = async () =>
      expect(await fresh.db.webhookDelivery.count({ where: { status: "delivered" } })).toBe(10);
    await vi.waitFor(allDelivered, 20_000);
    expect(received).toHaveLength(10);
  });

  test("stopping waits for what is under way and starts nothing new", async () => {
    const who = await subscribe();
    await sendTest(who);
    const order: string[] = [];
    let release = () => {};
    answer = (response) => {
      release = () => response.writeHead(200).end(() => order.push("answered"));
    };
    const stop = start();
    await vi.waitFor(() => expect(received).toHaveLength(1), 10_000);
    const stopping = stop().then(() => order.push("stopped"));
    release();
    await stopping;
    expect(order).toEqual(["answered", "stopped"]);
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
    await sendTest(who);
    expect(received).toHaveLength(1);
  });
});
