import { expect, test } from "vitest";
import { repeatEvery, type SetTimer } from "./repeat-every";

/** Time that passes when the test says so. */
class ManualTime {
  #now = 0;
  #timers = new Map<object, { at: number; run: () => void }>();

  setTimer: SetTimer = (run, ms) => {
    const key = {};
    this.#timers.set(key, { at: this.#now + ms, run });
    return () => this.#timers.delete(key);
  };

  /** Runs what is due, in steps of 1 ms, and lets what it started get as far as it can. */
  async pass(ms: number) {
    for (let step = 0; step < ms; step += 1) {
      this.#now += 1;
      for (const [key, { at, run }] of this.#timers) {
        if (at > this.#now) continue;
        this.#timers.delete(key);
        run();
      }
      await settle();
    }
  }

  get waiting() {
    return this.#timers.size;
  }
}

/** Everything that needs no timer and no input has happened after this. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Work that takes until `finish()`; counts how often it began and how many of its runs were alive at once. */
class SlowWork {
  begun = 0;
  alive = 0;
  mostAlive = 0;
  #ends: (() => void)[] = [];

  run = async () => {
    this.begun += 1;
    this.alive += 1;
    this.mostAlive = Math.max(this.mostAlive, this.alive);
    await new Promise<void>((resolve) => this.#ends.push(resolve));
    this.alive -= 1;
  };

  async finish() {
    for (const end of this.#ends.splice(0)) end();
    await settle();
  }
}

const onError = (error: unknown) => expect.unreachable(String(error));

test("of work that takes longer than its interval one run is alive at a time, and none after stop", async () => {
  const [time, work] = [new ManualTime(), new SlowWork()];
  const repetition = repeatEvery(work.run, 5, { onError, setTimer: time.setTimer });
  for (let round = 0; round < 3; round += 1) {
    await time.pass(90);
    expect(work.alive).toBe(1);
    await work.finish();
    await time.pass(5);
  }
  expect(work).toMatchObject({ begun: 4, mostAlive: 1, alive: 1 });

  let stopped = false;
  const stopping = repetition.stop().then(() => {
    stopped = true;
  });
  await time.pass(90);
  expect(stopped).toBe(false);
  await work.finish();
  await stopping;
  await time.pass(90);
  expect(work).toMatchObject({ begun: 4, alive: 0 });
  expect(time.waiting).toBe(0);
});

test("runs at once, then each time the interval has passed since the last run ended", async () => {
  const time = new ManualTime();
  let runs = 0;
  let wait = 10;
  const count = async () => {
    runs += 1;
  };
  const repetition = repeatEvery(count, () => wait, { onError, setTimer: time.setTimer });
  await settle();
  expect(runs).toBe(1);
  await time.pass(9);
  expect(runs).toBe(1);
  wait = 3;
  await time.pass(1);
  expect(runs).toBe(2);
  await time.pass(3);
  expect(runs).toBe(3);
  await repetition.stop();
  await time.pass(50);
  expect(runs).toBe(3);
  expect(time.waiting).toBe(0);
});

test("a run that fails is reported and the next one comes all the same", async () => {
  const time = new ManualTime();
  const failures: unknown[] = [];
  let runs = 0;
  const fail = () => {
    runs += 1;
    // The first is not even a promise.
    if (runs === 1) throw new Error("run 1");
    return Promise.reject(new Error(`run ${runs}`));
  };
  const repetition = repeatEvery(fail, 1, { onError: (error) => failures.push(error), setTimer: time.setTimer });
  await settle();
  await time.pass(2);
  await repetition.stop();
  expect(failures.map(String)).toEqual(["Error: run 1", "Error: run 2", "Error: run 3"]);
});

test("waking it runs it at once, during a run once more after it, and never after stop", async () => {
  const [time, work] = [new ManualTime(), new SlowWork()];
  const repetition = repeatEvery(work.run, 1000, { onError, setTimer: time.setTimer });
  for (let times = 0; times < 5; times += 1) repetition.wake();
  expect(work.begun).toBe(1);
  await work.finish();
  expect(work).toMatchObject({ begun: 2, alive: 1 });
  await work.finish();
  expect(work).toMatchObject({ begun: 2, alive: 0 });

  repetition.wake();
  expect(work.begun).toBe(3);
  expect(time.waiting).toBe(0);
  repetition.wake();
  const stopping = repetition.stop();
  await work.finish();
  await stopping;
  repetition.wake();
  await time.pass(2000);
  expect(work).toMatchObject({ begun: 3, alive: 0, mostAlive: 1 });
});
