import { beforeEach, expect, test } from "vitest";
import { buyCredits, createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { inTransaction } from "../db/client";
import { setUpDatabase } from "../testing/set-up";
import { checkLedger } from "./check-ledger";
import { freezePurchase } from "./freeze-purchase";
import { grantCredits } from "./ledger";
import { listMovements } from "./list-movements";
import { readBalance } from "./read-balance";
import { takeCredits } from "./take-credits";

const fresh = setUpDatabase();
let userId: string;
beforeEach(async () => {
  ({ id: userId } = await createUserWithCredits(fresh.db, 5));
});

const take = (credits: number, reference = `take:${credits}`) =>
  inTransaction(fresh.db, (tx) =>
    takeCredits(tx, { userId, credits, reason: "by mistake", reference, now: new Date() }),
  );
const balance = async () => {
  expect(await checkLedger(fresh.db)).toEqual([]);
  return readBalance(fresh.db, userId);
};

test("takes what was given before what was bought, and writes one movement", async () => {
  await buyCredits(fresh.db, userId, 10);
  expect(await take(7)).toBe("taken");
  expect(await balance()).toMatchObject({ available: 8, granted: 0, purchased: 8, debt: 0 });
  const [last] = await listMovements(fresh.db, userId, { limit: 1 });
  expect(last).toMatchObject({ kind: "adjustment", credits: -7, reason: "by mistake", availableAfter: 8 });
});

test("takes all or none: what jobs hold and what is frozen stays, and nobody comes to owe", async () => {
  await openJob(fresh.db, userId, { priceCredits: 2 });
  const purchaseId = await buyCredits(fresh.db, userId, 10);
  await inTransaction(fresh.db, (tx) => freezePurchase(tx, { purchaseId, reference: "dispute", reason: "disputed" }));
  expect(await take(4)).toBe("too_few");
  expect(await balance()).toMatchObject({ available: 3, held: 2, frozen: 10, debt: 0 });
  expect(await take(3)).toBe("taken");
  expect(await take(1)).toBe("too_few");
  expect(await balance()).toMatchObject({ available: 0, held: 2, frozen: 10, debt: 0 });
});

test("takes once for one reference, also when it is asked twice at the same time", async () => {
  const answers = await Promise.all([take(2, "click"), take(2, "click"), take(2, "click")]);
  expect(answers.sort()).toEqual(["repeated", "repeated", "taken"]);
  expect(await balance()).toMatchObject({ available: 3 });
});

test("of two who take everything at the same time one gets it", async () => {
  const answers = await Promise.all([take(5, "one"), take(5, "other")]);
  expect(answers.sort()).toEqual(["taken", "too_few"]);
  expect(await balance()).toMatchObject({ available: 0, debt: 0 });
});

test("takes nothing from somebody who never had credits", async () => {
  ({ id: userId } = await createUserWithCredits(fresh.db, 0));
  expect(await take(1)).toBe("too_few");
});

test("a grant with a reference is given once, also to somebody who never had credits and twice at the same time", async () => {
  ({ id: userId } = await createUserWithCredits(fresh.db, 0));
  const give = () => grantCredits(fresh.db, { userId, credits: 4, reason: "gift", reference: "click" });
  const given = await Promise.all([give(), give(), give()]);
  expect(given.filter(Boolean)).toHaveLength(1);
  expect(await give()).toBe(false);
  expect(await balance()).toMatchObject({ available: 4 });
});
