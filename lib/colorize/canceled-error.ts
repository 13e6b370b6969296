import { AppError } from "../errors/app-error";

/** Why a job ends that its owner canceled: for the run, and for the caller who still waits for its answer. */
export const canceledError = () =>
  new AppError("job_canceled", { detail: "This job was canceled; nothing was charged." });

export const isCanceled = (error: unknown) => error instanceof AppError && error.code === "job_canceled";
