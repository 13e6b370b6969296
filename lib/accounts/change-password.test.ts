import { expect, test } from "vitest";
import { inTransaction } from "../db/client";
import { setUpDatabase } from "../testing/set-up";
import { setPassword } from "./change-password";
import { createUser } from "./create-user";
import { checkPassword } from "./password";
import { createSession, findSession } from "./sessions";
import { startSession } from "./sign-in/start-session";

const fresh = setUpDatabase();
const ada = { email: "ada@example.org", password: "analytical engine", credits: 0 };
const now = new Date("2026-01-01T12:00:00Z");
const mail = { origin: "http://studio.test", secret: "s".repeat(40) };
const browser = { userAgent: null, now, ttlSeconds: 60 };

test("the operator's new password replaces a lost one and ends every session, also of an account without a password", async () => {
  const user = await createUser(fresh.db, ada);
  const sessions = [0, 1].map(() => createSession(fresh.db, { userId: user.id, ...browser }));
  const [first, second] = await Promise.all(sessions);
  expect(await setPassword(fresh.db, user, "bernoulli numbers", now)).toBe(2);
  expect(await findSession(fresh.db, first?.id ?? "", now)).toBeNull();
  expect(await findSession(fresh.db, second?.id ?? "", now)).toBeNull();
  expect(await checkPassword(fresh.db, ada.email, ada.password)).toBeNull();
  expect(await checkPassword(fresh.db, ada.email, "bernoulli numbers")).toMatchObject({ id: user.id });

  const without = await fresh.db.user.update({ where: { id: user.id }, data: { passwordHash: null } });
  expect(await setPassword(fresh.db, without, ada.password, now)).toBe(0);
  expect(await checkPassword(fresh.db, ada.email, ada.password)).toMatchObject({ id: user.id });
});

test("who was checked against a password that is replaced meanwhile gets no session", async () => {
  const checked = await createUser(fresh.db, ada);
  const visit = { userAgent: null, addressRange: "203.0.113.0/24", isKnownDevice: true, mail, now };
  const start = () => inTransaction(fresh.db, (tx) => startSession(tx, checked, { way: "password" }, visit));
  expect(await start()).toMatchObject({ needsSecondFactor: false });
  await setPassword(fresh.db, checked, "bernoulli numbers", now);
  expect(await start()).toBeNull();
  expect(await fresh.db.session.count({ where: { revokedAt: null } })).toBe(0);
});
