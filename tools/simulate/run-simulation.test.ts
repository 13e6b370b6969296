import { describe, expect, it } from "vitest";
import { seededRandom, untilNext } from "./random";
import { runSimulation } from "./run-simulation";

/** Mean seconds in line of M/M/c, by Erlang's C formula. */
function erlangWait(arrivals: number, serviceSeconds: number, servers: number): number {
  const offered = arrivals * serviceSeconds;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < servers; n++) {
    term *= offered / n;
    sum += term;
  }
  const last = ((term * offered) / servers) * (servers / (servers - offered));
  return ((last / (sum + last)) * serviceSeconds) / (servers - offered);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const isAboutOne = (ratio: number) => Math.abs(ratio - 1) < 0.1;

function simulate(servers: number, arrivalsPerSecond: number, seconds: (random: () => number) => number) {
  return runSimulation({
    path: [{ station: "workers" }],
    stations: [{ name: "workers", servers, seconds: (_, random) => seconds(random) }],
    arrivalsPerSecond,
    photos: 220_000,
    warmUp: 20_000,
    makePhoto: () => null,
    random: seededRandom(1),
  });
}

describe("against queueing theory", () => {
  it.each([
    [1, 0.7],
    [2, 0.8],
    [10, 0.9],
  ])("%i servers, busy %f of the time, random work: Erlang's mean wait within 10 %%", (servers, load) => {
    const { waits } = simulate(servers, servers * load, (random) => untilNext(random, 1));
    expect(mean(waits) / erlangWait(servers * load, 1, servers)).toSatisfy(isAboutOne);
  });

  it("one server, work that always takes the same: half of the wait of random work (Pollaczek, Khinchine)", () => {
    const { waits } = simulate(1, 0.7, () => 1);
    expect(mean(waits) / (0.7 / (2 * (1 - 0.7)))).toSatisfy(isAboutOne);
  });

  it("servers are busy for the share of the time that their work takes", () => {
    expect(simulate(4, 2, () => 1).busy.get("workers")).toBeCloseTo(0.5, 2);
  });

  it("what is answered a second is what comes", () => {
    expect(simulate(4, 2, () => 1).perSecond).toBeCloseTo(2, 1);
  });
});

it("a photo visits the stations in order, and its total is its waits and its work", () => {
  const { waits, totals } = runSimulation({
    path: [{ station: "web" }, { station: "workers" }, { station: "web" }],
    stations: [
      { name: "web", servers: 1, seconds: () => 1 },
      { name: "workers", servers: 1, seconds: () => 10 },
    ],
    arrivalsPerSecond: 1e6,
    photos: 2,
    warmUp: 0,
    makePhoto: () => null,
    random: seededRandom(1),
  });
  // Both come at once. The second waits 1 s for the web and 9 s for the worker.
  expect(waits.map(Math.round)).toEqual([0, 10]);
  expect(totals.map(Math.round)).toEqual([12, 22]);
});

it("the same seed gives the same waits", () => {
  expect(simulate(2, 1, (random) => untilNext(random, 1)).waits.slice(0, 50)).toEqual(
    simulate(2, 1, (random) => untilNext(random, 1)).waits.slice(0, 50),
  );
});
