import type { JobStage } from "../../../../contract/answers";

/** What a stage costs on a photo of common size, roughly; only the proportions count. */
const costs = { decode: 10, repair: 40, color: 50, clarity: 40, encode: 25 } as const;
export type EngineStage = keyof typeof costs;
const order = Object.keys(costs) as EngineStage[];

/**
 * Turns a stage's own share 0..1 into percent of the whole task, which never goes back. Only the stages named take part.
 * @param onProgress called once per percent and stage, not once per share
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
