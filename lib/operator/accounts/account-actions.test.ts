import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { checkPassword } from "../../accounts/password";
import { createSession, findSession } from "../../accounts/sessions";
import type { User } from "../../generated/prisma/client";
import { mailDeps } from "../../mail/queue-mail";
import { outcomeOf } from "../../testing/colorize-flow";
import { operatorDeps } from "../../testing/operator";
import { setUpDatabase } from "../../testing/set-up";
import { endSessions, makeDeviceLink, replacePassword } from "./account-access";
import { createKeyFor, revokeKeyOf } from "./account-keys";
import { createAccount } from "./create-account";
import { giveCredits, takeBackCredits } from "./move-credits";

const fresh = setUpDatabase();
const deps = () => operatorDeps(fresh.db, { SIGNUP_CREDITS: "7" });
const now = new Date("2027-01-01T00:00:00Z"); // as operatorDeps has it
const withMail = () => ({ ...deps(), mail: mailDeps(deps().settings) });
const by = { actor: "operator", actorId: "usr_operator", addressRange: "10.0.0.0/24" } as const;
let user: User;
beforeEach(async () => {
  user = await createUserWithCredits(fresh.db, 5);
});

const entries = () =>
  fresh.db.auditEntry.findMany({ orderBy: { id: "asc" }, select: { action: true, userId: true, details: true } });

test("an account made for somebody has its key, its credits and its entries, or none of them", async () => {
  const {
    user: made,
    credits,
    password,
    key,
  } = await createAccount(deps(), by, { email: "ada@example.org", keyName: "k" });
  expect({ credits, keyOf: key?.key.userId }).toEqual({ credits: 7, keyOf: made.id });
  expect(await checkPassword(fresh.db, "ada@example.org", password ?? "")).toMatchObject({ id: made.id });
  expect((await entries()).map(({ action }) => action).sort()).toEqual(["account_created", "key_created"]);
  expect(await outcomeOf(createAccount(deps(), by, { email: "ada@example.org", keyName: "k" }))).toBe("email_taken");
  expect(await entries()).toHaveLength(2);
  expect(await fresh.db.apiKey.count()).toBe(1);
});

test("credits are given once for a request that is sent twice, with one entry in the audit log", async () => {
  const gift = { userId: user.id, credits: 10, reason: "sorry", requestId: "click-1" };
  const answers = await Promise.all([giveCredits(deps(), by, gift), giveCredits(deps(), by, gift)]);
  expect(answers.map(({ moved }) => moved).sort()).toEqual([0, 10]);
  expect(answers.map(({ balance }) => balance.available)).toContain(15);
  expect(await entries()).toEqual([{ action: "credits_granted", userId: user.id, details: { credits: 10 } }]);
});

test("credits are taken back never below zero, and a refusal leaves no entry", async () => {
  const taking = { userId: user.id, reason: "double", requestId: "a" };
  expect(await outcomeOf(takeBackCredits(deps(), by, { ...taking, credits: 6 }))).toBe("insufficient_credits");
  expect(await entries()).toEqual([]);
  expect(await takeBackCredits(deps(), by, { ...taking, credits: 5 })).toMatchObject({ moved: 5 });
  expect(await entries()).toEqual([{ action: "credits_taken", userId: user.id, details: { credits: 5 } }]);
});

test("sessions, passwords, links and keys each leave their entry, and no secret is in it", async () => {
  const { id } = await createSession(fresh.db, { userId: user.id, userAgent: null, now, ttlSeconds: 60 });
  expect(await endSessions(deps(), by, user.id)).toBe(1);
  expect(await findSession(fresh.db, id, now)).toBeNull();
  const { password } = await replacePassword(deps(), by, user);
  const url = await makeDeviceLink(deps(), by, { userId: user.id, origin: "https://studio.example" });
  const { key, secret } = await createKeyFor(withMail(), by, { userId: user.id, name: "k", mode: "test" });
  expect(await revokeKeyOf(withMail(), by, key.id)).toEqual({ userId: user.id, wasActive: true });
  expect(await revokeKeyOf(withMail(), by, key.id)).toEqual({ userId: user.id, wasActive: false });
  const rows = await fresh.db.auditEntry.findMany();
  const expected = ["device_link_made", "key_created", "key_revoked", "password_changed", "sessions_ended"];
  expect(rows.map(({ action }) => action).sort()).toEqual(expected);
  for (const text of [password, secret, url.split("=")[1] ?? ""]) expect(JSON.stringify(rows)).not.toContain(text);
  expect(rows.every((row) => row.actorId === "usr_operator" && row.addressRange === "10.0.0.0/24")).toBe(true);
});
