import { beforeEach, expect, test } from "vitest";
import { createApiKey } from "../../api-keys/create-api-key";
import type { User } from "../../generated/prisma/client";
import { setUpDatabase } from "../../testing/set-up";
import { createUser } from "../create-user";
import { makeResetLink } from "../lost-access/make-reset-link";
import { sendResetLink } from "../lost-access/request-reset";
import { resetPassword } from "../lost-access/reset-password";
import { checkPassword } from "../password";
import { createSession, findSession } from "../sessions";
import { sendSignInLink, signInWithLink } from "../sign-in/sign-in-with-link";
import { askToConfirm, confirmEmail } from "./confirm-email";

const fresh = setUpDatabase();
const secret = "s".repeat(32);
const mail = { origin: "https://studio.test", secret };
const now = new Date("2026-01-01T12:00:00Z");
const [email, squatters, owners] = ["ada@example.org", "analytical engine", "bernoulli numbers"];
const by = { addressRange: "203.0.113.0/24", userAgent: null };
let user: User;
let sessionId: string;

/** Somebody signed up with an address that is another person's, and left every way in behind. */
beforeEach(async () => {
  user = await createUser(fresh.db, { email, password: squatters, credits: 0 });
  const userId = user.id;
  const data = { totpSecret: "sealed", totpConfirmedAt: now };
  await fresh.db.user.update({ where: { id: userId }, data });
  await fresh.db.recoveryCode.create({ data: { userId, hash: "hash" } });
  await fresh.db.connectedSignIn.create({ data: { id: "con_1", userId, provider: "github", subject: "7" } });
  await createApiKey(fresh.db, { userId, name: "squatter's" }, { secret });
  await fresh.db.webhookEndpoint.create({
    data: { id: "whe_1", userId, url: "https://squatter.test", events: [], createdAt: now },
  });
  const session = { userId, userAgent: null, now, ttlSeconds: 7200 };
  sessionId = (await createSession(fresh.db, session)).id;
});

const confirmAddress = () => fresh.db.user.update({ where: { id: user.id }, data: { emailConfirmedAt: now } });
const visit = { ...by, mail, now, secret, isKnownDevice: () => false };

async function mailedToken(): Promise<string> {
  const sent = await fresh.db.mail.findFirstOrThrow({ where: { kind: { in: ["sign_in_link", "reset_password"] } } });
  return /token=(\w{43})/.exec(sent.text ?? "")?.[1] ?? "";
}

async function signIn() {
  await sendSignInLink(fresh.db, { email, next: "/" }, { mail, secret, now });
  return signInWithLink(fresh.db, await mailedToken(), visit);
}
const reset = (token: string, isMailed = true) =>
  resetPassword({ db: fresh.db, mail }, { token, password: owners, isMailed, now, by });

/** What still opens the account, of what was there before. */
async function listWaysIn(): Promise<string[]> {
  const { db } = fresh;
  const { id: userId } = user;
  const ways = {
    password: (await checkPassword(db, email, squatters)) !== null,
    session: (await findSession(db, sessionId, now)) !== null,
    key: (await db.apiKey.count({ where: { userId, revokedAt: null } })) > 0,
    webhook: (await db.webhookEndpoint.count({ where: { userId, disabledAt: null } })) > 0,
    connected: (await db.connectedSignIn.count({ where: { userId } })) > 0,
    factor: (await db.user.count({ where: { id: userId, totpSecret: { not: null } } })) > 0,
    recovery: (await db.recoveryCode.count({ where: { userId } })) > 0,
  };
  return Object.entries(ways).flatMap(([way, isOpen]) => (isOpen ? [way] : []));
}

test("whoever signed up with another person's address is out once its owner signs in by a mailed link", async () => {
  const started = await signIn();
  expect(started.needsSecondFactor).toBe(false);
  expect(await listWaysIn()).toEqual([]);
  expect(await findSession(fresh.db, started.id, now)).toMatchObject({ passwordHash: null, emailConfirmedAt: now });
  const details = { sessionsEnded: 1, keysRevoked: 1, connectedEnded: 1, hadSecondFactor: true };
  expect(await fresh.db.auditEntry.findMany({ where: { action: "email_confirmed" } })).toMatchObject([{ details }]);
});

test("the same once its owner resets the password by a mailed link, which then is the new one", async () => {
  await sendResetLink({ db: fresh.db, mail, clock: { now: () => now } }, { email, ...by });
  await reset(await mailedToken());
  expect(await listWaysIn()).toEqual([]);
  expect(await checkPassword(fresh.db, email, owners)).toMatchObject({ id: user.id, emailConfirmedAt: now });
});

test("the same once its owner chooses a password with the link to confirm, which then is the new one", async () => {
  await askToConfirm(fresh.db, user, { mail, now });
  const { text } = await fresh.db.mail.findFirstOrThrow({ where: { kind: "confirm_email" } });
  const using = { token: /token=(\w{43})/.exec(text ?? "")?.[1] ?? "", now, by, provenUserId: null };
  await expect(confirmEmail({ db: fresh.db, mail }, using)).rejects.toMatchObject({ code: "sign_in_failed" });
  await confirmEmail({ db: fresh.db, mail }, { ...using, newPassword: owners });
  expect(await listWaysIn()).toEqual([]);
  expect(await checkPassword(fresh.db, email, owners)).toMatchObject({ id: user.id, emailConfirmedAt: now });
});

test("of an account whose address was confirmed before, neither link ends more than it has to", async () => {
  await confirmAddress();
  const before = await listWaysIn();
  expect((await signIn()).needsSecondFactor).toBe(true);
  expect(await listWaysIn()).toEqual(before);
  const making = { mail, now };
  const { url } = await makeResetLink(fresh.db, user, { actor: "operator" }, making);
  await reset(new URL(url).searchParams.get("token") ?? "");
  expect(await listWaysIn()).toEqual(before.filter((way) => way !== "password" && way !== "session"));
});

test("a link that was asked for in a studio without mail, and handed over, ends no more than a reset does", async () => {
  const before = await listWaysIn();
  await sendResetLink({ db: fresh.db, mail, clock: { now: () => now } }, { email, ...by });
  await reset(await mailedToken(), false);
  expect(await listWaysIn()).toEqual(before.filter((way) => way !== "password" && way !== "session"));
  expect(await fresh.db.user.findUnique({ where: { id: user.id } })).toMatchObject({ emailConfirmedAt: null });
});

test("two links at once sign in both browsers, and the second one ends nothing of the first one's", async () => {
  await sendSignInLink(fresh.db, { email, next: "/" }, { mail, secret, now });
  const first = await mailedToken();
  await fresh.db.mail.deleteMany();
  await sendSignInLink(fresh.db, { email, next: "/" }, { mail, secret, now });
  const tokens = [first, await mailedToken()];
  const started = await Promise.all(tokens.map((token) => signInWithLink(fresh.db, token, visit)));
  for (const { id } of started) expect(await findSession(fresh.db, id, now)).not.toBeNull();
  expect(await fresh.db.auditEntry.count({ where: { action: "email_confirmed" } })).toBe(1);
});
