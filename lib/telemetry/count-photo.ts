import { metrics } from "./metrics";

type Ended = { source: string; model: string; isTest: boolean; createdAt: Date };

/** Counts a job that has ended, once what ended it is committed. */
export function countPhoto(
  { source, model: preset, isTest, createdAt }: Ended,
  outcome: "succeeded" | "failed" | "canceled",
  now: Date,
): void {
  const mode = isTest ? "test" : "live";
  metrics().photos.inc({ source, mode, preset, outcome });
  if (outcome !== "succeeded") return;
  metrics().photoSeconds.observe({ mode, preset }, (now.getTime() - createdAt.getTime()) / 1000);
}
