import { beforeEach, expect, test } from "vitest";
import type { AuditAction } from "../../contract/accounts/audit";
import type { User } from "../../generated/prisma/client";
import { setUpDatabase } from "../../testing/set-up";
import { createUser } from "../create-user";
import { createOneTimeLink } from "../one-time-links";
import { checkPassword } from "../password";
import { createSession, findSession } from "../sessions";
import { makeResetLink } from "./make-reset-link";
import { sendResetLink } from "./request-reset";
import { readResetLink, resetPassword } from "./reset-password";

const fresh = setUpDatabase();
const mail = { origin: "https://studio.test", secret: "s".repeat(32) };
const [email, old, next] = ["ada@example.org", "analytical engine", "bernoulli numbers"];
const now = new Date("2026-01-01T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const by = { addressRange: "203.0.113.0/24", userAgent: "Test" };
const refusedWith = (code: string) => ({ status: "rejected", reason: expect.objectContaining({ code }) });

let user: User;
beforeEach(async () => {
  user = await createUser(fresh.db, { email, password: old, credits: 0 });
});

const deps = (at = now) => ({ db: fresh.db, mail, clock: { now: () => at } });
const ask = (address = email, at = now) => sendResetLink(deps(at), { email: address, ...by });
const reset = (token: string, at = now, password = next) =>
  resetPassword(deps(), { token, password, isMailed: true, now: at, by });
const mails = (kind: string) => fresh.db.mail.findMany({ where: { kind }, orderBy: { createdAt: "asc" } });
const audited = (action: AuditAction) => fresh.db.auditEntry.findMany({ where: { action } });
const opens = async (password: string) => (await checkPassword(fresh.db, email, password)) !== null;

/** The token of the newest link that was mailed. */
async function mailedToken(): Promise<string> {
  const sent = await mails("reset_password");
  return /\/reset-password\?token=(\w+)/.exec(sent.at(-1)?.text ?? "")?.[1] ?? "";
}

test("a mailed link sets a new password, ends every session, confirms the address, and is told by mail and log", async () => {
  const session = await createSession(fresh.db, { userId: user.id, userAgent: null, now, ttlSeconds: 7200 });
  await ask();
  expect(await mails("reset_password")).toMatchObject([{ to: email, userId: user.id }]);
  const token = await mailedToken();
  expect(await readResetLink(deps(), token, later(59))).toMatchObject({ id: user.id });
  expect(await reset(token, later(59))).toBe(1);
  expect(await findSession(fresh.db, session.id, later(59))).toBeNull();
  expect([await opens(next), await opens(old)]).toEqual([true, false]);
  const after = await fresh.db.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(after.emailConfirmedAt).toEqual(later(59));
  expect(await mails("password_changed")).toMatchObject([{ to: email, subject: "Your password was reset" }]);
  expect(await audited("reset_link_sent")).toMatchObject([{ actor: "studio", userId: user.id, ...by }]);
  expect(await audited("password_reset")).toMatchObject([{ actor: "owner", userId: user.id, ...by }]);
  // Neither the log nor a row holds what opens the account.
  expect(JSON.stringify([await fresh.db.auditEntry.findMany(), await fresh.db.oneTimeLink.findMany()])).not.toContain(
    token,
  );
});

test("an address without an account and a suspended account get no mail and no link", async () => {
  await ask("nobody@example.org");
  await fresh.db.user.update({ where: { id: user.id }, data: { suspendedAt: now } });
  await ask();
  expect([await fresh.db.mail.count(), await fresh.db.oneTimeLink.count()]).toEqual([0, 0]);
  const byOperator = makeResetLink(
    fresh.db,
    { id: user.id, suspendedAt: now },
    { actor: "command_line" },
    { mail, now },
  );
  await expect(byOperator).rejects.toMatchObject({ code: "account_suspended" });
});

test("of two uses of one link at the same time one wins, and the other changes nothing", async () => {
  await ask();
  const token = await mailedToken();
  const passwords = ["bernoulli numbers", "difference engine"];
  const results = await Promise.allSettled(passwords.map((password) => reset(token, now, password)));
  const winner = results.findIndex(({ status }) => status === "fulfilled");
  expect(results[1 - winner]).toMatchObject(refusedWith("link_used"));
  expect(await Promise.all(passwords.map(opens))).toEqual(passwords.map((_, at) => at === winner));
  expect(await audited("password_reset")).toHaveLength(1);
});

test("a link is refused when it is too old, used, cut, foreign, of another kind, or of an address that is gone", async () => {
  await ask();
  const token = await mailedToken();
  const signing = { secret: mail.secret, now };
  const confirm = await createOneTimeLink(
    fresh.db,
    { kind: "confirm_email", userId: user.id, email, ttlSeconds: 60 },
    signing,
  );
  const foreign = await createOneTimeLink(
    fresh.db,
    { kind: "reset_password", userId: user.id, email, ttlSeconds: 60 },
    { ...signing, secret: "another studio's" },
  );
  for (const bad of [token.slice(0, -1), `${token}a`, "", "../..", foreign, confirm])
    await expect(reset(bad), bad).rejects.toMatchObject({ code: "link_invalid" });
  await expect(reset(token, later(60))).rejects.toMatchObject({ code: "link_expired" });
  await fresh.db.user.update({ where: { id: user.id }, data: { email: "lovelace@example.org" } });
  await expect(reset(token)).rejects.toMatchObject({
    code: "link_invalid",
    message: expect.stringContaining("address"),
  });
  await fresh.db.user.update({ where: { id: user.id }, data: { email } });
  expect(await opens(old)).toBe(true);
  await reset(token);
  await expect(reset(token)).rejects.toMatchObject({ code: "link_used" });
});

test("a link that was made by a clock an hour fast or slow is judged by the clock of who opens it", async () => {
  await ask(email, later(60));
  expect(await readResetLink(deps(), await mailedToken(), now)).toMatchObject({ id: user.id });
  await expect(reset(await mailedToken(), later(121))).rejects.toMatchObject({ code: "link_expired" });
  await ask(email, later(-61));
  await expect(reset(await mailedToken())).rejects.toMatchObject({ code: "link_expired" });
});

test("a password that is refused leaves the link and the old password as they were", async () => {
  await ask();
  const token = await mailedToken();
  await expect(reset(token, now, "Password2026!")).rejects.toMatchObject({
    code: "invalid_request",
    param: "password",
  });
  expect(await opens(old)).toBe(true);
  await reset(token);
  expect(await opens(next)).toBe(true);
});

test("a reset makes the account's other links to take it over worthless, and nobody else's", async () => {
  const bob = await createUser(fresh.db, { email: "bob@example.org", password: old, credits: 0 });
  await ask();
  const earlier = await mailedToken();
  await ask();
  const token = await mailedToken();
  const link = { kind: "change_email", userId: user.id, email: "mallory@example.org", ttlSeconds: 60 } as const;
  await createOneTimeLink(fresh.db, link, { secret: mail.secret, now });
  await ask(bob.email);
  const bobs = await mailedToken();
  await reset(token);
  await expect(reset(earlier)).rejects.toMatchObject({ code: "link_used" });
  expect(await fresh.db.oneTimeLink.count({ where: { userId: user.id, usedAt: null } })).toBe(0);
  expect(await readResetLink(deps(), bobs, now)).toMatchObject({ id: bob.id });
});

test("an account without a password sets one; its second factor stays on; an operator's link confirms no address", async () => {
  const data = { passwordHash: null, totpSecret: "encrypted", totpConfirmedAt: now };
  await fresh.db.user.update({ where: { id: user.id }, data });
  const { url, expiresAt } = await makeResetLink(
    fresh.db,
    user,
    { actor: "operator", actorId: "usr_op" },
    { mail, now },
  );
  expect(expiresAt).toEqual(later(60));
  await reset(new URL(url).searchParams.get("token") ?? "");
  expect(await opens(next)).toBe(true);
  const after = await fresh.db.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(after).toMatchObject({ totpSecret: "encrypted", totpConfirmedAt: now, emailConfirmedAt: null });
  expect(await audited("reset_link_made")).toMatchObject([{ actor: "operator", actorId: "usr_op", userId: user.id }]);
});
