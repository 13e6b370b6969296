import { beforeEach, expect, test } from "vitest";
import { POST as confirmation } from "../../../app/api/account/email/confirmation/route";
import { DELETE as cancelEmail, POST as changeEmail } from "../../../app/api/account/email/route";
import { PATCH as changeProfile, GET as readProfile } from "../../../app/api/account/profile/route";
import { DELETE as endSession } from "../../../app/api/account/sessions/[id]/route";
import { DELETE as endOthers, GET as listSessions } from "../../../app/api/account/sessions/route";
import { createUser } from "../../accounts/create-user";
import type { SessionAnswer } from "../../contract/accounts/sessions";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, signInHeaders } from "../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
const [email, next, password] = ["ada@example.org", "lovelace@example.org", "analytical engine"];
let userId: string;
let here: Record<string, string>;
beforeEach(async () => {
  opened.studio.limits.resetEmail = createMemoryRateLimit({ limit: 5, windowSeconds: 3600 });
  userId = (await createUser(fresh.db, { email, password, credits: 0 })).id;
  here = await signInHeaders(userId);
});

const patch = (body: object) => callRoute(changeProfile, { method: "PATCH", headers: here, body });
const profile = async () => (await callRoute(readProfile, { headers: here })).body;
const change = (body: object) => callRoute(changeEmail, { method: "POST", headers: here, body });
const sessions = async (headers = here) => {
  const { status, body } = await callRoute(listSessions, { headers });
  return status === 200 ? (body as { sessions: SessionAnswer[] }).sessions : null;
};
const audited = async () =>
  (await fresh.db.auditEntry.findMany({ orderBy: { at: "asc" } })).map(({ action }) => action);

test("the profile is changed field by field, and the log has the names of the fields, not what is in them", async () => {
  const none = { name: null, timeZone: null, defaultMetadata: null, defaultOutputFormat: null, retentionHours: null };
  expect(await profile()).toEqual({
    ...none,
    email,
    isEmailConfirmed: false,
    pendingEmail: null,
    hasPassword: true,
    studioRetentionHours: 168,
  });
  expect(await patch({ name: " Ada ", timeZone: "Europe/Berlin" })).toMatchObject({
    status: 200,
    body: { name: "Ada" },
  });
  await patch({ defaultMetadata: "strip_gps", defaultOutputFormat: "tiff", retentionHours: 24, name: "" });
  const chosen = {
    timeZone: "Europe/Berlin",
    defaultMetadata: "strip_gps",
    defaultOutputFormat: "tiff",
    retentionHours: 24,
  };
  expect(await profile()).toMatchObject({ ...chosen, name: null });
  await patch(none);
  expect(await profile()).toMatchObject(none);
  const [first] = await fresh.db.auditEntry.findMany({ orderBy: { at: "asc" } });
  expect(first).toMatchObject({ action: "profile_changed", userId, details: { fields: "name, timeZone" } });
});

test.each([
  [{ timeZone: "Mars/Olympus" }, "timeZone"],
  [{ timeZone: "+01:00" }, "timeZone"],
  [{ defaultMetadata: "some" }, "defaultMetadata"],
  [{ defaultOutputFormat: "bmp" }, "defaultOutputFormat"],
  [{ retentionHours: 0 }, "retentionHours"],
  [{ retentionHours: 1.5 }, "retentionHours"],
  [{ retentionHours: 169 }, "retentionHours"],
  [{ name: "a".repeat(81) }, "name"],
])("%j is refused at its field", async (body, param) => {
  expect(await patch(body)).toMatchObject({ status: 400, body: { code: "invalid_request", param } });
  expect(await audited()).toEqual([]);
});

test("a change of address needs the password, and looks the same for an address that has an account", async () => {
  await createUser(fresh.db, { email: "bob@example.org", password, credits: 0 });
  expect(await change({ email: next, currentPassword: "wrong" })).toMatchObject({
    status: 401,
    body: { code: "sign_in_failed", param: "currentPassword" },
  });
  expect(await change({ email, currentPassword: password })).toMatchObject({ status: 400, body: { param: "email" } });
  expect(await fresh.db.mail.count()).toBe(0);
  const taken = await change({ email: "bob@example.org", currentPassword: password });
  const open = await change({ email: " Lovelace@Example.org", currentPassword: password });
  expect([taken.status, taken.body]).toEqual([open.status, open.body]);
  expect(open.status).toBe(202);
  expect(await profile()).toMatchObject({ email, pendingEmail: next });
  expect((await callRoute(cancelEmail, { method: "DELETE", headers: here })).status).toBe(204);
  expect(await profile()).toMatchObject({ pendingEmail: null });
});

test("an account without a password changes its address within ten minutes of signing in", async () => {
  await fresh.db.user.update({ where: { id: userId }, data: { passwordHash: null } });
  expect((await change({ email: next })).status).toBe(202);
  await fresh.db.session.updateMany({ data: { createdAt: new Date(Date.now() - 11 * 60_000) } });
  expect(await change({ email: next })).toMatchObject({
    status: 401,
    body: { detail: expect.stringContaining("sign in again") },
  });
});

test("nobody's mailbox is flooded: five links an hour to one address, of both kinds together", async () => {
  const again = () => callRoute(confirmation, { method: "POST", headers: here });
  for (let at = 0; at < 5; at += 1) expect((await again()).status).toBe(202);
  expect((await again()).status).toBe(429);
  for (let at = 0; at < 5; at += 1) expect((await change({ email: next, currentPassword: password })).status).toBe(202);
  expect((await change({ email: next, currentPassword: password })).status).toBe(429);
  expect(await fresh.db.mail.count()).toBe(10);
});

test("a confirmed address is not asked again", async () => {
  await fresh.db.user.update({ where: { id: userId }, data: { emailConfirmedAt: new Date() } });
  expect((await callRoute(confirmation, { method: "POST", headers: here })).status).toBe(202);
  expect(await fresh.db.mail.count()).toBe(0);
  expect(await profile()).toMatchObject({ isEmailConfirmed: true });
});

test("sessions are listed with this one marked; one is ended, then all others, and the log says so", async () => {
  const there = await signInHeaders(userId);
  const third = await signInHeaders(userId);
  const bob = await createUser(fresh.db, { email: "bob@example.org", password, credits: 0 });
  const bobs = await signInHeaders(bob.id);
  const listed = (await sessions()) ?? [];
  expect(listed.map(({ isCurrent }) => isCurrent).toSorted()).toEqual([false, false, true]);
  expect(listed[0]).toMatchObject({ device: "An unknown browser", addressRange: null, lastSeenAt: expect.any(String) });
  const theirs = (await sessions(there))?.find(({ isCurrent }) => isCurrent)?.id ?? "";
  const end = (headers: Record<string, string>, id: string) =>
    callRoute(endSession, { method: "DELETE", headers, params: { id } });
  expect((await end(bobs, theirs)).status).toBe(404);
  expect((await end(here, theirs)).status).toBe(204);
  expect((await end(here, theirs)).status).toBe(404);
  expect(await sessions(there)).toBeNull();
  expect(await callRoute(endOthers, { method: "DELETE", headers: here })).toMatchObject({ body: { ended: 1 } });
  expect([await sessions(third), (await sessions())?.length, (await sessions(bobs))?.length]).toEqual([null, 1, 1]);
  expect(await audited()).toEqual(["session_ended", "sessions_ended"]);
  expect(await fresh.db.auditEntry.findFirst({ where: { action: "session_ended" } })).toMatchObject({ target: theirs });
});
