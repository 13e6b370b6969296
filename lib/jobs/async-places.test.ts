import { expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../prisma/factories/settle-job";
import type { Holder } from "../rate-limit/slots";
import { setUpDatabase } from "../testing/set-up";
import { type AsyncPlaces, createAsyncPlaces } from "./async-places";

const database = setUpDatabase();
const minute = 60_000;
let now = Date.parse("2026-11-29T12:00:00Z");
const openInstance = (count: number): AsyncPlaces =>
  createAsyncPlaces({
    db: database.db,
    clock: { now: () => new Date(now) },
    count,
    receiveSeconds: 60,
    secret: "the same on every instance",
  });
const of = (account: string, more: Partial<Holder> = {}): Holder => ({ account, isTest: false, ...more });

/** How many this holder gets when it takes all it can. */
async function takeAll(places: AsyncPlaces, holder: Holder): Promise<number> {
  for (let taken = 0; ; taken += 1) if (!(await places.take(holder)).place) return taken;
}

test("requests that reach two instances at the same moment get as many places as there are, and not one more", async () => {
  const instances = [openInstance(8), openInstance(8)];
  const calls = Array.from({ length: 16 }, (_, at) => instances[at % 2]?.take(of(`account ${at}`)));
  const taken = (await Promise.all(calls)).filter((answer) => answer?.place);
  expect(taken).toHaveLength(8);
  expect(await instances[0]?.take(of("late"))).toMatchObject({ refusal: { isOwnShare: false, held: 8 } });
});

test("no account, no network and no test work takes them all, whichever instance it reaches", async () => {
  const [one, other] = [openInstance(16), openInstance(16)];
  expect(await takeAll(one, of("greedy"))).toBe(12);
  expect(await other.take(of("greedy"))).toMatchObject({ refusal: { isOwnShare: true, held: 12 } });
  expect(await takeAll(other, of("calm"))).toBe(3);
  await database.db.asyncPlace.deleteMany();
  const network = { range: "192.0.2.0/24" };
  const taken = [await takeAll(one, of("a", network)), await takeAll(other, of("b", network))];
  expect(taken).toEqual([12, 0]);
  expect(JSON.stringify(await database.db.asyncPlace.findMany())).not.toContain("192.0.2");
  await database.db.asyncPlace.deleteMany();
  expect((await takeAll(one, of("a", { isTest: true }))) + (await takeAll(other, of("b", { isTest: true })))).toBe(8);
});

test("a place is held until its job has ended, wherever that ran", async () => {
  const [door, other] = [openInstance(1), openInstance(1)];
  const { id: userId } = await createUserWithCredits(database.db, 1);
  const { place } = await door.take(of(userId));
  const jobId = await openJob(database.db, userId);
  await place?.attach(jobId);
  await place?.release();
  now += 60 * minute;
  const { refusal } = await other.take(of(userId));
  expect(refusal).toEqual({ isOwnShare: false, held: 1, retryAfterSeconds: 5 });
  await settleAsSucceeded(database.db, jobId);
  expect((await other.take(of(userId))).place).toBeDefined();
});

test("a request that ends without a job gives its place back, and one whose process died loses it in time", async () => {
  const places = openInstance(1);
  const { place } = await places.take(of("a"));
  await place?.release();
  expect((await places.take(of("b"))).place).toBeDefined();
  now += minute - 1;
  expect((await places.take(of("c"))).place).toBeUndefined();
  now += 1;
  expect((await places.take(of("c"))).place).toBeDefined();
});
