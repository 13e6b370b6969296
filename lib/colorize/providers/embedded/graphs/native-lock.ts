/**
 * Keeps a worker thread from being ended while it is inside onnxruntime: native code that comes back to a thread that is gone
 * takes the whole process along. One number, shared by both threads: how many native calls are under way, or `seized`.
 */
export type NativeLock = Int32Array<SharedArrayBuffer>;

const seized = -1;

export const createNativeLock = (): NativeLock => new Int32Array(new SharedArrayBuffer(8));

/** Index 1 says that somebody waits to end the thread, so that no further call begins. */
const isWanted = (lock: NativeLock) => Atomics.load(lock, 1) === 1;

/** On the side that ends the worker: resolves when no native call is under way, and none begins any more. */
export async function seizeNative(lock: NativeLock): Promise<void> {
  Atomics.store(lock, 1, 1);
  for (;;) {
    const calls = Atomics.compareExchange(lock, 0, 0, seized);
    if (calls <= 0) return;
    const change = Atomics.waitAsync(lock, 0, calls);
    if (change.async) await change.value;
  }
}

let held: NativeLock | undefined;

/** In the worker: whose lock the native calls of the present task take. */
export function holdNative(lock: NativeLock): void {
  held = lock;
}

/** Runs a native call. In a worker that is about to be ended it never begins, and never resolves. */
export async function callNative<Result>(call: () => Promise<Result>): Promise<Result> {
  const lock = held;
  if (!lock) return call();
  for (;;) {
    const calls = Atomics.load(lock, 0);
    if (calls === seized || isWanted(lock)) return new Promise(() => {});
    if (Atomics.compareExchange(lock, 0, calls, calls + 1) === calls) break;
  }
  try {
    return await call();
  } finally {
    Atomics.sub(lock, 0, 1);
    Atomics.notify(lock, 0);
  }
}
