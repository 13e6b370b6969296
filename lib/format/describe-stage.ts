import type { JobStage } from "../contract/answers";

const texts: Record<JobStage, string> = {
  queued: "Waiting in line",
  decode: "Reading the photo",
  repair: "Repairing damage",
  color: "Adding color",
  clarity: "Boosting clarity",
  encode: "Writing the output",
  store: "Saving the output",
};

/**
 * What a job does at a stage, in words. Null is for a provider that does not report its stage.
 */
export const describeStage = (stage: JobStage | null): string => (stage ? texts[stage] : "Working");
