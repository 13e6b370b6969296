import { expect, it } from "vitest";
import { watchWarmUp } from "./watch-warm-up";

/** A warm-up that ends when the test says so. */
function openGate() {
  const ends: ((error?: Error) => void)[] = [];
  let time = 0;
  const warmUp = watchWarmUp(
    () => new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve()))),
    () => time,
  );
  const pass = (ms: number) => {
    time += ms;
  };
  return { warmUp, pass, end: (error?: Error) => ends.shift()?.(error), waiting: () => ends.length };
}

it("is loading from the first warm-up until that ends, and never again", async () => {
  const { warmUp, end } = openGate();
  expect(warmUp.isLoading()).toBe(false);
  const running = warmUp.run();
  expect(warmUp.isLoading()).toBe(true);
  end();
  await running;
  expect(warmUp.isLoading()).toBe(false);
  void warmUp.run();
  expect(warmUp.isLoading()).toBe(false);
});

it("what failed is told until a later warm-up succeeds, which the question begins once a minute at most", async () => {
  const { warmUp, pass, end, waiting } = openGate();
  const running = warmUp.run();
  end(new Error("altered"));
  await expect(running).rejects.toThrow("altered");
  pass(59_000);
  expect(warmUp.readFault()).toBeInstanceOf(Error);
  expect(waiting()).toBe(0);
  pass(1_000);
  expect(warmUp.readFault()).toBeInstanceOf(Error);
  expect(warmUp.readFault()).toBeInstanceOf(Error);
  expect(waiting()).toBe(1);
  const again = warmUp.run();
  end();
  await again;
  expect(warmUp.readFault()).toBeUndefined();
});
