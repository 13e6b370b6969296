import { describe, expect, it } from "vitest";
import type { Measured } from "./measured";
import { plotWaits } from "./plot";
import { findWalls, studyWorkers } from "./study";

const measured: Measured = {
  source: "a test",
  webCpuMs: 10,
  databasePhotosPerSecond: 50,
  storageMs: 10,
  storageParallel: 100,
  photos: [
    { name: "small", share: 3, workerSeconds: 0.5 },
    { name: "large", share: 1, workerSeconds: 2.5 },
  ],
};
const prices = { workerPerHour: 0.36, webPerHour: 0, fixedPerHour: 0 };
const study = (workers: number[]) => studyWorkers(measured, { workers, load: 0.5, photos: 4_000, seed: 1, prices });

describe("a study", () => {
  it("prices a thousand photos by the machines that are paid while they come", () => {
    // A photo takes a second on the average, so a worker that is busy half of the time does 1,800 an hour for 0.36.
    expect(study([1])[0]?.costPer1000).toBeCloseTo(0.2);
  });

  it("more workers at the same load let photos wait less", () => {
    const [one, ten] = study([1, 10]);
    expect(ten?.wait.p99).toBeLessThan(one?.wait.p99 ?? 0);
  });

  it("web machines are added as more photos come", () => {
    expect(study([1, 100]).map(({ machines }) => machines.webs)).toEqual([1, 1]);
    expect(study([1000])[0]?.machines.webs).toBe(9);
  });

  it("the database is the first wall, and rows beyond it say so instead of a wait", () => {
    expect(findWalls(measured, 0.5)[0]).toEqual({ station: "database", photosPerSecond: 50, workers: 100 });
    expect(study([50, 200]).map(({ wall }) => wall)).toEqual([null, "database"]);
  });

  it("the plot is a picture of what is possible, with the wall named", () => {
    const svg = plotWaits(study([1, 10, 200]), findWalls(measured, 0.5));
    expect(svg).toMatch(/^<svg .*<\/svg>\n$/s);
    expect(svg).toContain("database: 100 workers");
    expect(svg).not.toContain("NaN");
  });
});
