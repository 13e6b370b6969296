import { Secret, TOTP } from "otpauth";
import { beforeEach, expect, test } from "vitest";
import { inTransaction } from "../../db/client";
import type { User } from "../../generated/prisma/client";
import { setUpDatabase } from "../../testing/set-up";
import { createUser } from "../create-user";
import { acceptCode } from "./accept-code";
import {
  confirmSecondFactor,
  readSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  startSecondFactor,
  switchOffSecondFactor,
} from "./manage-second-factor";
import { openText, sealText } from "./secret-box";

const fresh = setUpDatabase();
const secret = "s".repeat(40);
const now = new Date("2026-01-01T12:00:10Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const mail = { origin: "http://studio.test", secret };
const change = { secret, now, mail, origin: { actor: "owner" as const } };
let user: User;
beforeEach(async () => {
  user = await createUser(fresh.db, { email: "ada@example.org", password: "analytical engine", credits: 0 });
});

/** What the app of the person shows at that moment. */
const readApp = (uriSecret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(uriSecret) }).generate({ timestamp: at.getTime() });
const reload = () => fresh.db.user.findUniqueOrThrow({ where: { id: user.id } });
const show = async (code: string, at: Date) => {
  const present = await reload();
  return inTransaction(fresh.db, (tx) => acceptCode(tx, present, code, { secret, now: at }));
};

async function switchOn() {
  const setup = await startSecondFactor(fresh.db, user, secret);
  const codes = await confirmSecondFactor(fresh.db, user.id, readApp(setup.secret, now), change);
  return { app: setup.secret, codes };
}

test("it is on once the app has shown a code; its secret and the recovery codes are not in the database as they are", async () => {
  const setup = await startSecondFactor(fresh.db, user, secret);
  expect(setup.uri).toMatch(/^otpauth:\/\/totp\/Pixomax%20Studio:ada%40example\.org\?.*secret=/);
  expect(await readSecondFactor(fresh.db, await reload())).toMatchObject({ on: false, hasPassword: true });
  const codes = await confirmSecondFactor(fresh.db, user.id, readApp(setup.secret, now), change);
  expect(new Set(codes).size).toBe(10);
  expect(await readSecondFactor(fresh.db, await reload())).toMatchObject({ on: true, recoveryCodesLeft: 10 });
  const rows = JSON.stringify([await reload(), await fresh.db.recoveryCode.findMany()]);
  for (const plain of [setup.secret, ...codes]) expect(rows).not.toContain(plain);
  expect(await fresh.db.auditEntry.findMany({ select: { action: true } })).toEqual([{ action: "second_factor_on" }]);
  expect(await fresh.db.mail.findMany({ select: { kind: true, to: true } })).toEqual([
    { kind: "second_factor", to: user.email },
  ]);
});

test("a code is right in its half minute and the ones beside it, and works once, also for many at the same time", async () => {
  const { app } = await switchOn();
  expect(await show(readApp(app, now), now)).toBeNull();
  expect(await show(readApp(app, later(90)), later(180))).toBeNull();
  expect(await show(readApp(app, later(60)), later(30))).toBe("app");
  // An earlier one does not come back after a later one.
  expect(await show(readApp(app, later(30)), later(30))).toBeNull();
  const code = readApp(app, later(120));
  const shown = await Promise.all([1, 2, 3, 4].map(() => show(code, later(120))));
  expect(shown.filter(Boolean)).toEqual(["app"]);
});

test("a recovery code works once, however it is typed, and new ones make the earlier ones worthless", async () => {
  const { codes } = await switchOn();
  const [first = "", second = "", third = ""] = codes;
  expect(await show(first.toUpperCase().replace("-", " "), now)).toBe("recovery_code");
  expect(await show(first, now)).toBeNull();
  const shown = await Promise.all([1, 2, 3, 4].map(() => show(second, now)));
  expect(shown.filter(Boolean)).toEqual(["recovery_code"]);
  const renewed = await renewRecoveryCodes(fresh.db, user.id, change);
  expect(await show(third, now)).toBeNull();
  expect(await show(renewed[0] ?? "", now)).toBe("recovery_code");
  const other = await createUser(fresh.db, { email: "bob@example.org", password: "difference engine", credits: 0 });
  const stolen = { ...other, totpSecret: (await reload()).totpSecret, totpConfirmedAt: now };
  const use = (code: string) => inTransaction(fresh.db, (tx) => acceptCode(tx, stolen, code, { secret, now }));
  expect(await use(renewed[1] ?? "")).toBeNull();
});

test("a phone whose clock is an hour off is told so while it is set up", async () => {
  const setup = await startSecondFactor(fresh.db, user, secret);
  const confirm = (at: Date) => confirmSecondFactor(fresh.db, user.id, readApp(setup.secret, at), change);
  await expect(confirm(later(3600))).rejects.toMatchObject({
    code: "second_factor_failed",
    message: expect.stringContaining("60 minutes ahead"),
  });
  await expect(confirm(later(-3600))).rejects.toMatchObject({ message: expect.stringContaining("60 minutes behind") });
  // A code of no time near this one.
  const app = new TOTP({ secret: Secret.fromBase32(setup.secret) });
  const codes = Array.from({ length: 50 }, (_, at) => String(at).padStart(6, "0"));
  const never = codes.find((token) => app.validate({ token, timestamp: now.getTime(), window: 2000 }) === null) ?? "";
  await expect(confirmSecondFactor(fresh.db, user.id, never, change)).rejects.toMatchObject({
    message: expect.not.stringContaining("minutes"),
  });
  expect((await reload()).totpConfirmedAt).toBeNull();
});

test("it cannot be started or confirmed again while it is on, and is gone with its codes once it is off", async () => {
  const { app, codes } = await switchOn();
  await expect(startSecondFactor(fresh.db, user, secret)).rejects.toMatchObject({ code: "invalid_request" });
  await expect(confirmSecondFactor(fresh.db, user.id, readApp(app, later(60)), change)).rejects.toMatchObject({
    code: "invalid_request",
  });
  await switchOffSecondFactor(fresh.db, user.id, change);
  expect(await show(readApp(app, later(60)), later(60))).toBeNull();
  expect(await show(codes[0] ?? "", later(60))).toBeNull();
  await expect(switchOffSecondFactor(fresh.db, user.id, change)).rejects.toMatchObject({ code: "invalid_request" });
  await expect(renewRecoveryCodes(fresh.db, user.id, change)).rejects.toMatchObject({ code: "invalid_request" });
});

test("an operator takes it away, once", async () => {
  await switchOn();
  const reset = () => inTransaction(fresh.db, (tx) => resetSecondFactor(tx, user.id));
  expect(await reset()).toMatchObject({ id: user.id, totpSecret: null, totpConfirmedAt: null });
  expect(await reset()).toBeNull();
  expect(await fresh.db.recoveryCode.count()).toBe(0);
});

test("what is sealed opens for its owner and secret alone, and not once a bit of it is changed", () => {
  const sealed = sealText("JBSWY3DPEHPK3PXP", "usr_a", secret);
  expect(openText(sealed, "usr_a", secret)).toBe("JBSWY3DPEHPK3PXP");
  expect(sealText("JBSWY3DPEHPK3PXP", "usr_a", secret)).not.toBe(sealed);
  expect(openText(sealed, "usr_b", secret)).toBeNull();
  expect(openText(sealed, "usr_a", "t".repeat(40))).toBeNull();
  for (const at of [0, 20, sealed.length - 2]) {
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(openText(changed, "usr_a", secret)).toBeNull();
  }
  expect(openText("", "usr_a", secret)).toBeNull();
});
