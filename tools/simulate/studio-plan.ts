import type { Measured, PhotoKind } from "./measured";
import { choose, type Random } from "./random";
import type { Plan, Station } from "./run-simulation";

/** How many machines of each kind, as an operator would order them. */
export type Machines = { workers: number; webs: number };

/** What a photo costs the workers on the average, in seconds. */
export function meanWorkerSeconds({ photos }: Pick<Measured, "photos">): number {
  const shares = photos.reduce((sum, { share }) => sum + share, 0);
  return photos.reduce((sum, { share, workerSeconds }) => sum + share * workerSeconds, 0) / shares;
}

export type Capacity = { station: string; photosPerSecond: number };

/** What each station can do at most, in photos a second. */
export function listCapacities(measured: Measured, { workers, webs }: Machines): Capacity[] {
  return [
    { station: "workers", photosPerSecond: workers / meanWorkerSeconds(measured) },
    { station: "web", photosPerSecond: webs / (measured.webCpuMs / 1000) },
    { station: "database", photosPerSecond: measured.databasePhotosPerSecond },
    { station: "storage", photosPerSecond: measured.storageParallel / (measured.storageMs / 1000) },
  ];
}

/** As many web machines as keep them at `busy` or below. */
export const websFor = ({ webCpuMs }: Measured, photosPerSecond: number, busy = 0.6): number =>
  Math.max(1, Math.ceil((photosPerSecond * webCpuMs) / 1000 / busy));

type Load = { arrivalsPerSecond: number; photos: number; warmUp: number; random: Random };

/** The way of a photo through an installation: web, hold, worker with the storage's reads and writes, capture, answer. */
export function planStudio(measured: Measured, machines: Machines, load: Load): Plan<PhotoKind> {
  // Half of the web's work comes before the photo is in the queue, half with the answer.
  const half = (ms: number) => ms / 2 / 1000;
  const stations: Station<PhotoKind>[] = [
    { name: "web", servers: machines.webs, seconds: () => half(measured.webCpuMs) },
    // One line: what a database sustains is measured as a whole, whatever it does side by side.
    { name: "database", servers: 1, seconds: () => 0.5 / measured.databasePhotosPerSecond },
    { name: "storage", servers: measured.storageParallel, seconds: () => half(measured.storageMs) },
    { name: "workers", servers: machines.workers, seconds: ({ workerSeconds }) => workerSeconds },
  ];
  const path = ["web", "database", "storage", "workers", "storage", "database", "web"].map((station) => ({ station }));
  return { ...load, stations, path, makePhoto: (random) => choose(random, measured.photos) };
}
