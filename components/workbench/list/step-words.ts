import type { JobStage } from "@/lib/contract/answers";

/** What is happening to a photo, from being added to being done. */
export type JobStep = JobStage | "ready" | "waiting" | "uploading" | "working" | "done" | "failed";

export const stepWords: Record<JobStep, string> = {
  ready: "Ready",
  waiting: "Up next",
  uploading: "Uploading",
  working: "Starting",
  queued: "Waiting in line",
  decode: "Reading the photo",
  repair: "Repairing damage",
  color: "Adding color",
  clarity: "Boosting clarity",
  encode: "Writing the output",
  store: "Saving",
  done: "Done",
  failed: "Not charged",
};
