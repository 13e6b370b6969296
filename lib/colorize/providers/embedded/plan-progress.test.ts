import fc from "fast-check";
import { expect, test } from "vitest";
import { type EngineStage, planProgress } from "./engine/plan-progress";

const stages: EngineStage[] = ["decode", "repair", "color", "clarity", "encode"];
type Report = [stage: string, percent: number];

function run(planned: EngineStage[], steps: [EngineStage, number][]): Report[] {
  const reports: Report[] = [];
  const report = planProgress(new Set(planned), (stage, percent) => reports.push([stage, percent]));
  for (const [stage, share] of steps) report(stage, share);
  return reports;
}

test("a whole run goes from 0 to 100 through the stages that take part", () => {
  const planned: EngineStage[] = ["decode", "color", "encode"];
  const steps = planned.flatMap((stage): [EngineStage, number][] => [
    [stage, 0],
    [stage, 1],
  ]);
  const reports = run(planned, steps);
  expect(reports.at(0)).toEqual(["decode", 0]);
  expect(reports.at(-1)).toEqual(["encode", 100]);
  expect(reports.map(([stage]) => stage)).toEqual(steps.map(([stage]) => stage));
});

test("percent is whole, from 0 to 100, and never goes back, whatever the stages report", () => {
  const planned = fc.subarray(stages, { minLength: 1 });
  const share = fc.double({ min: 0, max: 1.2, noNaN: true });
  const runs = planned.chain((chosen) =>
    fc.record({
      chosen: fc.constant(chosen),
      steps: fc.array(fc.tuple(fc.constantFrom(...chosen), share), { maxLength: 40 }),
    }),
  );
  fc.assert(
    fc.property(runs, ({ chosen, steps }) => {
      const percents = run(chosen, steps).map(([, percent]) => percent);
      for (const [at, percent] of percents.entries()) {
        expect(Number.isInteger(percent)).toBe(true);
        expect(percent).toBeGreaterThanOrEqual(at > 0 ? (percents[at - 1] ?? 0) : 0);
        expect(percent).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test("says nothing twice: one report for each percent and stage", () => {
  const steps = Array.from({ length: 1000 }, (_, at): [EngineStage, number] => ["color", at / 1000]);
  const reports = run(["color"], steps);
  expect(reports).toHaveLength(100);
  expect(new Set(reports.map(([, percent]) => percent)).size).toBe(100);
});

test("a stage that repeats a share after another has begun does not take the bar back", () => {
  const reports = run(
    ["decode", "color"],
    [
      ["color", 0.5],
      ["decode", 0.1],
      ["color", 0.6],
    ],
  );
  const percents = reports.map(([, percent]) => percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
});
