import type { Measured } from "./measured";
import { seededRandom } from "./random";
import { runSimulation } from "./run-simulation";
import { listCapacities, type Machines, planStudio, websFor } from "./studio-plan";

export type Prices = { workerPerHour: number; webPerHour: number; fixedPerHour: number };
export type StudyOptions = {
  workers: readonly number[];
  /** Share of the workers' time that the photos which come would take, 0..1. */
  load: number;
  photos: number;
  seed: number;
  prices: Prices;
};
export type StudyRow = {
  machines: Machines;
  /** Photos that come a second. */
  arrivals: number;
  /** Seconds in line, and from arrival to answer. */
  wait: { p50: number; p99: number };
  total: { p50: number; p99: number };
  /** Share of the time that each station is busy, 0..1. */
  busy: Record<string, number>;
  /** In the currency of the prices. */
  costPer1000: number;
  /** The station that cannot do what comes; null where all can. Then the waits say nothing but "too long". */
  wall: string | null;
};

/** One simulation for each number of workers. */
export function studyWorkers(measured: Measured, options: StudyOptions): StudyRow[] {
  return options.workers.map((workers) => {
    const random = seededRandom(options.seed);
    const rate = options.load * (listCapacities(measured, { workers, webs: 1 })[0]?.photosPerSecond ?? 0);
    const machines = { workers, webs: websFor(measured, rate) };
    // A large installation needs more photos until it is as full as it will be.
    const warmUp = Math.max(options.photos / 5, workers * 10);
    const load = { arrivalsPerSecond: rate, photos: options.photos + warmUp, warmUp, random };
    const outcome = runSimulation(planStudio(measured, machines, load));
    return {
      machines,
      arrivals: rate,
      wait: percentiles(outcome.waits),
      total: percentiles(outcome.totals),
      busy: Object.fromEntries(outcome.busy),
      costPer1000: costPer1000(machines, rate, options.prices),
      wall: listCapacities(measured, machines).find(({ photosPerSecond }) => photosPerSecond <= rate)?.station ?? null,
    };
  });
}

export type Wall = { station: string; photosPerSecond: number; workers: number };

/** How many workers at this load bring each shared part of an installation to its end; the nearest first. Web grows along. */
export function findWalls(measured: Measured, load: number): Wall[] {
  const worker = listCapacities(measured, { workers: 1, webs: 1 })[0]?.photosPerSecond ?? Number.NaN;
  return listCapacities(measured, { workers: 1, webs: 1 })
    .filter(({ station }) => station === "database" || station === "storage")
    .map(({ station, photosPerSecond }) => ({
      station,
      photosPerSecond,
      workers: Math.floor(photosPerSecond / (worker * load)),
    }))
    .sort((a, b) => a.workers - b.workers);
}

function costPer1000({ workers, webs }: Machines, perSecond: number, prices: Prices): number {
  const perHour = workers * prices.workerPerHour + webs * prices.webPerHour + prices.fixedPerHour;
  return (perHour / (perSecond * 3600)) * 1000;
}

function percentiles(values: readonly number[]): { p50: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
