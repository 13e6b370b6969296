import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { checkLedger } from "../credits/check-ledger";
import { setUpSharedDatabase } from "../testing/set-up";
import { addApiKey } from "./add-api-key";
import { changeApiKey, rerollApiKey, revokeApiKey } from "./change-api-key";
import { findApiKey } from "./find-api-key";
import { listKeysInUse } from "./read-api-keys";

const fresh = setUpSharedDatabase();
const secret = "s".repeat(32);
const now = new Date("2026-11-10T12:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
let userId: string;
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 50)).id;
});
afterEach(async () => {
  expect(await checkLedger(fresh.db)).toEqual([]);
});

const depsAt = (at = now) => ({
  ...{ db: fresh.db, secret, now: at, mail: { origin: "https://studio.test", secret } },
  by: { actor: "owner" as const, actorId: userId, addressRange: "203.0.113.0/24" },
});
type Limits = Omit<Parameters<typeof addApiKey>[1], "userId" | "name">;
const add = (limits: Limits = {}) => addApiKey(depsAt(), { userId, name: "site", ...limits });
const reroll = (keyId: string, overlapHours = 24, at = now) =>
  rerollApiKey(depsAt(at), { userId, keyId, overlapHours });
const find = (text: string, at = now) =>
  findApiKey(fresh.db, text, { secret, now: at, scope: "colorize", address: "203.0.113.7" });
const row = (id: string) => fresh.db.apiKey.findUniqueOrThrow({ where: { id } });
const audited = async () =>
  (await fresh.db.auditEntry.findMany({ orderBy: [{ at: "asc" }, { id: "asc" }] })).map(({ action }) => action);
const notActive = { code: "key_not_active" };

describe("a key is told about", () => {
  test("by mail and in the audit log, when it is made, replaced and revoked; neither has the secret", async () => {
    const { key, secret: text } = await add({ monthlyBudget: 5 });
    const { key: made, secret: newText } = await reroll(key.id);
    await revokeApiKey(depsAt(), { userId, keyId: made.id });
    const mails = await fresh.db.mail.findMany();
    expect(mails.map(({ kind }) => kind).toSorted()).toEqual(["key_created", "key_created", "key_revoked"]);
    expect((await audited()).toSorted()).toEqual(["key_created", "key_rerolled", "key_revoked"]);
    const all = JSON.stringify([mails, await fresh.db.auditEntry.findMany()]);
    for (const hidden of [text, newText, key.hash, made.hash]) expect(all).not.toContain(hidden);
    expect(all).toContain("203.0.113.0/24");
  });

  test("not at all when nothing came of it", async () => {
    const { key } = await add();
    await expect(
      addApiKey(depsAt(), { userId, name: "late", expiresAt: "2026-11-10T12:00:00Z" }),
    ).rejects.toMatchObject({
      code: "invalid_request",
      param: "expiresAt",
    });
    await changeApiKey(depsAt(), { userId, keyId: key.id, name: "site" });
    expect(await audited()).toEqual(["key_created"]);
    expect(await fresh.db.mail.count()).toBe(1);
  });
});

describe("changing a key", () => {
  test("changes what is named, and nothing else", async () => {
    const { key } = await add({ monthlyBudget: 5, allowedRanges: ["203.0.113.0/24"], expiresInDays: 3 });
    const changed = await changeApiKey(depsAt(), { userId, keyId: key.id, name: "shop", expiresAt: null });
    expect(changed).toEqual({ ...key, name: "shop", expiresAt: null });
    const entry = await fresh.db.auditEntry.findFirstOrThrow({ where: { action: "key_changed" } });
    expect(entry).toMatchObject({ target: key.id, userId, details: { name: "shop", expiresAt: null } });
  });

  test("counts from the next call on, disabling too, and enabling takes it back", async () => {
    const { key, secret: text } = await add();
    await changeApiKey(depsAt(), { userId, keyId: key.id, disabled: true });
    await expect(find(text)).rejects.toMatchObject({ code: "api_key_disabled" });
    await changeApiKey(depsAt(), { userId, keyId: key.id, disabled: false, scopes: ["read"] });
    await expect(find(text)).rejects.toMatchObject({ code: "key_scope_denied" });
  });

  test("is its owner's alone, and over once it is revoked", async () => {
    const { key } = await add();
    const stranger = (await createUserWithCredits(fresh.db, 0)).id;
    const foreign = { userId: stranger, keyId: key.id };
    await expect(changeApiKey(depsAt(), { ...foreign, name: "x" })).rejects.toMatchObject({ code: "not_found" });
    await expect(rerollApiKey(depsAt(), { ...foreign, overlapHours: 0 })).rejects.toMatchObject({ code: "not_found" });
    await revokeApiKey(depsAt(), { userId, keyId: key.id });
    await expect(changeApiKey(depsAt(), { userId, keyId: key.id, name: "x" })).rejects.toMatchObject(notActive);
    expect(await row(key.id)).toMatchObject({ name: "site" });
  });
});

