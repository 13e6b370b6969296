import fc from "fast-check";
import { expect, test } from "vitest";
import { webhookEventTypes } from "./v1/webhooks";
import { createWebhookSchema, listDeliveriesSchema, updateWebhookSchema } from "./webhooks";

const url = "https://hooks.example/in";

test("events come in one order and once each, however they were chosen", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...webhookEventTypes), { minLength: 1, maxLength: 12 }), (events) => {
      const chosen = createWebhookSchema.parse({ url, events }).events;
      expect(chosen).toEqual(webhookEventTypes.filter((type) => events.includes(type)));
    }),
  );
});

test("an endpoint without an event, or for one that does not exist, is refused", () => {
  expect(createWebhookSchema.safeParse({ url, events: [] }).success).toBe(false);
  expect(createWebhookSchema.safeParse({ url, events: ["job.started"] }).success).toBe(false);
  expect(updateWebhookSchema.safeParse({ events: [] }).success).toBe(false);
});

test("a blank description is none", () => {
  const described = (description?: string | null) =>
    createWebhookSchema.parse({ url, events: ["credits.low"], description }).description;
  expect([described(), described(null), described("  "), described(" shop ")]).toEqual([null, null, null, "shop"]);
});

test("an update leaves alone what it does not name, and can empty the description", () => {
  expect(updateWebhookSchema.parse({})).toEqual({});
  expect(updateWebhookSchema.parse({ description: "" })).toEqual({ description: null });
  expect(updateWebhookSchema.parse({ enabled: false })).toEqual({ enabled: false });
});

test("an address and the secret cannot be changed by an update", () => {
  expect(updateWebhookSchema.parse({ url: "https://other.example/", secretVersion: 9, userId: "usr_x" })).toEqual({});
});

test("a page of the log has 1 to 100 deliveries, 20 unless it says so", () => {
  expect(listDeliveriesSchema.parse({}).limit).toBe(20);
  expect(listDeliveriesSchema.parse({ limit: "1", status: "failed" })).toMatchObject({ limit: 1, status: "failed" });
  for (const wrong of [{ limit: "0" }, { limit: "101" }, { status: "lost" }, { cursor: "x".repeat(101) }]) {
    expect(listDeliveriesSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  }
});
