import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { maxWebhookEndpoints, webhookEndpointListSchema } from "../../contract/webhooks";
import { setUpDatabase } from "../../testing/set-up";
import { createSubscriber } from "../../testing/webhooks";
import { findDelivery } from "../delivery/find-delivery";
import { listDeliveries } from "../delivery/list-deliveries";
import { recordTestEvent } from "../events/record-test-event";
import { deleteOldEvents } from "../events/write-event";
import { deleteEndpoint, rotateSecret, updateEndpoint } from "./change-endpoint";
import { createEndpoint } from "./create-endpoint";
import { findEndpoint, listEndpoints, listSwitchedOff, readEndpoint } from "./read-endpoints";
import { currentSigningSecrets, deriveSigningSecret, signWebhook } from "./signing-secret";

const fresh = setUpDatabase();
const now = new Date("2026-01-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

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

describe("rotating the secret", () => {
  const master = "m".repeat(32);
  // The library compares with the machine's clock.
  const at = new Date();
  const message = { id: "msg_1", body: '{"a":1}', at };

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

describe("another account's endpoint", () => {
  const strangers: [string, (who: { userId: string; endpointId: string; deliveryId: string }) => Promise<unknown>][] = [
    ["found", ({ userId, endpointId }) => findEndpoint(fresh.db, userId, endpointId)],
    ["read", (who) => readEndpoint(fresh.db, { ...who, now })],
    ["changed", ({ userId, endpointId }) => updateEndpoint(fresh.db, { userId, endpointId, now, enabled: false })],
    ["rotated", ({ userId, endpointId }) => rotateSecret(fresh.db, { userId, endpointId, now })],
    ["deleted", ({ userId, endpointId }) => deleteEndpoint(fresh.db, { userId, endpointId, now })],
    ["looked into", (who) => findDelivery(fresh.db, who)],
  ];

  test.each(strangers)("cannot be %s: it reads as one that does not exist, and stays as it was", async (_, reach) => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    const deliveryId = await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now });
    const stranger = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    const before = await findEndpoint(fresh.db, userId, endpointId);
    const refusal = (who: object) =>
      reach({ userId: stranger.userId, endpointId, deliveryId, ...who }).then(
        () => "let through",
        ({ code, message }) => ({ code, message }),
      );
    const refused = await refusal({});
    expect(refused).toMatchObject({ code: "not_found" });
    expect(await refusal({ endpointId: "whe_none", deliveryId: "whd_none" })).toEqual(refused);
    expect(await findEndpoint(fresh.db, userId, endpointId)).toEqual(before);
    await reach({ userId, endpointId, deliveryId });
  });

  test("is in nobody else's list", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    const { id: stranger } = await createUserWithCredits(fresh.db, 0);
    expect(await listEndpoints(fresh.db, userId, now)).toHaveLength(1);
    expect(await listEndpoints(fresh.db, stranger, now)).toEqual([]);
  });
});

describe("an endpoint as its owner sees it", () => {
  test("comes oldest first, with its latest delivery, and never with anything that signs", async () => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    const fields = { userId, url: "https://b.example/", description: "second", events: ["job.failed" as const] };
    const second = await createEndpoint(fresh.db, { ...fields, now: later(1) });
    await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now: later(2) });
    const latest = await recordTestEvent(fresh.db, { userId, endpointId, type: "job.failed", now: later(3) });
    await rotateSecret(fresh.db, { userId, endpointId, now: later(4) });
    const endpoints = await listEndpoints(fresh.db, userId, later(5));
    expect(webhookEndpointListSchema.parse({ endpoints }).endpoints).toEqual(endpoints);
    expect(endpoints.map(({ id }) => id)).toEqual([endpointId, second.id]);
    expect(endpoints[0]).toMatchObject({
      lastDelivery: { id: latest, isTest: true, status: "pending" },
      previousSecretUntil: later(4 + 86_400).toISOString(),
    });
    expect(endpoints[1]).toMatchObject({ description: "second", lastDelivery: null, previousSecretUntil: null });
    expect(await readEndpoint(fresh.db, { userId, endpointId, now: later(5) })).toEqual(endpoints[0]);
    expect(JSON.stringify(endpoints)).not.toMatch(/whsec_|secretVersion|rotatedAt/);
  });

  test("changes only where it is told to, and forgets its failures once it is switched on again", async () => {
    const { userId, endpointId } = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    const state = () => findEndpoint(fresh.db, userId, endpointId);
    await updateEndpoint(fresh.db, { userId, endpointId, now, description: "shop" });
    expect(await state()).toMatchObject({ description: "shop", events: ["credits.low"], disabledAt: null });
    await updateEndpoint(fresh.db, { userId, endpointId, now, events: ["job.failed"] });
    expect(await state()).toMatchObject({ description: "shop", events: ["job.failed"] });
    await fresh.db.webhookEndpoint.update({ where: { id: endpointId }, data: { failingSince: now } });
    await updateEndpoint(fresh.db, { userId, endpointId, now: later(1), enabled: false });
    expect(await state()).toMatchObject({ disabledAt: later(1), disabledReason: "owner", failingSince: now });
    await updateEndpoint(fresh.db, { userId, endpointId, now: later(2), enabled: true });
    expect(await state()).toMatchObject({ disabledAt: null, disabledReason: null, failingSince: null });
  });

  test("is named as switched off only where the studio did it, not its owner", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], now });
    const switchedOff: string[] = [];
    for (const [at, disabledReason] of (["failing", "gone", "owner"] as const).entries()) {
      const fields = { userId, url: `https://${disabledReason}.example/`, description: null, now };
      const { id } = await createEndpoint(fresh.db, { ...fields, events: ["credits.low"] });
      await fresh.db.webhookEndpoint.update({ where: { id }, data: { disabledReason, disabledAt: later(at) } });
      switchedOff.unshift(id);
    }
    expect((await listSwitchedOff(fresh.db, userId)).map(({ id }) => id)).toEqual(switchedOff.slice(1));
  });
});
