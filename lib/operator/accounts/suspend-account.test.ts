import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { createSession, findSession } from "../../accounts/sessions";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { mailDeps } from "../../mail/queue-mail";
import { outcomeOf } from "../../testing/colorize-flow";
import { createOperator, operatorDeps } from "../../testing/operator";
import { setUpDatabase } from "../../testing/set-up";
import { restoreAccount, suspendAccount } from "./suspend-account";

const fresh = setUpDatabase();
const deps = () => operatorDeps(fresh.db);
const byCommandLine = { actor: "command_line" } as const;
const now = new Date("2027-01-01T00:00:00Z"); // as operatorDeps has it
let userId: string;
let operatorId: string;
beforeEach(async () => {
  ({ id: userId } = await createUserWithCredits(fresh.db, 5));
  operatorId = await createOperator(fresh.db);
});

const by = (actorId: string) => ({ actor: "operator", actorId }) as const;
const suspend = (id: string, who: Parameters<typeof suspendAccount>[1] = byCommandLine) =>
  suspendAccount(deps(), who, { userId: id, reason: "spam", mail: mailDeps(deps().settings) });
/** All at one time, so in no order of their own. */
const actions = async () => (await fresh.db.auditEntry.findMany()).map(({ action }) => action).sort();

test("ends the sessions, tells the owner by mail and is in the audit log, once", async () => {
  const { id: sessionId } = await createSession(fresh.db, {
    userId,
    userAgent: null,
    now: now,
    ttlSeconds: 60,
  });
  expect(await suspend(userId)).toEqual({ sessionsEnded: 1, jobsCanceled: 0 });
  expect(await suspend(userId)).toEqual({ sessionsEnded: 0, jobsCanceled: 0 });
  expect(await findSession(fresh.db, sessionId, now)).toBeNull();
  expect(await fresh.db.user.findUnique({ where: { id: userId } })).toMatchObject({
    suspendedAt: now,
    suspendedReason: "spam",
  });
  expect(await actions()).toEqual(["account_suspended"]);
  expect(await fresh.db.mail.findMany()).toMatchObject([{ userId, kind: "account_suspended" }]);
});

test("cancels what waits, gives its credits back, and leaves what runs", async () => {
  const waiting = await openJob(fresh.db, userId, { priceCredits: 2 });
  await fresh.db.job.update({
    where: { id: waiting },
    data: { queuedAt: now, turn: 1, runnerId: null, leaseUntil: null },
  });
  const running = await openJob(fresh.db, userId, { status: "running" });
  expect(await suspend(userId)).toMatchObject({ jobsCanceled: 1 });
  const jobs = await fresh.db.job.findMany({ orderBy: { status: "asc" } });
  expect(jobs.map(({ id, status }) => [id, status])).toEqual([
    [running, "running"],
    [waiting, "canceled"],
  ]);
  expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 4, held: 1 });
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("operators cannot suspend themselves, and the last one cannot be suspended, not even by the command line", async () => {
  const other = await createOperator(fresh.db);
  expect(await outcomeOf(suspend(operatorId, by(operatorId)))).toBe("invalid_request");
  expect(await outcomeOf(suspend(other, by(operatorId)))).toBe("ok");
  expect(await outcomeOf(suspend(operatorId))).toBe("last_operator");
  expect(await outcomeOf(suspend("usr_nobody"))).toBe("not_found");
});

test("of two operators who suspend each other at the same time one stays", async () => {
  const other = await createOperator(fresh.db);
  const outcomes = await Promise.all([suspend(other, by(operatorId)), suspend(operatorId, by(other))].map(outcomeOf));
  expect(outcomes.sort()).toEqual(["last_operator", "ok"]);
});

test("lets the account in again, once", async () => {
  await suspend(userId);
  expect(await restoreAccount(deps(), byCommandLine, userId)).toBe(true);
  expect(await restoreAccount(deps(), byCommandLine, userId)).toBe(false);
  expect(await fresh.db.user.findUnique({ where: { id: userId } })).toMatchObject({
    suspendedAt: null,
    suspendedReason: null,
  });
  expect(await actions()).toEqual(["account_restored", "account_suspended"]);
});
