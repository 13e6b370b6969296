import { expect, test } from "vitest";
import { createFakeTime, settle } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createMemoryShelf } from "../shelf/memory-shelf";
import { holdLead } from "./hold-lead";

const lasting = { ...createMemoryShelf(), isLasting: true };
const hold = (holder: string, heard: string[], deps: object = {}) =>
  void holdLead({
    shelf: lasting,
    locks: undefined,
    holder,
    now: () => 0,
    wait: () => new Promise(() => {}),
    onLead: () => heard.push(`${holder} leads`),
    onLost: () => heard.push(`${holder} lost`),
    ...deps,
  });

test("one tab at a time has the lock, and the next gets it when that tab is gone", async () => {
  const heard: string[] = [];
  const line: (() => void)[] = [];
  // As the browser's: a request waits until the callback of the one before it has ended.
  const locks = {
    request: async (_name: string, callback: () => Promise<unknown>) => void line.push(() => callback()),
  };
  for (const holder of ["one", "two"]) hold(holder, heard, { locks });
  line.shift()?.();
  await settle();
  expect(heard).toEqual(["one leads"]);
  line.shift()?.();
  expect(heard).toEqual(["one leads", "two leads"]);
});

test("where there are no locks a lease does the same: a tab that stopped renewing it hands over", async () => {
  const heard: string[] = [];
  const shelf = { ...createMemoryShelf(), isLasting: true };
  const time = createFakeTime();
  let isAwake = true;
  const wait = (ms: number): Promise<void> => time.wait(ms).then(() => (isAwake ? undefined : wait(ms)));
  hold("one", heard, { shelf, now: time.now, wait });
  hold("two", heard, { shelf, now: time.now, wait: time.wait });
  await time.pass(60_000);
  expect(heard).toEqual(["one leads"]);
  isAwake = false;
  await time.pass(10_000);
  expect(heard).toEqual(["one leads", "two leads"]);
  isAwake = true;
  await time.pass(4_000);
  expect(heard).toEqual(["one leads", "two leads", "one lost"]);
});

test("a queue that no other tab shares needs nobody's leave", async () => {
  const heard: string[] = [];
  hold("alone", heard, { shelf: createMemoryShelf() });
  await settle();
  expect(heard).toEqual(["alone leads"]);
});
