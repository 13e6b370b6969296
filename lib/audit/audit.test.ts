import { beforeEach, describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { inTransaction } from "../db/client";
import { setUpDatabase } from "../testing/set-up";
import { deleteOldAudit, forgetPerson } from "./change-audit";
import { type AuditFilter, listAudit, withEmails, withoutOperators } from "./list-audit";
import { type AuditEvent, type AuditOrigin, writeAudit } from "./write-audit";
import { writeAuditCsv } from "./write-audit-csv";

const fresh = setUpDatabase();
const dayMs = 86_400_000;
const now = new Date("2026-11-29T12:00:00Z");
const owner: AuditOrigin = {
  actor: "owner",
  actorId: "usr_a",
  addressRange: "198.51.100.0/24",
  userAgent: "Eva's browser",
};

const write = (event: Partial<AuditEvent> = {}, origin: AuditOrigin = owner) =>
  writeAudit(fresh.db, origin, { action: "signed_in", userId: "usr_a", at: now, ...event });
const all = async (userId?: string) => (await listAudit(fresh.db, { userId, limit: 100 })).entries;

describe("the audit log", () => {
  beforeEach(() => write({ target: "ses_1", details: { with: "eva@example.org", credits: 3 } }));

  test("refuses every change and every deletion", async () => {
    const { db } = fresh;
    await expect(db.auditEntry.updateMany({ data: { action: "signed_out" } })).rejects.toThrow(/not changed/);
    await expect(db.auditEntry.deleteMany()).rejects.toThrow(/not changed/);
    const entries = await all();
    expect(entries).toMatchObject([{ action: "signed_in", target: "ses_1", details: { credits: 3 } }]);
  });

  test("lets nobody rewrite what was done, not even who forgets a person", async () => {
    const rewrite = inTransaction(fresh.db, async (tx) => {
      await tx.$queryRaw`SELECT set_config('studio.audit', 'forget', true)`;
      await tx.auditEntry.updateMany({ data: { action: "signed_out" } });
    });
    await expect(rewrite).rejects.toThrow(/not changed/);
  });

  test("forgets a person: what was done stays, where from, with what and every text goes", async () => {
    const operator = { actor: "operator", actorId: "usr_a", addressRange: "192.0.2.0/24", userAgent: "x" } as const;
    await write({ action: "profile_changed", target: "eva@example.org" });
    await write({ action: "credits_granted", userId: "usr_b", details: { reason: "goodwill" } }, operator);
    await inTransaction(fresh.db, (tx) => forgetPerson(tx, "usr_a"));
    const about = await all("usr_a");
    expect(about).toHaveLength(2);
    expect(JSON.stringify(about)).not.toMatch(/eva|198\.51/i);
    expect(about.find(({ action }) => action === "signed_in")).toMatchObject({
      target: "ses_1",
      details: { credits: 3 },
    });
    const others = { actorId: "usr_a", addressRange: null, userAgent: null, details: { reason: "goodwill" } };
    expect(await all("usr_b")).toMatchObject([others]);
    // The permission ends with it.
    await expect(fresh.db.auditEntry.updateMany({ data: { target: null } })).rejects.toThrow(/not changed/);
  });

  test("keeps entries as long as is set, and no longer", async () => {
    await write({ at: new Date(now.getTime() - 31 * dayMs), target: "old" });
    expect(await deleteOldAudit(fresh.db, now, 30)).toBe(1);
    expect((await all()).map(({ target }) => target)).toEqual(["ses_1"]);
    expect(await deleteOldAudit(fresh.db, now, 30)).toBe(0);
  });
});

describe("the list", () => {
  test("has every entry once, page by page, in one order, also of one moment and while entries are added", async () => {
    for (const at of [1, 2, 2, 2, 3]) await write({ at: new Date(now.getTime() + at), target: `at ${at}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(fresh.db, { limit: 2, cursor });
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      await write({ at: new Date(now.getTime() + 1000), target: "new" });
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  test("refuses a cursor that is not its own", async () => {
    for (const cursor of ["", "nonsense", Buffer.from("[1]").toString("base64url")])
      await expect(listAudit(fresh.db, { limit: 2, cursor })).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("is narrowed by account, action, actor and days", async () => {
    await write();
    await write({ userId: "usr_b", action: "key_created" }, { actor: "command_line" });
    await write({ at: new Date(now.getTime() + dayMs) });
    const count = async (filter: object) => (await listAudit(fresh.db, { limit: 100, ...filter })).entries.length;
    expect(await count({ userId: "usr_b" })).toBe(1);
    expect(await count({ action: "key_created" })).toBe(1);
    expect(await count({ actor: "command_line" })).toBe(1);
    expect(await count({ to: new Date(now.getTime() + dayMs) })).toBe(2);
    expect(await count({ from: new Date(now.getTime() + dayMs) })).toBe(1);
  });

  test("names the accounts for operators, as long as they exist", async () => {
    const user = await createUserWithCredits(fresh.db, 0);
    await write({ userId: user.id, at: new Date(now.getTime() + 1) });
    await write({ userId: "usr_gone" });
    const { entries } = await withEmails(fresh.db, await listAudit(fresh.db, { limit: 10 }));
    expect(entries.map(({ email }) => email)).toEqual([user.email, null]);
  });
});

test("the CSV has every entry, and no cell that a spreadsheet runs as a formula", async () => {
  await writeAudit(fresh.db, { ...owner, userAgent: "=cmd|calc" }, { action: "signed_in", userId: "usr_a", at: now });
  const others = { action: "signed_in", actor: "owner", userId: "usr_b" } as const;
  const entries = Array.from({ length: 501 }, (_, index) => ({ id: `aud_${index}`, at: now, ...others }));
  await fresh.db.auditEntry.createMany({ data: entries });
  const read = async (userId?: string) => {
    let text = "";
    for await (const lines of writeAuditCsv(fresh.db, { userId })) text += lines;
    return text;
  };
  expect((await read()).trim().split("\r\n")).toHaveLength(503);
  expect(await read("usr_a")).toContain(",'=cmd|calc,");
});

async function readCsv(...given: [filter: AuditFilter, forOperator?: boolean]): Promise<string> {
  let text = "";
  for await (const lines of writeAuditCsv(fresh.db, ...given)) text += lines;
  return text;
}

test("an account's owner sees that an operator did something, and neither who nor from where", async () => {
  const operator = { actor: "operator", addressRange: "192.0.2.0/24", userAgent: "the operator's browser" } as const;
  await write({ action: "sessions_ended" }, { ...operator, actorId: "usr_operator" });
  await write({ action: "signed_in" }, owner);
  const page = withoutOperators(await listAudit(fresh.db, { userId: "usr_a", limit: 10 }));
  expect(page.entries.find(({ actor }) => actor === "operator")).toMatchObject({
    action: "sessions_ended",
    actorId: null,
  });
  expect(page.entries.find(({ actor }) => actor === "owner")).toMatchObject(owner);
  const file = await readCsv({ userId: "usr_a" });
  for (const text of [JSON.stringify(page), file])
    expect(text).not.toMatch(/usr_operator|192\.0\.2|operator's browser/);
  expect(await readCsv({}, true)).toContain("usr_operator");
  // An operator's own account tells them everything.
  await write({ userId: "usr_operator" }, { ...operator, actorId: "usr_operator" });
  const own = withoutOperators(await listAudit(fresh.db, { userId: "usr_operator", limit: 10 }));
  expect(own.entries).toMatchObject([operator]);
});
