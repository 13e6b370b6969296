import { expect, test } from "vitest";
import { callNative, createNativeLock, holdNative, seizeNative } from "./native-lock";

/** A native call that lasts until the test ends it. */
function heldCall() {
  let end = (_answer: string) => {};
  const held = new Promise<string>((resolve) => {
    end = resolve;
  });
  return { held, end };
}
/** Lets everything run that waits for nothing any more. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("a worker is not ended while it is inside native code, not even by one of several calls", async () => {
  const lock = createNativeLock();
  holdNative(lock);
  const [one, other] = [heldCall(), heldCall()];
  const calls = [callNative(() => one.held), callNative(() => other.held)];
  let seized = false;
  const seizing = seizeNative(lock).then(() => {
    seized = true;
  });
  one.end("one");
  expect(await calls[0]).toBe("one");
  await settle();
  expect(seized).toBe(false);
  other.end("other");
  expect(await calls[1]).toBe("other");
  await seizing;
});

test("once somebody waits to end it, no further native call begins", async () => {
  const lock = createNativeLock();
  holdNative(lock);
  const running = heldCall();
  const call = callNative(() => running.held);
  const seizing = seizeNative(lock);
  let began = false;
  void callNative(async () => {
    began = true;
  });
  running.end("done");
  await Promise.all([call, seizing]);
  await settle();
  expect(began).toBe(false);
});

test("a call that fails counts as ended, and its error is the caller's", async () => {
  const lock = createNativeLock();
  holdNative(lock);
  await expect(callNative(() => Promise.reject(new Error("no memory")))).rejects.toThrow("no memory");
  await seizeNative(lock);
});

test("an idle worker can be ended at once, also by two at the same time", async () => {
  const lock = createNativeLock();
  await Promise.all([seizeNative(lock), seizeNative(lock)]);
});
