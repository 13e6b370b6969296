import { beforeEach, expect, test } from "vitest";
import { createUser } from "../../../accounts/create-user";
import { createSession, findSession } from "../../../accounts/sessions";
import type { User } from "../../../generated/prisma/client";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { TestBrowser } from "../../../testing/sign-in/test-browser";

const fresh = setUpDatabase();
setUpStudio(fresh);
const now = new Date();
const ada = { email: "ada@example.org", password: "analytical engine" };
let user: User;
beforeEach(async () => {
  user = await createUser(fresh.db, { ...ada, credits: 0 });
});

const mails = () => fresh.db.mail.findMany({ where: { kind: "new_device" } });
const age = (hours: number) =>
  fresh.db.user.update({ where: { id: user.id }, data: { createdAt: new Date(Date.now() - hours * 3_600_000) } });

test("a sign-in from a browser that the account has not seen is told by mail; one from a known browser is not", async () => {
  await age(24);
  const browser = new TestBrowser("198.51.100.7");
  await browser.signIn(ada.email, ada.password);
  const [mail] = await mails();
  expect(mail).toMatchObject({ to: ada.email, userId: user.id });
  for (const fact of ["Firefox on Windows", "198.51.100.0/24"]) expect(mail?.text).toContain(fact);
  expect(mail?.text).not.toContain("198.51.100.7");
  await browser.signIn(ada.email, ada.password);
  expect(await mails()).toHaveLength(1);
  await new TestBrowser("198.51.100.7").signIn(ada.email, ada.password);
  expect(await mails()).toHaveLength(2);
});

test("who just signed up is told nothing about the browser they are in, but about the next one", async () => {
  await new TestBrowser("203.0.113.1").signIn(ada.email, ada.password);
  expect(await mails()).toEqual([]);
  await new TestBrowser("203.0.114.1").signIn(ada.email, ada.password);
  expect(await mails()).toHaveLength(1);
});

test("signing in and out stands in the audit log, and wrong passwords once for a network in 15 minutes", async () => {
  const browser = new TestBrowser("203.0.115.1");
  await browser.signIn(ada.email, ada.password);
  await browser.auth("signout", {});
  for (let at = 0; at < 3; at += 1) await new TestBrowser("203.0.116.1").signIn(ada.email, "difference engine");
  await new TestBrowser("203.0.117.1").signIn("nobody@example.org", "difference engine");
  const read = async () =>
    (await fresh.db.auditEntry.findMany({ orderBy: { at: "asc" } })).map(({ action, actor, addressRange }) => ({
      action,
      actor,
      addressRange,
    }));
  // The refusal is noted beside its answer.
  await expect.poll(async () => (await read()).length).toBe(3);
  expect(await read()).toEqual([
    { action: "signed_in", actor: "owner", addressRange: "203.0.115.0/24" },
    { action: "signed_out", actor: "owner", addressRange: "203.0.115.0/24" },
    { action: "sign_in_refused", actor: "studio", addressRange: "203.0.116.0/24" },
  ]);
});

test("when a session was last seen is written once in five minutes, beside the request", async () => {
  const { id, createdAt } = await createSession(fresh.db, { userId: user.id, userAgent: null, now, ttlSeconds: 3600 });
  const seenAt = async () => (await fresh.db.session.findUniqueOrThrow({ where: { id } })).lastSeenAt?.getTime();
  const after = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000);
  await findSession(fresh.db, id, after(4));
  await findSession(fresh.db, id, after(6));
  await expect.poll(seenAt).toBe(after(6).getTime());
  await findSession(fresh.db, id, after(8));
  await findSession(fresh.db, id, after(12));
  await expect.poll(seenAt).toBe(after(12).getTime());
});

test("a session of a suspended account opens nothing", async () => {
  const { id } = await createSession(fresh.db, { userId: user.id, userAgent: null, now, ttlSeconds: 3600 });
  await fresh.db.user.update({ where: { id: user.id }, data: { suspendedAt: now } });
  expect(await findSession(fresh.db, id, now)).toBeNull();
});
