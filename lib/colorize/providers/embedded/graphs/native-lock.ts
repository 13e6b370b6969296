/**
 * Prevents a worker thread from being ended while it is inside onnxruntime: native code that returns to an ended thread crashes
 * the whole process. Index 0 is shared by both threads: the number of native calls in progress, or `seized`.
 */
export type NativeLock = Int32Array<SharedArrayBuffer>;

const seized = -1;

export const createNativeLock = (): NativeLock => new Int32Array(new SharedArrayBuffer(8));

/** Index 1 is 1 when the thread is about to be ended, so that no further call starts. */
const isWanted = (lock: NativeLock) => Atomics.load(lock, 1) === 1;

/** Called by the thread that ends the worker: resolves when no native call is in progress and none can start. */
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

/** Called in the worker: sets the lock that native calls of the current task use. */
export function holdNative(lock: NativeLock): void {
  held = lock;
}

/** Runs a native call. In a worker that is about to be ended the call does not start and the promise never resolves. */
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
