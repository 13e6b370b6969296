import fc from "fast-check";
import { expect, test } from "vitest";
import { createBoundedQueue } from "./bounded-queue";

/** A job that ends when the test says so. */
function heldJob() {
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { held, end };
}
/** Lets everything run that waits for nothing any more. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("never more than the limit at once, every job once, in the order of arrival, also past ones that fail", async () => {
  const jobs = fc.array(fc.boolean(), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), jobs, async (limit, fails) => {
      const enqueue = createBoundedQueue(limit);
      const started: number[] = [];
      let running = 0;
      const outcomes = await Promise.allSettled(
        fails.map((fail, index) =>
          enqueue(async () => {
            started.push(index);
            running += 1;
            expect(running).toBeLessThanOrEqual(limit);
            await Promise.resolve();
            running -= 1;
            if (fail) throw new Error(`job ${index}`);
            return index;
          }),
        ),
      );
      expect(started).toEqual(fails.map((_, index) => index));
      expect(outcomes.map(({ status }) => status === "rejected")).toEqual(fails);
    }),
  );
});

test("a place is taken while a job runs and free as soon as it has ended", async () => {
  const enqueue = createBoundedQueue(1);
  const first = heldJob();
  const order: string[] = [];
  const both = [
    enqueue(async () => {
      await first.held;
      order.push("first");
    }),
    enqueue(async () => order.push("second")),
  ];
  await settle();
  expect(order).toEqual([]);
  first.end();
  await Promise.all(both);
  expect(order).toEqual(["first", "second"]);
});
