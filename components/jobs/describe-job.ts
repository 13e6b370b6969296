import type { JobAnswer } from "@/lib/contract/console-jobs";
import { addOns } from "@/lib/contract/order";
import { priceLabels } from "@/lib/contract/prices";
import { describeStage } from "@/lib/format/describe-stage";
import { formatCharge, formatCredits } from "@/lib/format/format-numbers";

/** The name of a job in lists: the file's own name if it had one. */
export function nameJob(job: Pick<JobAnswer, "name">): string {
  return job.name?.trim() || "Unnamed photo";
}

/** Where it was sent from: the workbench, or an API key by its name. */
export function describeSource(job: Pick<JobAnswer, "source" | "keyName">): string {
  if (job.source === "workbench") return "Workbench";
  return job.keyName ?? "API, key deleted";
}

export type JobCharge = { text: string; tone: "charged" | "pending" | "free" };

/** What it cost. Only a succeeded job is charged, without add-ons that changed nothing; a running one holds its price. */
export function describeCharge(job: Pick<JobAnswer, "mode" | "status" | "priceCredits" | "creditsCharged">): JobCharge {
  if (job.mode === "test") return { text: "Test, free", tone: "free" };
  if (job.status === "queued" || job.status === "running") {
    return { text: `${formatCredits(job.priceCredits)} on hold`, tone: "pending" };
  }
  if (job.creditsCharged > 0) return { text: formatCharge(job), tone: "charged" };
  return { text: "Not charged", tone: "free" };
}

/** The model and the add-ons that were ordered, in words, and which of them were not charged. */
export function describeOrder({ order, idleAddOns }: Pick<JobAnswer, "order" | "idleAddOns">): string {
  const parts = addOns
    .filter((addOn) => order[addOn])
    .map((addOn) => (idleAddOns.includes(addOn) ? `${priceLabels[addOn]} (not charged)` : priceLabels[addOn]));
  return [order.model === "large" ? "Large" : "Tiny", ...parts].join(" + ");
}

export type JobFiles = "there" | "waiting" | "gone" | "none";

/** Whether there is an output to see: `gone` after the retention period, `none` when the job ended without one. */
export function findJobFiles(job: Pick<JobAnswer, "status" | "outputUrl" | "inputUrl">): JobFiles {
  if (job.outputUrl) return "there";
  if (job.status === "queued" || job.status === "running") return "waiting";
  return job.status === "succeeded" ? "gone" : "none";
}

/** What a running job does now, in words and percent. */
export function describeProgress(job: Pick<JobAnswer, "status" | "stage" | "percent">): string {
  if (job.status === "queued") return describeStage("queued");
  return `${describeStage(job.stage)}, ${job.percent}%`;
}
