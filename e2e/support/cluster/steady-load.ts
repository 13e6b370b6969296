import { setTimeout as wait } from "node:timers/promises";
import { makeCalls, type Tally } from "./send-calls";

type Load = { url: string; apiKeys: readonly string[]; perSecond: number };
export type LoadReport = Omit<Tally, "syncMs" | "links"> & {
  seconds: number;
  /** Milliseconds until a call had its photo: median, and the slowest in a hundred. */
  p50: number;
  p99: number;
};

/** A machine that is slower than the calls come would have its queue grow until photos wait longer than a stop may take. */
const mostAtOnce = 8;

/**
 * Sends what callers send, so many calls a second while fewer than `mostAtOnce` run: photos with and without waiting, links of
 * outputs, pages. `end` stops it once at least `requests` were sent, waits for what runs, and reports.
 */
export function startLoad({ url, apiKeys, perSecond }: Load): { end(requests: number): Promise<LoadReport> } {
  const tally: Tally = { requests: 0, failures: [], photos: 0, charged: 0, syncMs: [], links: [] };
  const calls = makeCalls(url, tally);
  const mix: ((apiKey: string, at: number) => Promise<void>)[] = [
    calls.colorize,
    calls.readLink,
    (_, at) => calls.readPage(at),
    calls.colorizeLater,
    calls.readLink,
    (_, at) => calls.readPage(at + 1),
  ];
  const started = performance.now();
  const running = new Set<Promise<void>>();
  let isEnding = false;
  async function keepSending(): Promise<void> {
    for (let at = 0; !isEnding; at += 1) {
      const call = mix[at % mix.length]?.(apiKeys[at % apiKeys.length] ?? "", at) ?? Promise.resolve();
      running.add(call);
      void call.then(() => running.delete(call));
      await wait(1000 / perSecond);
      while (running.size >= mostAtOnce) await Promise.race(running);
    }
  }
  const sending = keepSending();
  return {
    async end(requests) {
      while (tally.requests < requests) await wait(100);
      isEnding = true;
      await sending;
      await Promise.all(running);
      const { syncMs, links: _, ...report } = tally;
      syncMs.sort((a, b) => a - b);
      const at = (share: number) => Math.round(syncMs[Math.floor(syncMs.length * share)] ?? 0);
      return { ...report, seconds: Math.round((performance.now() - started) / 1000), p50: at(0.5), p99: at(0.99) };
    },
  };
}
