import { writeMessage } from "./messages";

export type Interrupts = {
  /** Start nothing new: aborted by the first Ctrl-C, or when further photos would fail the same way. */
  stop: AbortController;
  /** Drop what is running: aborted by the second Ctrl-C. */
  drop: AbortSignal;
  /** Whether the person pressed Ctrl-C. */
  received(): boolean;
};

/** A photo that was sent is charged whether or not its result is fetched, so the first Ctrl-C waits for those. */
export function watchInterrupts(): Interrupts {
  const stop = new AbortController();
  const drop = new AbortController();
  let received = false;
  const onSignal = () => {
    if (received) drop.abort();
    else writeMessage("\nFinishing the photos under way. Press Ctrl-C again to end at once.");
    received = true;
    stop.abort();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return { stop, drop: drop.signal, received: () => received };
}
