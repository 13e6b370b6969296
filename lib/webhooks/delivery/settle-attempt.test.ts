import { beforeEach, describe, expect, test } from "vitest";
import { setUpDatabase } from "../../testing/set-up";
import { createSubscriber } from "../../testing/webhooks";
import { deleteEndpoint, updateEndpoint } from "../endpoints/change-endpoint";
import { findEndpoint } from "../endpoints/read-endpoints";
import { recordTestEvent } from "../events/record-test-event";
import { type ClaimedDelivery, claimDeliveries } from "./claim-deliveries";
import { replayDelivery } from "./replay-delivery";
import { type Attempt, settleAttempt } from "./settle-attempt";

const fresh = setUpDatabase();
const now = new Date("2026-01-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const day = 86_400;
let userId: string;
let endpointId: string;
beforeEach(async () => {
  ({ userId, endpointId } = await createSubscriber(fresh.db, { events: ["credits.low"], now }));
});

const endpoint = () => findEndpoint(fresh.db, userId, endpointId);
const row = (id: string) => fresh.db.webhookDelivery.findUniqueOrThrow({ where: { id }, include: { tries: true } });
const succeeded = { status: 204, failure: null };
const attemptAt = (at: Date, what: Partial<Attempt> = {}): Attempt => ({
  ...{ at, status: 500, failure: "Answered 500.", durationMs: 7, gone: false, sent: true },
  ...what,
});

/** Somebody's claim on a delivery that has just been recorded. */
async function claimNew(at = now): Promise<ClaimedDelivery> {
  const id = await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now: at });
  const all = await claimDeliveries(fresh.db, { limit: 100, now: at, leaseUntil: new Date(at.getTime() + 25_000) });
  const claimed = all.find((delivery) => delivery.id === id);
  if (!claimed) throw new Error("not claimed");
  return claimed;
}

/** An attempt that ended as told, then given up unless there is a time for the next one. */
async function settle(at: Date, what: Partial<Attempt> = {}, nextAttemptAt: Date | null = null) {
  const claimed = await claimNew(at);
  const answer = await settleAttempt(fresh.db, { claimed, attempt: attemptAt(at, what), nextAttemptAt, now: at });
  return { ...answer, id: claimed.id };
}

describe("an attempt", () => {
  test("that arrives ends the delivery, also where there was a time for the next one", async () => {
    const { id, settled } = await settle(now, succeeded, later(60));
    expect(settled).toBe(true);
    expect(await row(id)).toMatchObject({
      ...{ status: "delivered", attempts: 1, deliveredAt: now, nextAttemptAt: null, leaseUntil: null },
      tries: [{ status: 204, failure: null, durationMs: 7, at: now }],
    });
  });

  test("that fails waits for the next one while there is one, and is given up when there is none", async () => {
    const waiting = await settle(now, {}, later(60));
    const over = await settle(later(1));
    expect(await row(waiting.id)).toMatchObject({ status: "pending", nextAttemptAt: later(60), leaseUntil: null });
    expect(await row(over.id)).toMatchObject({ status: "failed", nextAttemptAt: null, deliveredAt: null });
  });

  test("is not written once the lease is another's: what that one did stays", async () => {
    const claimed = await claimNew();
    const [taken] = await claimDeliveries(fresh.db, { limit: 1, now: later(30), leaseUntil: later(60) });
    expect(taken?.id).toBe(claimed.id);
    const late = { claimed, attempt: attemptAt(now, { gone: true }), nextAttemptAt: null, now: later(31) };
    expect(await settleAttempt(fresh.db, late)).toEqual({ settled: false, switchedOff: null });
    expect(await row(claimed.id)).toMatchObject({ status: "pending", attempts: 0, leaseUntil: later(60), tries: [] });
    expect(await endpoint()).toMatchObject({ failingSince: null, disabledAt: null });
  });

  test("of an endpoint that was deleted meanwhile is nothing, and no error", async () => {
    const claimed = await claimNew();
    await deleteEndpoint(fresh.db, { userId, endpointId, now });
    const answer = settleAttempt(fresh.db, { claimed, attempt: attemptAt(now), nextAttemptAt: null, now });
    await expect(answer).resolves.toEqual({ settled: false, switchedOff: null });
  });

  test("twice by the same claim counts once", async () => {
    const claimed = await claimNew();
    const settlement = { claimed, attempt: attemptAt(now), nextAttemptAt: later(60), now };
    const answers = await Promise.all([settleAttempt(fresh.db, settlement), settleAttempt(fresh.db, settlement)]);
    expect(answers.map(({ settled }) => settled).sort()).toEqual([false, true]);
    expect(await row(claimed.id)).toMatchObject({ attempts: 1, tries: [{}] });
  });
});

