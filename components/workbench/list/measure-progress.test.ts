import { describe, expect, it } from "vitest";
import { followBatch, formatProgress, measureProgress } from "./measure-progress";

const list = (...states: string[]) => states.map((state, at) => ({ ref: `p${at}`, state }));
const startedAt = 1_000_000;

describe("the progress of a batch", () => {
  it("counts what was sent, failed photos too, and not what only waits in the list", () => {
    const batch = followBatch(null, list("uploading", "waiting", "waiting", "ready", "done"), startedAt);
    expect(batch?.refs).toEqual(["p0", "p1", "p2"]);
    const later = list("done", "failed", "running", "ready", "done");
    if (batch)
      expect(measureProgress(batch, later, startedAt + 20_000)).toEqual({ done: 2, total: 3, secondsLeft: 10 });
  });

  it("grows when more photos are sent meanwhile, without starting over", () => {
    const first = followBatch(null, list("running", "ready"), startedAt);
    expect(followBatch(first, list("running", "waiting"), startedAt + 5_000)).toEqual({
      startedAt,
      refs: ["p0", "p1"],
    });
  });

  it("no longer counts photos that were stopped or removed", () => {
    const batch = { startedAt, refs: ["p0", "p1", "gone"] };
    expect(measureProgress(batch, list("done", "ready"), startedAt)).toMatchObject({ done: 1, total: 1 });
  });

  it("ends when nothing is in progress", () => {
    expect(followBatch({ startedAt, refs: ["p0"] }, list("done", "ready"), startedAt)).toBeNull();
  });
});

describe("its words", () => {
  it.each([
    [{ done: 1, total: 30, secondsLeft: null }, "1 of 30"],
    [{ done: 12, total: 30, secondsLeft: 110 }, "12 of 30, about 2 min"],
    [{ done: 25, total: 30, secondsLeft: 31 }, "25 of 30, about 40 seconds"],
    [{ done: 29, total: 30, secondsLeft: 4 }, "29 of 30, a few seconds"],
    [{ done: 30, total: 30, secondsLeft: 0 }, "30 of 30"],
  ])("%j", (progress, text) => expect(formatProgress(progress)).toBe(text));
});
