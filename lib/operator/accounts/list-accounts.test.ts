import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { outcomeOf } from "../../testing/colorize-flow";
import { createOperator } from "../../testing/operator";
import { setUpDatabase } from "../../testing/set-up";
import { type AccountFilter, listAccounts } from "./list-accounts";

const fresh = setUpDatabase();
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
let ada: string;
let bob: string;
beforeEach(async () => {
  ada = await create("ada_l@example.org", 1, "Ada Lovelace");
  bob = await create("bob@example.org", 2, null);
});

async function create(email: string, minute: number, name: string | null): Promise<string> {
  const { id } = await createUserWithCredits(fresh.db, 5, email);
  await fresh.db.user.update({ where: { id }, data: { name, createdAt: at(minute) } });
  return id;
}
const emails = async (filter: Partial<AccountFilter> = {}) =>
  (await listAccounts(fresh.db, { limit: 10, ...filter })).rows.map(({ email }) => email);

test("accounts are found by a part of their address or name, in any case, and by their id", async () => {
  expect(await emails()).toEqual(["bob@example.org", "ada_l@example.org"]);
  for (const search of ["ADA_", "lovelace", ada]) expect(await emails({ search })).toEqual(["ada_l@example.org"]);
  expect(await emails({ search: "example.org" })).toHaveLength(2);
});

test("signs that a pattern would read are searched for as they are", async () => {
  for (const search of ["%", "a_a", "\\", "ad%"]) expect(await emails({ search })).toEqual([]);
  expect(await emails({ search: "' OR TRUE --" })).toEqual([]);
});

test("states narrow the list", async () => {
  await createOperator(fresh.db);
  await fresh.db.user.update({ where: { id: bob }, data: { suspendedAt: at(9) } });
  await fresh.db.user.update({ where: { id: ada }, data: { deleteRequestedAt: at(9) } });
  expect(await emails({ state: "suspended" })).toEqual(["bob@example.org"]);
  expect(await emails({ state: "leaving" })).toEqual(["ada_l@example.org"]);
  expect(await emails({ state: "operator" })).toHaveLength(1);
});

test("each account has its credits, photos and when it was last seen", async () => {
  await settleAsSucceeded(fresh.db, await openJob(fresh.db, ada));
  await openJob(fresh.db, ada);
  const session = { id: "ses_1", userId: ada, expiresAt: at(99), lastSeenAt: at(30) };
  await fresh.db.session.create({ data: session });
  const { rows } = await listAccounts(fresh.db, { limit: 10 });
  expect(rows).toMatchObject([
    { id: bob, credits: 5, photos: 0, lastSeenAt: null },
    { id: ada, credits: 3, photos: 1, lastSeenAt: at(30) },
  ]);
});

test("pages neither repeat nor skip one, also among accounts of the same moment", async () => {
  for (const name of ["c", "d", "e"]) await create(`${name}@example.org`, 2, null);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAccounts(fresh.db, { limit: 2, cursor });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
  expect(await outcomeOf(listAccounts(fresh.db, { limit: 2, cursor: "elsewhere" }))).toBe("invalid_request");
});
