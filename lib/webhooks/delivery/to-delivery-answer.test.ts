import { expect, test } from "vitest";
import { webhookDeliverySchema } from "../../contract/webhooks";
import { type DeliveryRow, toDeliveryAnswer } from "./to-delivery-answer";

const at = new Date("2026-01-01T00:00:00Z");
const attempt = { id: "wha_1", deliveryId: "whd_1", at, status: 500, failure: "Answered 500.", durationMs: 12 };
const event = { id: "msg_1", userId: "usr_secret", type: "job.failed", payload: { jobId: "job_1" }, createdAt: at };
const row: DeliveryRow = {
  id: "whd_1",
  eventId: "msg_1",
  endpointId: "whe_1",
  status: "pending",
  attempts: 1,
  nextAttemptAt: new Date(at.getTime() + 5000),
  leaseUntil: new Date(at.getTime() + 25_000),
  deliveredAt: null,
  createdAt: at,
  event,
  tries: [attempt],
};

test("a delivery says what it is about, how it stands and what came of the last attempt, and nothing else", () => {
  expect(toDeliveryAnswer(row)).toEqual({
    id: "whd_1",
    eventId: "msg_1",
    type: "job.failed",
    isTest: false,
    status: "pending",
    attempts: 1,
    createdAt: "2026-01-01T00:00:00.000Z",
    nextAttemptAt: "2026-01-01T00:00:05.000Z",
    lastAttempt: {
      id: "wha_1",
      at: "2026-01-01T00:00:00.000Z",
      status: 500,
      failure: "Answered 500.",
      durationMs: 12,
    },
  });
  expect(webhookDeliverySchema.parse(toDeliveryAnswer(row))).toEqual(toDeliveryAnswer(row));
});

test("one that was never tried has no last attempt, one that arrived no next", () => {
  expect(toDeliveryAnswer({ ...row, tries: [] }).lastAttempt).toBeNull();
  const delivered = { ...row, status: "delivered" as const, nextAttemptAt: null };
  expect(toDeliveryAnswer(delivered)).toMatchObject({ status: "delivered", nextAttemptAt: null });
});

test("a test event is known by its payload, a real one is never taken for one", () => {
  const isTest = (payload: DeliveryRow["event"]["payload"]) =>
    toDeliveryAnswer({ ...row, event: { ...event, payload } }).isTest;
  expect(isTest({ sample: true })).toBe(true);
  expect([{ jobId: "job_1" }, { available: 4, threshold: 5 }, { sample: false }, null].map(isTest)).toEqual(
    Array(4).fill(false),
  );
});
