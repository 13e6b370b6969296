import "server-only";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { rejectOn, withDeadline } from "../clock/clock";
import { AppError } from "../errors/app-error";
import type { ColorizeDeps } from "./colorize-deps";
import type { Production, ProductionRun } from "./production";
import type { ColorizeOutput } from "./providers/colorize-provider";
import { createProgressWriter } from "./providers/write-progress";

type Task = Pick<Production, "jobId" | "photo" | "order" | "spool">;
type Deps = Omit<ColorizeDeps, "produce">;

/**
 * Runs the provider until it finishes, its deadline passes, the owner cancels or the studio stops, whichever comes first.
 * @param task `order` is without the add-ons that the provider lacks
 * @throws {AppError} upstream_timeout at the deadline, job_canceled, maintenance when the studio stops, or the provider's errors
 */
export async function runProvider(deps: Deps, task: Task, run: ProductionRun) {
  const { provider } = deps;
  const { jobId, photo, order } = task;
  const { holder, waitsIfBusy } = run;
  const progress = createProgressWriter(deps, jobId);
  const outputPath = path.join(task.spool.dir, "output");
  const seconds = deps.providerTimeoutSeconds;
  return withDeadline(seconds, tooSlowError(seconds), async (deadline) => {
    const signal = AbortSignal.any([deadline, run.signal]);
    const endsAt = new Date(deps.clock.now().getTime() + seconds * 1000);
    const attempt = () =>
      provider.colorize({ jobId, photo, order, outputPath }, { signal, onProgress: progress.report, holder, endsAt });
    const running = waitsIfBusy ? waitForSlot(attempt, signal) : attempt();
    // The race makes sure that a provider that ignores its signal does not keep the credits held.
    const output: ColorizeOutput = await Promise.race([running, rejectOn(signal)]);
    return { ...output, outputPath };
  }).finally(progress.end);
}

export const tooSlowError = (seconds: number) => () =>
  new AppError("upstream_timeout", {
    detail: `The provider did not finish within ${seconds} seconds. Nothing was charged.`,
  });

async function waitForSlot<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof AppError && error.code === "over_capacity")) throw error;
      await wait((error.retryAfterSeconds ?? 1) * 1000, undefined, { signal });
    }
  }
}
