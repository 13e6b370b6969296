import "server-only";
import type { JobStatus } from "../generated/prisma/enums";

/** Whether a job in this state will never change again. */
export const isEnded = (status: JobStatus): status is "succeeded" | "failed" | "canceled" =>
  status !== "queued" && status !== "running";
