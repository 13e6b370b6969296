import pino from "pino";
import { beforeEach, expect, test } from "vitest";
import type { User } from "../../generated/prisma/client";
import { setUpDatabase } from "../../testing/set-up";
import { createUser } from "../create-user";
import { checkPassword } from "../password";
import { signUp } from "../sign-up/sign-up";
import { cancelEmailChange, confirmEmailChange, readPendingEmail, requestEmailChange } from "./change-email";
import { askToConfirm, confirmEmail } from "./confirm-email";

const fresh = setUpDatabase();
const mail = { origin: "https://studio.test", secret: "s".repeat(32) };
const now = new Date("2026-01-01T12:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const [email, next, password] = ["ada@example.org", "lovelace@example.org", "analytical engine"];
const by = { addressRange: "203.0.113.0/24", userAgent: null };
const owner = { actor: "owner", ...by } as const;

let user: User;
beforeEach(async () => {
  user = await createUser(fresh.db, { email, password, credits: 0 });
});

const deps = () => ({ db: fresh.db, mail });
const request = (to = next, whose = user) => requestEmailChange(deps(), { user: whose, email: to, by: owner, now });
const confirm = (token: string, at = now, provenUserId = user.id) =>
  confirmEmail(deps(), { token, now: at, by, provenUserId });
const confirmChange = (token: string, at = now, signedInUserId: string | null = user.id) =>
  confirmEmailChange(deps(), { token, now: at, by, contact: "operator@studio.test", signedInUserId });
const presentEmail = async () => (await fresh.db.user.findUniqueOrThrow({ where: { id: user.id } })).email;
/** In the order of their names: many are of one time. */
const actions = async () => (await fresh.db.auditEntry.findMany()).map(({ action }) => action).sort();

/** The tokens of the links that were mailed, the newest last. */
async function mailedTokens(kind: "confirm" | "change", to?: string): Promise<string[]> {
  const sent = await fresh.db.mail.findMany({ where: { to }, orderBy: { createdAt: "asc" } });
  const shape = new RegExp(`/confirm-email\\?kind=${kind}&token=(\\w+)`);
  return sent.flatMap(({ text }) => shape.exec(text ?? "")?.[1] ?? []);
}
const mailedToken = async (kind: "confirm" | "change", to?: string) => (await mailedTokens(kind, to)).at(-1) ?? "";

test("a sign-up is mailed a link that confirms its address once; a sign-up that fails mails nothing", async () => {
  const allowance = { credits: 0, perRange: 0, perDay: 0, secret: mail.secret };
  const visitor = { password, range: by.addressRange, now, consent: null, userAgent: null };
  const open = (address: string) =>
    signUp({ ...deps(), log: pino({ level: "silent" }) }, { email: address, ...visitor }, allowance);
  const { user: bob } = await open("bob@example.org");
  await expect(open(email)).rejects.toMatchObject({ code: "email_taken" });
  expect(await fresh.db.mail.findMany()).toMatchObject([{ kind: "confirm_email", to: "bob@example.org" }]);
  const token = await mailedToken("confirm");
  expect(await confirm(token, later(1), bob.id)).toBe("bob@example.org");
  const { emailConfirmedAt } = await fresh.db.user.findUniqueOrThrow({ where: { id: bob.id } });
  expect(emailConfirmedAt).toEqual(later(1));
  await expect(confirm(token, now, bob.id)).rejects.toMatchObject({ code: "link_used" });
});

test("a link to confirm is refused when it is a week old, for another address by now, or a link to change", async () => {
  await askToConfirm(fresh.db, user, { mail, now });
  const token = await mailedToken("confirm");
  await expect(confirm(token, later(7 * 24))).rejects.toMatchObject({ code: "link_expired" });
  await request();
  const change = await mailedToken("change");
  await expect(confirm(change)).rejects.toMatchObject({ code: "link_invalid" });
  await confirmChange(change);
  await expect(confirm(token)).rejects.toMatchObject({ code: "link_invalid" });
});

test("a new address counts from its confirmation on; both addresses are told, and only the new one signs in", async () => {
  await request();
  expect(await presentEmail()).toBe(email);
  expect(await readPendingEmail(fresh.db, user.id, now)).toBe(next);
  expect(await fresh.db.mail.findMany()).toMatchObject([{ kind: "change_email", to: next }]);
  expect(await confirmChange(await mailedToken("change"))).toBe(next);
  expect(await readPendingEmail(fresh.db, user.id, now)).toBeNull();
  const told = await fresh.db.mail.findMany({ where: { kind: "email_changed" } });
  expect(told.map(({ to }) => to).toSorted()).toEqual([email, next]);
  expect(told.find(({ to }) => to === email)?.text).toContain("operator@studio.test");
  expect(await checkPassword(fresh.db, next, password)).toMatchObject({ id: user.id, emailConfirmedAt: now });
  expect(await checkPassword(fresh.db, email, password)).toBeNull();
  expect(await actions()).toEqual(["email_change_requested", "email_changed"]);
  const entries = JSON.stringify(await fresh.db.auditEntry.findMany());
  expect([entries.includes(email), entries.includes(next)]).toEqual([false, false]);
});

test("where the account that asked is not signed in, the owner of the address gives it to nobody, and the link stays good", async () => {
  await request();
  const token = await mailedToken("change");
  const owner = await createUser(fresh.db, { email: "bob@example.org", password, credits: 0 });
  for (const signedIn of [null, owner.id])
    await expect(confirmChange(token, now, signedIn)).rejects.toMatchObject({ code: "sign_in_failed" });
  expect(await presentEmail()).toBe(email);
  expect(await confirmChange(token)).toBe(next);
});

test("only the newest request works, and none that was canceled or is a day old", async () => {
  await request("typo@example.org");
  const typo = await mailedToken("change");
  await request();
  await expect(confirmChange(typo)).rejects.toMatchObject({ code: "link_used" });
  const token = await mailedToken("change");
  await expect(confirmChange(token, later(24))).rejects.toMatchObject({ code: "link_expired" });
  expect(await readPendingEmail(fresh.db, user.id, later(24))).toBeNull();
  await cancelEmailChange(fresh.db, user.id, now);
  await expect(confirmChange(token)).rejects.toMatchObject({ code: "link_used" });
  expect(await presentEmail()).toBe(email);
});

test("a request for an address that has an account looks as any other, and is refused at its confirmation alone", async () => {
  await createUser(fresh.db, { email: next, password, credits: 0 });
  await request();
  expect(await fresh.db.mail.findMany()).toMatchObject([{ kind: "change_email", to: next }]);
  const token = await mailedToken("change");
  await expect(confirmChange(token)).rejects.toMatchObject({ code: "email_taken", param: "email" });
  expect(await presentEmail()).toBe(email);
  expect(await actions()).toEqual(["email_change_requested"]);
  await fresh.db.user.update({ where: { email: next }, data: { email: "gone@example.org" } });
  expect(await confirmChange(token)).toBe(next);
});

test("of two accounts that confirm one address at the same moment one gets it", async () => {
  const bob = await createUser(fresh.db, { email: "bob@example.org", password, credits: 0 });
  await request(next, user);
  const first = await mailedToken("change");
  await request(next, bob);
  const second = (await mailedTokens("change")).find((token) => token !== first) ?? "";
  const results = await Promise.allSettled([
    confirmChange(first),
    confirmChange(second, now, bob.id),
    confirmChange(first),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await fresh.db.user.count({ where: { email: next } })).toBe(1);
});
