import { z } from "zod";
import { AppError } from "../../../../errors/app-error";
import type { WorkState } from "../http/follow-work";

/** The parts of a prediction that are used, as Replicate's API and Cog containers answer; a container names neither id nor addresses. */
const predictionSchema = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional(),
  status: z.enum(["starting", "processing", "succeeded", "failed", "canceled", "aborted"]),
  output: z.union([z.string(), z.array(z.string()).max(100)]).nullish(),
  error: z.unknown().optional(),
  urls: z.object({ get: z.string(), cancel: z.string() }).partial().nullish(),
  metrics: z.object({ predict_time: z.number().nonnegative().optional() }).nullish(),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** The address of the picture, and the seconds that the engine computed. */
export type Painted = { address: string; seconds: number | null };

/** @throws {AppError} upstream_invalid_output for anything but a prediction */
export function readPrediction(json: unknown): Prediction {
  const read = predictionSchema.safeParse(json);
  if (read.success) return read.data;
  throw invalid("The provider's answer is not understood.", read.error);
}

/** With `Prefer: wait` the output may be there before the status says so. */
export function judgePrediction({ status, output, error, metrics }: Prediction): WorkState<Painted> {
  const address = Array.isArray(output) ? output.at(-1) : output;
  switch (status) {
    case "starting":
    case "processing":
    case "succeeded": {
      if (address) return { is: "done", done: { address, seconds: metrics?.predict_time ?? null } };
      if (status !== "succeeded") return { is: "running" };
      return { is: "failed", error: invalid("The provider returned no picture.", new Error("no output")) };
    }
    default: {
      const cause = new Error(`the prediction is ${status}: ${String(error ?? "").slice(0, 500)}`);
      const detail = "The provider failed on this photo. Nothing was charged.";
      return { is: "failed", error: new AppError("upstream_error", { detail, cause }) };
    }
  }
}

const invalid = (problem: string, cause: unknown): AppError =>
  new AppError("upstream_invalid_output", { detail: `${problem} Nothing was charged.`, cause });
