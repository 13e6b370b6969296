import { expect, test } from "vitest";
import { outcomeOf } from "../../testing/colorize-flow";
import { operatorDeps } from "../../testing/operator";
import { setUpDatabase } from "../../testing/set-up";
import { createSubscriber } from "../../testing/webhooks";
import { replayDelivery } from "../../webhooks/delivery/replay-delivery";
import { updateEndpoint } from "../../webhooks/endpoints/change-endpoint";
import { recordTestEvent } from "../../webhooks/events/record-test-event";
import { enableEndpoint, replayAnyDelivery } from "./all-webhooks";

const fresh = setUpDatabase();
const deps = () => operatorDeps(fresh.db);
const now = new Date("2027-01-01T00:00:00Z"); // as operatorDeps has it
const by = { actor: "operator", actorId: "usr_operator", addressRange: "10.0.0.0/24" } as const;
/** PostgreSQL keeps no text with this character, so no entry of theirs can be written. */
const unwritable = { actor: "operator", actorId: "\0" } as const;

const subscribe = () => createSubscriber(fresh.db, { events: ["job.succeeded"], now });
const entriesOf = (action: string) => fresh.db.auditEntry.findMany({ where: { action } });

test("an endpoint that an operator switches on again has one entry, the operator's", async () => {
  const { userId, endpointId } = await subscribe();
  await updateEndpoint(fresh.db, { userId, endpointId, enabled: false, now, by: { actor: "owner", actorId: userId } });
  await enableEndpoint(deps(), by, endpointId);
  const entries = await entriesOf("webhook_changed");
  expect(entries).toHaveLength(2);
  const change = { userId, target: endpointId };
  expect(entries).toContainEqual(expect.objectContaining({ ...change, actor: "owner", details: { enabled: false } }));
  expect(entries).toContainEqual(expect.objectContaining({ ...change, ...by, details: { enabled: true } }));
});

test("an endpoint whose entry cannot be written stays as it is", async () => {
  const { userId, endpointId } = await subscribe();
  await updateEndpoint(fresh.db, { userId, endpointId, enabled: false, now });
  expect(await outcomeOf(enableEndpoint(deps(), unwritable, endpointId))).not.toBe("ok");
  const endpoint = await fresh.db.webhookEndpoint.findUnique({ where: { id: endpointId } });
  expect(endpoint).toMatchObject({ disabledAt: now });
});

test("a delivery sent again is in the log with who did it, owner or operator, or is not sent", async () => {
  const { userId, endpointId } = await subscribe();
  const deliveryId = await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now });
  const { eventId } = await fresh.db.webhookDelivery.findUniqueOrThrow({ where: { id: deliveryId } });
  const owner = { actor: "owner", actorId: userId } as const;
  await replayDelivery(fresh.db, { eventId, endpointId, now, audit: { by: owner, userId, deliveryId } });
  await replayAnyDelivery(deps(), by, { endpointId, deliveryId });
  expect(await outcomeOf(replayAnyDelivery(deps(), unwritable, { endpointId, deliveryId }))).not.toBe("ok");
  const entries = await entriesOf("delivery_replayed");
  expect(entries.map(({ actor }) => actor).sort()).toEqual(["operator", "owner"]);
  expect(entries.every((entry) => entry.target === deliveryId && entry.userId === userId)).toBe(true);
  expect(await fresh.db.webhookDelivery.count()).toBe(3);
});

test("what is refused is not in the log", async () => {
  expect(await outcomeOf(enableEndpoint(deps(), by, "whe_none"))).toBe("not_found");
  const nowhere = { endpointId: "whe_none", deliveryId: "whd_none" };
  expect(await outcomeOf(replayAnyDelivery(deps(), by, nowhere))).toBe("not_found");
  expect(await fresh.db.auditEntry.count()).toBe(0);
});
