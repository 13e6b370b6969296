import { expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { setUpDatabase } from "../testing/set-up";
import { muteMail, setMutedMails } from "./muted-mails";
import { createUnsubscribeToken, describeUnsubscribe, readUnsubscribeToken } from "./unsubscribe-links";

const secret = "s".repeat(32);
const fresh = setUpDatabase();
const origin = { actor: "owner" } as const;
const now = new Date("2026-01-01T00:00:00Z");
const mutedOf = async (id: string) => (await fresh.db.user.findUniqueOrThrow({ where: { id } })).mutedMails;

test("a link says whose mails of which kind it stops", () => {
  const token = createUnsubscribeToken({ userId: "usr_1", kind: "receipt" }, secret);
  expect(readUnsubscribeToken(token, secret)).toEqual({ userId: "usr_1", kind: "receipt" });
  expect(describeUnsubscribe(token, secret)).toBe("Receipts of purchases");
});

test("a link that is cut, changed, of another studio or for mails about safety stops nothing", () => {
  const token = createUnsubscribeToken({ userId: "usr_1", kind: "receipt" }, secret);
  const forged = [
    "",
    ".",
    token.slice(0, -1),
    `${token}.x`,
    token.replace("usr_1", "usr_2"),
    token.replace("receipt", "low_credits"),
    createUnsubscribeToken({ userId: "usr_1", kind: "receipt" }, "t".repeat(32)),
    createUnsubscribeToken({ userId: "usr_1", kind: "new_device" }, secret),
  ];
  for (const bad of forged) {
    expect(() => readUnsubscribeToken(bad, secret), bad).toThrow(expect.objectContaining({ code: "link_invalid" }));
  }
});

test("stopping is written once however often it is asked for, and leaves the other kinds", async () => {
  const { id: userId } = await createUserWithCredits(fresh.db, 0);
  const { id: other } = await createUserWithCredits(fresh.db, 0);
  await setMutedMails(fresh.db, ["receipt", "receipt"], { userId, origin, now });
  await Promise.all([1, 2, 3, 4].map(() => muteMail(fresh.db, "low_credits", { userId, origin, now })));
  expect(await mutedOf(userId)).toEqual(["receipt", "low_credits"]);
  expect(await mutedOf(other)).toEqual([]);
  const entries = await fresh.db.auditEntry.findMany({ where: { userId }, orderBy: { id: "asc" } });
  expect(entries.map(({ action }) => action)).toEqual(["notifications_changed", "notifications_changed"]);
});

test("an account that is gone has nothing to stop", async () => {
  await muteMail(fresh.db, "receipt", { userId: "usr_gone", origin, now });
  expect(await fresh.db.auditEntry.count()).toBe(0);
});
