import { createEventHeap } from "./event-heap";
import { type Random, untilNext } from "./random";

/** Servers that work side by side, and one line before them: first come, first served. */
export type Station<Photo> = {
  name: string;
  servers: number;
  /** Seconds that one server is busy with the photo. */
  seconds(photo: Photo, random: Random): number;
};

export type Plan<Photo> = {
  /** In the order in which each photo visits them; a station may be visited more than once. */
  path: readonly { station: string }[];
  stations: readonly Station<Photo>[];
  arrivalsPerSecond: number;
  photos: number;
  makePhoto(random: Random): Photo;
  random: Random;
  /** The first photos find an empty studio; these many are not counted. */
  warmUp: number;
};

export type Outcome = {
  /** Seconds, each in the order in which the photos came. `waits` is time in line, `totals` from arrival to answer. */
  waits: number[];
  totals: number[];
  /** Share of the time that a station's servers were busy, 0..1. */
  busy: Map<string, number>;
  /** Photos answered a second, while they were counted. */
  perSecond: number;
};

type Visit<Photo> = { photo: Photo; index: number; arrived: number; step: number; waited: number };
type Moment<Photo> = { kind: "arrival" } | { kind: "done"; visit: Visit<Photo>; queue: Queue<Photo> };
type Queue<Photo> = {
  station: Station<Photo>;
  free: number;
  line: { visit: Visit<Photo>; since: number }[];
  head: number;
  busySeconds: number;
};

/** Plays the photos' way through the stations, event by event. */
export function runSimulation<Photo>(plan: Plan<Photo>): Outcome {
  const { path, random, photos, warmUp, arrivalsPerSecond } = plan;
  const queues = new Map<string, Queue<Photo>>();
  for (const station of plan.stations) {
    queues.set(station.name, { station, free: station.servers, line: [], head: 0, busySeconds: 0 });
  }
  const heap = createEventHeap<Moment<Photo>>();
  const outcome: Outcome = { waits: [], totals: [], busy: new Map(), perSecond: 0 };
  let came = 0;
  let now = 0;
  let countedFrom = 0;

  function start(queue: Queue<Photo>, visit: Visit<Photo>): void {
    queue.free -= 1;
    const seconds = queue.station.seconds(visit.photo, random);
    queue.busySeconds += seconds;
    heap.add(now + seconds, { kind: "done", visit, queue });
  }

  function enter(visit: Visit<Photo>): void {
    const step = path[visit.step];
    if (!step) {
      leave(visit);
      return;
    }
    const queue = queues.get(step.station);
    if (!queue) throw new Error(`No station is called ${step.station}`);
    if (queue.free > 0) start(queue, visit);
    else queue.line.push({ visit, since: now });
  }

  function leave({ index, arrived, waited }: Visit<Photo>): void {
    if (index < warmUp) {
      countedFrom = now;
      return;
    }
    outcome.waits.push(waited);
    outcome.totals.push(now - arrived);
  }

  function end(visit: Visit<Photo>, queue: Queue<Photo>): void {
    queue.free += 1;
    const next = queue.line[queue.head];
    if (next) {
      queue.head += 1;
      if (queue.head > 10_000) {
        queue.line.splice(0, queue.head);
        queue.head = 0;
      }
      next.visit.waited += now - next.since;
      start(queue, next.visit);
    }
    enter({ ...visit, step: visit.step + 1 });
  }

  heap.add(untilNext(random, arrivalsPerSecond), { kind: "arrival" });
  for (let next = heap.next(); next; next = heap.next()) {
    now = next.at;
    if (next.event.kind === "done") end(next.event.visit, next.event.queue);
    else {
      enter({ photo: plan.makePhoto(random), index: came, arrived: now, step: 0, waited: 0 });
      came += 1;
      if (came < photos) heap.add(now + untilNext(random, arrivalsPerSecond), { kind: "arrival" });
    }
  }
  for (const { station, busySeconds } of queues.values()) {
    outcome.busy.set(station.name, busySeconds / (station.servers * now));
  }
  outcome.perSecond = outcome.totals.length / (now - countedFrom);
  return outcome;
}
