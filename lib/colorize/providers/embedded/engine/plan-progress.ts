import type { JobStage } from "../../../../contract/answers";

/** Rough duration of each stage on a typical photo; only the proportions matter. */
const costs = { decode: 10, repair: 40, color: 50, clarity: 40, encode: 25 } as const;
export type EngineStage = keyof typeof costs;
const order = Object.keys(costs) as EngineStage[];

/**
 * Converts a stage's own progress in [0, 1] to a percentage of all given stages. The percentage never goes backward.
 * @param onProgress called only when the percentage or the stage changes
 */
export function planProgress(
  stages: ReadonlySet<EngineStage>,
  onProgress: (stage: JobStage, percent: number) => void,
): (stage: EngineStage, share: number) => void {
  const planned = order.filter((stage) => stages.has(stage));
  const total = planned.reduce((sum, stage) => sum + costs[stage], 0);
  const before = (stage: EngineStage) =>
    planned.slice(0, planned.indexOf(stage)).reduce((sum, earlier) => sum + costs[earlier], 0);
  let last: { stage?: EngineStage; percent: number } = { percent: -1 };
  return (stage, share) => {
    const reached = Math.floor(((before(stage) + costs[stage] * Math.min(1, share)) / total) * 100);
    const percent = Math.max(last.percent, reached);
    if (stage === last.stage && percent === last.percent) return;
    last = { stage, percent };
    onProgress(stage, percent);
  };
}
