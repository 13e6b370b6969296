import { afterEach, describe, expect, test, vi } from "vitest";
import { openQueue, type Queue } from "../queue/open-queue";
import { TestDeliveries } from "../testing/deliveries";
import { setUp, setUpDatabase } from "../testing/set-up";
import { silentLog } from "../testing/webhooks";
import { requeueDeliveries } from "../webhooks/delivery/queue-deliveries";
import { updateEndpoint } from "../webhooks/endpoints/change-endpoint";
import { createEndpoint } from "../webhooks/endpoints/create-endpoint";
import { deliver } from "./deliver";
import { workOnDeliveries } from "./work-on-deliveries";

const fresh = setUpDatabase();
const deliveries = setUp(fresh, new TestDeliveries());
const onlyRow = async () => (await deliveries.rows())[0];

describe("deliveries", () => {
  test("go to one of several workers each, and again only when its lease is over", async () => {
    for (let at = 0; at < 6; at += 1) await deliveries.sendTest(await deliveries.subscribe());
    // Many rounds, because on PostgreSQL only some of them meet in the very moment that matters.
    for (let round = 0; round < 10; round += 1) {
      const claims = await Promise.all(Array.from({ length: 8 }, () => deliveries.claim(4)));
      const ids = [...claims, await deliveries.claim()].flat().map(({ id }) => id);
      expect(ids).toHaveLength(6);
      expect(new Set(ids).size).toBe(6);
      deliveries.pass(24);
      expect(await deliveries.claim()).toEqual([]);
      deliveries.pass(1);
    }
    expect(await deliveries.claim()).toHaveLength(6);
  });

  test("a worker whose lease ran out does not overwrite what the next one did", async () => {
    await deliveries.sendTest(await deliveries.subscribe());
    const [slow] = await deliveries.claim(1);
    deliveries.pass(30);
    expect(await deliveries.deliverDue()).toBe(1);
    deliveries.answerWith(500);
    if (slow) await deliver(deliveries.deps(), slow);
    expect(await onlyRow()).toMatchObject({ status: "delivered", attempts: 1 });
  });

  test("get two turns for an endpoint and four for an account at a time, so that hanging ones leave room", async () => {
    const greedy = await deliveries.subscribe();
    const fields = {
      userId: greedy.userId,
      url: deliveries.url,
      description: null,
      events: ["credits.low" as const],
      now: deliveries.now,
    };
    const others = [await createEndpoint(fresh.db, fields), await createEndpoint(fresh.db, fields)];
    for (const endpointId of [greedy.endpointId, ...others.map(({ id }) => id)]) {
      for (let at = 0; at < 4; at += 1) await deliveries.sendTest({ userId: greedy.userId, endpointId });
    }
    const modest = await deliveries.subscribe();
    for (let at = 0; at < 3; at += 1) await deliveries.sendTest(modest);
    const claimed = await deliveries.claim(16);
    const turnsOf = (id: string) => claimed.filter(({ endpointId }) => endpointId === id).length;
    expect(turnsOf(modest.endpointId)).toBe(2);
    expect(claimed.filter(({ userId }) => userId === greedy.userId)).toHaveLength(4);
    for (const { id } of others) expect(turnsOf(id)).toBeLessThanOrEqual(2);
    expect(await deliveries.claim(16)).toEqual([]);
  });

  test("rest while the endpoint is off and go on when it is on again", async () => {
    const who = await deliveries.subscribe();
    await deliveries.sendTest(who);
    await updateEndpoint(fresh.db, { ...who, enabled: false, now: deliveries.now });
    expect(await deliveries.deliverDue()).toBe(0);
    await updateEndpoint(fresh.db, { ...who, enabled: true, now: deliveries.now });
    expect(await deliveries.deliverDue()).toBe(1);
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
  });
});

describe("a worker", () => {
  const queues: Queue[] = [];
  const start = async () => {
    const queue = await openQueue({ url: fresh.url, isServer: fresh.isServer, log: silentLog });
    queues.push(queue);
    workOnDeliveries(queue, deliveries.deps({ clock: { now: () => new Date() } }));
    return queue;
  };
  afterEach(async () => {
    deliveries.cut();
    await Promise.all(queues.splice(0).map((queue) => queue.stop({ graceMs: 5_000 })));
  });

  test("sends what was left by another process, and at once what this one commits", async () => {
    await deliveries.sendTest(await deliveries.subscribe());
    await start();
    await vi.waitFor(() => expect(deliveries.received).toHaveLength(1), 10_000);
    await deliveries.sendTest(await deliveries.subscribe());
    // Sooner than it looks by itself.
    await vi.waitFor(() => expect(deliveries.received).toHaveLength(2), 1_500);
  });

  test("two of them send each event once", async () => {
    const subscribers = await Promise.all(Array.from({ length: 10 }, () => deliveries.subscribe()));
    await start();
    await start();
    await Promise.all(subscribers.map((who) => deliveries.sendTest(who)));
    const allDelivered = async () =>
      expect(await fresh.db.webhookDelivery.count({ where: { status: "delivered" } })).toBe(10);
    await vi.waitFor(allDelivered, 20_000);
    expect(deliveries.received).toHaveLength(10);
  });

  test("sends in its turn what waited for a receiver that hangs", async () => {
    const who = await deliveries.subscribe();
    const hanging: (() => void)[] = [];
    deliveries.answer = (response) => void hanging.push(() => response.writeHead(200).end());
    for (let nth = 0; nth < 4; nth += 1) await deliveries.sendTest(who);
    const other = await deliveries.subscribe();
    await start();
    await vi.waitFor(() => expect(hanging).toHaveLength(2), 5_000);
    await deliveries.sendTest(other);
    await vi.waitFor(() => expect(hanging).toHaveLength(3), 5_000);
    for (const end of hanging.splice(0)) end();
    await vi.waitFor(() => expect(hanging).toHaveLength(2), 5_000);
    for (const end of hanging.splice(0)) end();
    const delivered = () => fresh.db.webhookDelivery.count({ where: { status: "delivered" } });
    await vi.waitFor(async () => expect(await delivered()).toBe(5), 5_000);
  });

  test("is given again what has no message, after a restore for instance", async () => {
    for (let nth = 0; nth < 3; nth += 1) await deliveries.sendTest(await deliveries.subscribe());
    await fresh.db.$executeRaw`DELETE FROM pgboss.job`;
    await start();
    await requeueDeliveries(fresh.db, new Date());
    await vi.waitFor(() => expect(deliveries.received).toHaveLength(3), 5_000);
  });

  test("stopping waits for what is under way and starts nothing new", async () => {
    const who = await deliveries.subscribe();
    await deliveries.sendTest(who);
    const order: string[] = [];
    let release = () => {};
    deliveries.answer = (response) => {
      release = () => response.writeHead(200).end(() => order.push("answered"));
    };
    await start();
    await vi.waitFor(() => expect(deliveries.received).toHaveLength(1), 10_000);
    const stopping = queues
      .pop()
      ?.stop({ graceMs: 5_000 })
      .then(() => order.push("stopped"));
    release();
    await stopping;
    expect(order).toEqual(["answered", "stopped"]);
    expect(await onlyRow()).toMatchObject({ status: "delivered" });
    await deliveries.sendTest(who);
    expect(deliveries.received).toHaveLength(1);
  });
});
