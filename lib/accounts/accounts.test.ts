import { expect, test } from "vitest";
import { readBalance } from "../credits/read-balance";
import { setUpDatabase } from "../testing/set-up";
import { createUser } from "./create-user";
import { listUsers } from "./find-users";
import { checkPassword } from "./password";
import { createSession, findSession, revokeSession } from "./sessions";

const fresh = setUpDatabase();

const ada = { email: "ada@example.org", password: "analytical engine", credits: 10 };
const now = new Date("2026-01-01T12:00:00Z");

test("a new account has its credits, and its password is kept as argon2id only", async () => {
  const user = await createUser(fresh.db, ada);
  expect(await readBalance(fresh.db, user.id)).toMatchObject({ available: 10, held: 0 });
  expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await listUsers(fresh.db)).toMatchObject([{ userId: user.id, email: ada.email, available: 10, held: 0 }]);
});

test("of several sign-ups with one email at once exactly one succeeds, the others learn why, one grant is made", async () => {
  const results = await Promise.allSettled([1, 2, 3].map(() => createUser(fresh.db, ada)));
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused.map((result) => result.reason.code)).toEqual(["email_taken", "email_taken"]);
  expect(await fresh.db.creditMovement.count()).toBe(1);
});

test("the right password signs in; a wrong one and an unknown email get the same answer", async () => {
  const user = await createUser(fresh.db, ada);
  expect(await checkPassword(fresh.db, ada.email, ada.password)).toMatchObject({ id: user.id });
  expect(await checkPassword(fresh.db, ada.email, "analytical engines")).toBeNull();
  expect(await checkPassword(fresh.db, "bob@example.org", ada.password)).toBeNull();
  // What an unknown email is compared with must open nothing.
  expect(await checkPassword(fresh.db, "bob@example.org", "nobody has this password")).toBeNull();
});

test("a session ends when it is revoked, at once, and when its time is over", async () => {
  const user = await createUser(fresh.db, ada);
  const start = () => createSession(fresh.db, { userId: user.id, userAgent: "x".repeat(5000), now, ttlSeconds: 60 });
  const [session, other] = [await start(), await start()];
  expect(await findSession(fresh.db, session.id, now)).toMatchObject({ id: user.id });
  expect(await findSession(fresh.db, session.id, new Date(now.getTime() + 60_000))).toBeNull();
  expect(await revokeSession(fresh.db, session.id, now)).toBe(true);
  expect(await findSession(fresh.db, session.id, now)).toBeNull();
  expect(await findSession(fresh.db, other.id, now)).toMatchObject({ id: user.id });
  expect(await findSession(fresh.db, "ses_unknown", now)).toBeNull();
});
