import type { JobStage } from "@/lib/contract/answers";

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
  clarity: "Sharpening faces",
  encode: "Writing the picture",
  store: "Saving",
  done: "Done",
  failed: "Not charged",
};