describe("since when an endpoint fails", () => {
  test("is the first failure after the last success, and nothing once one arrives", async () => {
    await settle(later(1), succeeded);
    expect(await endpoint()).toMatchObject({ failingSince: null });
    await settle(later(2));
    await settle(later(3));
    expect(await endpoint()).toMatchObject({ failingSince: later(2) });
    await settle(later(4), succeeded);
    expect(await endpoint()).toMatchObject({ failingSince: null });
  });

  test("is not touched by what could not be sent: that is not the receiver's failure", async () => {
    await settle(now, { sent: false, status: null, failure: "Not sent." });
    expect(await endpoint()).toMatchObject({ failingSince: null });
    await settle(later(1));
    await settle(later(2), { sent: false, status: null, failure: "Not sent." });
    expect(await endpoint()).toMatchObject({ failingSince: later(1), disabledAt: null });
  });
});

describe("an endpoint is given up", () => {
  /** Nine failures from `now` on, then one at `seconds`. */
  async function failUntil(seconds: number, failures = 10): Promise<string | null> {
    for (let second = 0; second < failures - 1; second += 1) await settle(later(second));
    return (await settle(later(seconds))).switchedOff;
  }

  test("by the tenth failure once three days have passed since the first, to the second", async () => {
    expect(await failUntil(3 * day)).toBe("failing");
    expect(await endpoint()).toMatchObject({ disabledAt: later(3 * day), disabledReason: "failing" });
  });

  test("not before three days have passed, however often it failed", async () => {
    expect(await failUntil(3 * day - 1)).toBeNull();
    expect(await endpoint()).toMatchObject({ disabledAt: null });
  });

  test("not by nine failures, however long ago the first was", async () => {
    expect(await failUntil(30 * day, 9)).toBeNull();
  });

  test("not by failures from before its last success", async () => {
    for (let second = 0; second < 9; second += 1) await settle(later(second));
    await settle(later(10), succeeded);
    await settle(later(11));
    expect((await settle(later(11 + 3 * day))).switchedOff).toBeNull();
  });

  test("at once when it says that it is gone, and that is why", async () => {
    expect((await settle(now, { status: 410, gone: true })).switchedOff).toBe("gone");
    expect(await endpoint()).toMatchObject({ disabledAt: now, disabledReason: "gone" });
  });

  test("only once, and what its owner switched off meanwhile stays the owner's doing", async () => {
    const claimed = await claimNew();
    await updateEndpoint(fresh.db, { userId, endpointId, now: later(1), enabled: false });
    const attempt = attemptAt(now, { status: 410, gone: true });
    const answer = await settleAttempt(fresh.db, { claimed, attempt, nextAttemptAt: null, now: later(2) });
    expect(answer).toEqual({ settled: true, switchedOff: null });
    expect(await endpoint()).toMatchObject({ disabledAt: later(1), disabledReason: "owner" });
  });
});

describe("workers are told to look", () => {
  /** In how many seconds, by every message since `forget`. */
  const told = async () => {
    const rows = await fresh.db.$queryRaw<{ seconds: number }[]>`
      SELECT round(extract(epoch FROM start_after - created_on))::int AS seconds FROM pgboss.job ORDER BY start_after`;
    return rows.map(({ seconds }) => seconds);
  };
  const forget = () => fresh.db.$executeRaw`DELETE FROM pgboss.job`;
  const end = (claimed: ClaimedDelivery, at: Date, next: Date | null) =>
    settleAttempt(fresh.db, { claimed, attempt: attemptAt(at), nextAttemptAt: next, now: at });

  test("at the time of the next attempt, and not at all after the last one", async () => {
    const [first, second] = [await claimNew(), await claimNew()];
    await forget();
    await end(first, now, later(300));
    await end(second, now, null);
    expect(await told()).toEqual([300]);
  });

  test("when an attempt ends and its account has more that is due", async () => {
    const claimed = await claimNew();
    await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now });
    await forget();
    await end(claimed, now, null);
    expect(await told()).toEqual([0]);
  });

  test("when an endpoint is switched on that something waits for", async () => {
    const turn = (at: Date, enabled: boolean) => updateEndpoint(fresh.db, { userId, endpointId, now: at, enabled });
    await turn(now, false);
    await turn(now, true);
    expect(await told()).toEqual([]);
    await recordTestEvent(fresh.db, { userId, endpointId, type: "credits.low", now });
    await turn(now, false);
    await forget();
    await turn(now, true);
    expect(await told()).toEqual([0]);
  });

  test("now for a replay, which is a delivery of its own with the event's first id", async () => {
    const { id } = await settle(now);
    const { eventId } = await row(id);
    await forget();
    const again = await replayDelivery(fresh.db, { eventId, endpointId, now: later(60) });
    expect(await told()).toEqual([0]);
    expect(await row(id)).toMatchObject({ status: "failed", attempts: 1 });
    expect(await row(again)).toMatchObject({ eventId, status: "pending", attempts: 0, tries: [] });
  });
});
