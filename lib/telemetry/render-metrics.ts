import { singleton } from "../lifecycle/singleton";
import { log } from "../log/log";
import { metrics } from "./metrics";

export const metricsContentType = "text/plain; version=0.0.4; charset=utf-8";
/** Several that scrape at once, or one that scrapes every second, cost the database no more than one. */
const keptMs = 5_000;

type Reading = { name: string; read: () => Promise<void> };
type Readings = { list: Reading[]; readAt: number; reading: Promise<unknown> };
const readings = () =>
  singleton<Readings>("metric-readings", () => ({
    list: [],
    readAt: Number.NEGATIVE_INFINITY,
    reading: Promise.resolve(),
  }));

/** Calls `read`, which sets gauges, before metrics are rendered: at most once in five seconds. */
export function readAtScrape(name: string, read: () => Promise<void>): void {
  const { list } = readings();
  const at = list.findIndex((reading) => reading.name === name);
  list.splice(at < 0 ? list.length : at, 1, { name, read });
}

/**
 * Every metric of this process, in the text format of Prometheus. One that cannot be read now, because the database does not
 * answer, is logged and keeps its last value; the others come all the same.
 */
export async function renderMetrics(nowMs = performance.now()): Promise<string> {
  const state = readings();
  if (nowMs - state.readAt >= keptMs) {
    state.readAt = nowMs;
    state.reading = Promise.all(state.list.map(readOne));
  }
  await state.reading;
  return metrics().registry.metrics();
}

async function readOne({ name, read }: Reading): Promise<void> {
  await read().catch((error: unknown) => log().warn({ err: error, reading: name }, "could not read metrics"));
}
