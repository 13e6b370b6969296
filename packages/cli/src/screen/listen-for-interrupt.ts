import { say } from "./say";

export type Interrupt = {
  /** Begin nothing new: after the first Ctrl-C, or when going on makes no sense. */
  stopping: AbortController;
  /** Drop what is under way: after the second. */
  dropping: AbortSignal;
  /** Whether the person asked for the stop. */
  asked(): boolean;
};

/** A photo that was sent is charged whether or not its result is fetched, so the first Ctrl-C waits for those. */
export function listenForInterrupt(): Interrupt {
  const stopping = new AbortController();
  const dropping = new AbortController();
  let asked = false;
  const onSignal = () => {
    if (asked) dropping.abort();
    else say("\nFinishing the photos under way. Ctrl-C again ends at once.");
    asked = true;
    stopping.abort();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return { stopping, dropping: dropping.signal, asked: () => asked };
}
