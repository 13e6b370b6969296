import { expect, test } from "vitest";
import { defaultOrder } from "../contract/order";
import { findJob } from "../jobs/find-jobs";
import { ColorizeFlow } from "../testing/colorize-flow";
import { createFakeProvider } from "../testing/fake-provider";
import { setUp, setUpDatabase } from "../testing/set-up";
import { colorizeAsync, colorizePhoto } from "./colorize-photo";
import type { ColorizeRequest } from "./colorize-request";

const fresh = setUpDatabase();
const flow = setUp(fresh, new ColorizeFlow());

const choose = (retentionHours: number | null) =>
  fresh.db.user.update({ where: { id: flow.userId }, data: { retentionHours } });
const deps = () => ({ ...flow.depsWith(createFakeProvider().provider), retentionHours: 168 });
const hours = (at: Date | undefined) => (at ? (at.getTime() - flow.now().getTime()) / 3_600_000 : null);
const expiryOf = async (jobId: string) => hours((await findJob(fresh.db, flow.userId, jobId))?.expiresAt);

async function color(extra: Partial<ColorizeRequest> = {}) {
  const order = { ...defaultOrder, model: "tiny" } as const;
  const { jobId, expiresAt } = await colorizePhoto(deps(), await flow.requestOf({ order, ...extra }));
  return { row: await expiryOf(jobId), said: hours(expiresAt) };
}

test("files go after the account's own time where that is shorter, and the answer with its link says so", async () => {
  expect(await color()).toEqual({ row: 168, said: 168 });
  await choose(24);
  expect(await color()).toEqual({ row: 24, said: 24 });
  // The studio has shortened its time since.
  await choose(1000);
  expect(await color()).toEqual({ row: 168, said: 168 });
});

test("also of test keys and of photos whose callers don't wait", async () => {
  await choose(48);
  expect(await color({ mode: "test" })).toEqual({ row: 24, said: 24 });
  await choose(2);
  expect(await color({ mode: "test" })).toEqual({ row: 2, said: 2 });
  expect(await expiryOf(await colorizeAsync(deps(), await flow.requestOf()))).toBe(2);
});
