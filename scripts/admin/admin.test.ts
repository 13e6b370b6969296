import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { createUser } from "../../lib/accounts/create-user";
import { checkPassword } from "../../lib/accounts/password";
import { createSession, findSession } from "../../lib/accounts/sessions";
import { isWellFormed } from "../../lib/api-keys/key-secret";
import { connectDatabase } from "../../lib/db/connect-database";
import { runAdmin } from "../../lib/testing/run-admin";

const dataDir = mkdtempSync(path.join(tmpdir(), "pxs-admin-"));
const slow = 180_000;

afterAll(async () => {
  const patience = { timeout: 60_000, interval: 50 };
  await vi.waitFor(() => expect(readdirSync(path.join(dataDir, "run"))).toEqual([]), patience);
  rmSync(dataDir, { recursive: true, force: true });
}, slow);

const admin = (...args: string[]) => runAdmin({ DATA_DIR: dataDir, SIGNUP_CREDITS: "7" }, args);

test(
  "an operator makes an account with a key, grants, revokes and checks, while somebody else has the database open",
  async () => {
    const { db, close } = await connectDatabase({ DATA_DIR: dataDir });
    const created = await admin("create-user", "Ada@Example.org", "--key", "laptop");
    expect(created).toMatchObject({ code: 0, stderr: "" });
    const { userId, apiKey, keyId, password } = created.json();
    expect(created.json()).toMatchObject({ email: "ada@example.org", credits: 7 });
    expect(isWellFormed(apiKey)).toBe(true);
    expect(password).toMatch(/^\w{20}$/);

    const again = await admin("create-user", "ada@example.org");
    expect(again).toMatchObject({ code: 1, stdout: "", stderr: "An account for ada@example.org already exists.\n" });

    const granted = await admin("grant", "ada@example.org", "5", "--reason", "a gift", "--expires", "2099-01-31");
    const given = { userId, granted: 5, expiresAt: "2099-02-01T00:00:00.000Z", available: 12, held: 0 };
    expect(granted.json()).toEqual({ email: "ada@example.org", ...given });
    expect((await admin("list-users")).json()).toMatchObject([{ userId, available: 12 }]);
    const { url } = (await admin("device-link", "ada@example.org")).json();
    expect(url).toMatch(/^http:\/\/localhost:3000\/api\/auth\/device-link\?token=[\w.-]+$/);
    const reset = (await admin("reset-link", "ada@example.org")).json();
    expect(reset).toMatchObject({
      url: expect.stringMatching(/^http:\/\/localhost:3000\/reset-password\?token=\w{43}$/),
    });
    const made = { action: "reset_link_made", actor: "command_line", userId };
    expect(await db.auditEntry.findMany({ where: { action: "reset_link_made" } })).toMatchObject([made]);
    const common = await admin("create-user", "bob@example.org", "--password", "Password2026");
    expect(common).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("most common passwords") });
    expect((await admin("revoke-key", keyId)).json()).toMatchObject({ keyId, revoked: true });
    expect(await db.apiKey.findUnique({ where: { id: keyId } })).toMatchObject({ revokedAt: expect.any(Date) });

    const taken = await admin("take-credits", "ada@example.org", "2", "--reason", "by mistake");
    expect(taken.json()).toMatchObject({ email: "ada@example.org", taken: 2, available: 10 });
    expect((await admin("grant", "ada@example.org", "2", "--reason", "back")).json()).toMatchObject({ available: 12 });
    const suspended = await admin("suspend", "ada@example.org", "--reason", "spam");
    expect(suspended.json()).toMatchObject({ userId, sessionsEnded: 0, jobsCanceled: 0 });
    expect(await db.user.findUnique({ where: { id: userId } })).toMatchObject({ suspendedReason: "spam" });
    expect((await admin("unsuspend", "ada@example.org")).json()).toMatchObject({ wasSuspended: true });

    const elsewhere = { DATA_DIR: dataDir, API_KEY_SECRET: "of another studio, 32 characters" };
    const dead = await runAdmin(elsewhere, ["create-key", "ada@example.org", "--name", "dead"]);
    expect(dead).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^API_KEY_SECRET is not what/),
    });

    expect(await admin("check-ledger")).toMatchObject({ code: 0 });
    await db.creditBalance.update({ where: { userId }, data: { available: 1000 } });
    const broken = await admin("check-ledger");
    expect(broken.code).toBe(1);
    expect(broken.json().violations).toMatchObject([
      { row: { userId, available: 1000, entriesAvailable: 12 } },
      { row: { userId, available: 1000, lotsAvailable: 12 } },
    ]);
    await close();
  },
  slow,
);

test(
  "set-password replaces a lost password by a random one, printed once, and signs the account out",
  async () => {
    const { db, close } = await connectDatabase({ DATA_DIR: dataDir });
    const user = await createUser(db, { email: "lost@example.org", password: "forgotten since", credits: 0 });
    const session = { userId: user.id, userAgent: null, now: new Date(), ttlSeconds: 3600 };
    const { id } = await createSession(db, session);
    const replaced = await admin("set-password", "Lost@Example.org");
    const answer = {
      userId: user.id,
      email: user.email,
      password: expect.stringMatching(/^\w{20}$/),
      sessionsEnded: 1,
    };
    expect(replaced).toMatchObject({ code: 0, stderr: "" });
    expect(replaced.json()).toEqual(answer);
    expect(await findSession(db, id, new Date())).toBeNull();
    expect(await checkPassword(db, user.email, "forgotten since")).toBeNull();
    expect(await checkPassword(db, user.email, replaced.json().password)).toMatchObject({ id: user.id });
    const nobody = await admin("set-password", "nobody@example.org");
    expect(nobody).toMatchObject({ code: 1, stdout: "", stderr: "There is no user nobody@example.org.\n" });
    await close();
  },
  slow,
);

test(
  "reset-second-factor takes off a second factor that was lost, once, and writes it down",
  async () => {
    const { db, close } = await connectDatabase({ DATA_DIR: dataDir });
    const { id } = await createUser(db, { email: "phone@example.org", password: "forgotten since", credits: 0 });
    await db.user.update({ where: { id }, data: { totpSecret: "sealed", totpConfirmedAt: new Date() } });
    expect((await admin("reset-second-factor", "phone@example.org")).json()).toMatchObject({ userId: id, reset: true });
    expect(await db.user.findUnique({ where: { id } })).toMatchObject({ totpSecret: null, totpConfirmedAt: null });
    const entries = await db.auditEntry.findMany({ where: { userId: id } });
    expect(entries).toMatchObject([{ action: "second_factor_off", actor: "command_line" }]);
    const again = await admin("reset-second-factor", "phone@example.org");
    expect(again).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("has no second factor") });
    await close();
  },
  slow,
);

test(
  "wrong usage exits 2, says why and how on standard error, and prints nothing on standard output",
  async () => {
    const { code, stdout, stderr } = await admin("destroy");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^Unknown command 'destroy'\.\n\nUsage: npm run -s admin/);
  },
  slow,
);
