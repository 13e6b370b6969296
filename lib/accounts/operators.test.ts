import { describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { inTransaction } from "../db/client";
import { setUpDatabase } from "../testing/set-up";
import { createUser } from "./create-user";
import { changeRole, hasOperator, isLastOperator } from "./operators";

const fresh = setUpDatabase();
const at = new Date("2026-11-29T12:00:00Z");
const commandLine = { actor: "command_line" } as const;
const make = (userId: string) => changeRole(fresh.db, { userId, role: "operator", at }, commandLine);
const later = new Date("2026-11-29T13:00:00Z");
const demote = (userId: string, by = userId) =>
  changeRole(fresh.db, { userId, role: "customer", at: later }, { actor: "operator", actorId: by });
const operators = async () =>
  (await fresh.db.user.findMany({ where: { role: "operator" } })).map(({ id }) => id).sort();

async function createOperators(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id } = await createUserWithCredits(fresh.db, 1);
    await make(id);
    ids.push(id);
  }
  return ids.sort();
}

describe("the role", () => {
  test("is given and taken, with an entry in the audit log each time it changes", async () => {
    const [one = "", other = ""] = await createOperators(2);
    expect(await operators()).toEqual([one, other]);
    expect(await make(one)).toBe(false);
    expect(await demote(one, other)).toBe(true);
    expect(await operators()).toEqual([other]);
    const entries = await fresh.db.auditEntry.findMany({
      where: { action: "role_changed", userId: one },
      orderBy: { at: "asc" },
    });
    expect(entries.map(({ actor, actorId, details }) => ({ actor, actorId, details }))).toEqual([
      { actor: "command_line", actorId: null, details: { role: "operator" } },
      { actor: "operator", actorId: other, details: { role: "customer" } },
    ]);
  });

  test("of nobody is not found", async () => {
    await expect(make("usr_nobody")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the last operator", () => {
  test("cannot leave, not even by themself", async () => {
    const [only = ""] = await createOperators(1);
    await expect(demote(only)).rejects.toMatchObject({ code: "last_operator" });
    expect(await operators()).toEqual([only]);
  });

  test("two who demote each other at the same time: one stays", async () => {
    for (let round = 0; round < 5; round += 1) {
      await fresh.db.user.updateMany({ data: { role: "customer" } });
      const [one = "", other = ""] = await createOperators(2);
      const both = await Promise.allSettled([demote(one, other), demote(other, one)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await operators()).toHaveLength(1);
    }
  });

  test("is the one who can work: a suspended one and one about to be deleted do not count", async () => {
    const [one = "", other = "", third = ""] = await createOperators(3);
    const isLast = (id: string) => inTransaction(fresh.db, (tx) => isLastOperator(tx, id));
    expect(await isLast(one)).toBe(false);
    await fresh.db.user.update({ where: { id: other }, data: { suspendedAt: at } });
    await fresh.db.user.update({ where: { id: third }, data: { deleteRequestedAt: at } });
    expect(await isLast(one)).toBe(true);
    expect(await isLast(other)).toBe(false);
    expect(await demote(other, one)).toBe(true);
    await fresh.db.user.update({ where: { id: one }, data: { suspendedAt: at } });
    expect(await hasOperator(fresh.db)).toBe(false);
  });
});

describe("the first account", () => {
  const first = { password: "a long password", credits: 0, firstIsOperator: true };

  test("of a closed studio is its operator's, and no later one is", async () => {
    const created = await createUser(fresh.db, { ...first, email: "ada@example.org" });
    const later = await createUser(fresh.db, { ...first, email: "bob@example.org" });
    expect([created.role, later.role]).toEqual(["operator", "customer"]);
    const [entry] = await fresh.db.auditEntry.findMany({ where: { action: "role_changed" } });
    expect(entry).toMatchObject({ actor: "studio", userId: created.id });
  });

  test("of an open studio is a customer's like every other", async () => {
    const { role } = await createUser(fresh.db, { ...first, email: "ada@example.org", firstIsOperator: false });
    expect(role).toBe("customer");
  });

  test("is one, of several that are made at the same time", async () => {
    const emails = ["ada", "bob", "cy"].map((name) => `${name}@example.org`);
    const made = await Promise.all(emails.map((email) => createUser(fresh.db, { ...first, email })));
    expect(made.map(({ role }) => role).toSorted()).toEqual(["customer", "customer", "operator"]);
  });
});