describe("replacing a key", () => {
  test("gives one with the same settings, and the old one goes on until the overlap is over", async () => {
    const limits = {
      scopes: ["colorize", "read"],
      monthlyBudget: 9,
      allowedRanges: ["203.0.113.7"],
      expiresInDays: 90,
    };
    const { key: old, secret: oldText } = await add(limits);
    const { key: made, secret: text } = await reroll(old.id, 24);
    const { scopes, monthlyBudget, allowedRanges, expiresAt, name, mode } = old;
    expect(made).toMatchObject({ scopes, monthlyBudget, allowedRanges, expiresAt, name, mode, replacedById: null });
    expect(await row(old.id)).toMatchObject({ replacedById: made.id, expiresAt: hours(24) });
    expect((await find(oldText, new Date(hours(24).getTime() - 1))).keyId).toBe(old.id);
    await expect(find(oldText, hours(24))).rejects.toMatchObject({ code: "api_key_expired" });
    expect((await find(text, hours(24))).keyId).toBe(made.id);
  });

  test("without an overlap ends the old one at once; an overlap never makes a key live longer", async () => {
    const [first, second] = [await add(), await add({ expiresAt: hours(2).toISOString() })];
    await reroll(first.key.id, 0);
    await expect(find(first.secret)).rejects.toMatchObject({ code: "api_key_expired" });
    await reroll(second.key.id, 168);
    expect(await row(second.key.id)).toMatchObject({ expiresAt: hours(2) });
  });

  test("twice at once makes one key", async () => {
    const { key } = await add();
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => reroll(key.id)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject(notActive);
    expect(await fresh.db.apiKey.count()).toBe(2);
  });

  test("is not for a key that is disabled, expired or replaced, and a replaced one can only be ended", async () => {
    const { key: disabled } = await add();
    await changeApiKey(depsAt(), { userId, keyId: disabled.id, disabled: true });
    await expect(reroll(disabled.id)).rejects.toMatchObject(notActive);
    const { key: old, secret: oldText } = await add({ expiresInDays: 1 });
    await expect(reroll(old.id, 24, hours(24))).rejects.toMatchObject(notActive);
    const { key: made, secret: text } = await reroll(old.id, 1);
    await expect(reroll(old.id)).rejects.toMatchObject(notActive);
    await expect(
      changeApiKey(depsAt(), { userId, keyId: old.id, expiresAt: hours(99).toISOString() }),
    ).rejects.toMatchObject(notActive);
    await changeApiKey(depsAt(), { userId, keyId: old.id, disabled: true });
    await expect(find(oldText)).rejects.toMatchObject({ code: "api_key_disabled" });
    expect((await find(text)).keyId).toBe(made.id);
  });

  test("shares one budget along the whole chain: what one spends the others cannot, and a change is one for all", async () => {
    const { key: first } = await add({ monthlyBudget: 3 });
    const { key: second } = await reroll(first.id, 168);
    const { key: third } = await reroll(second.id, 168);
    const open = (apiKeyId: string) => openJob(fresh.db, userId, { apiKeyId, source: "api", createdAt: now });
    for (const { id } of [first, second, third]) await open(id);
    for (const { id } of [first, second, third])
      await expect(open(id)).rejects.toMatchObject({ code: "key_budget_exceeded" });
    await changeApiKey(depsAt(), { userId, keyId: third.id, monthlyBudget: 4 });
    await open(first.id);
    await expect(open(third.id)).rejects.toMatchObject({ code: "key_budget_exceeded" });
    const listed = await listKeysInUse(fresh.db, userId, now);
    expect(listed.map(({ spentThisMonth, monthlyBudget }) => [spentThisMonth, monthlyBudget])).toEqual(
      Array(3).fill([4, 4]),
    );
  });
});

test("the list counts each key's photos by day of UTC, days without one too, whatever became of them", async () => {
  const [one, other] = [(await add()).key, (await add()).key];
  const open = (apiKeyId: string | null, at: string) =>
    openJob(fresh.db, userId, { apiKeyId, source: apiKeyId ? "api" : "workbench", createdAt: new Date(at) });
  for (const at of ["2026-11-10T00:00:00Z", "2026-11-10T23:59:59.999Z", "2026-11-09T23:59:59Z", "2026-10-12T00:00:00Z"])
    await open(one.id, at);
  await open(one.id, "2026-10-11T23:59:59.999Z");
  await open(null, "2026-11-10T01:00:00Z");
  const listed = await listKeysInUse(fresh.db, userId, now);
  const daysOf = (id: string) => listed.find((key) => key.id === id)?.photosByDay;
  expect(daysOf(one.id)).toEqual([1, ...Array(27).fill(0), 1, 2]);
  expect(daysOf(other.id)).toEqual(Array(30).fill(0));
});
