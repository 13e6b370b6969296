import "server-only";
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import { renewLeases } from "../jobs/job-leases";
import { repeatEvery } from "../lifecycle/repeat-every";
import { canceledError } from "./canceled-error";

const leaseMs = 10_000;
const renewEveryMs = 3_000;

/** A job of this process. */
export type TrackedJob = {
  /** Aborts when the owner cancels the job, another process has it, or the studio stops. */
  signal: AbortSignal;
  /** Must be called when the job is settled, or no longer this process's. */
  done(): void;
};

/**
 * The jobs of this process. It renews their leases while it lives. When it is killed, the leases expire within 10 seconds and the
 * sweeper of any process sees to them.
 */
export type JobRunner = {
  readonly id: string;
  leaseUntil(): Date;
  track(jobId: string): TrackedJob;
  /** Aborts the job if this process has it, and resolves once it is settled. Another process notices within 3 seconds. */
  cancel(jobId: string): Promise<void>;
  /** Aborts jobs after `graceMs`. Resolves when all are settled. */
  stop(graceMs: number): Promise<void>;
};

type Parts = {
  db: Db;
  clock: Clock;
  log: Logger;
  /** Of the instance that the process is, so that a job says where it runs; a process that is none gets one of its own. */
  id?: string;
};
type Entry = { controller: AbortController; settled: Promise<void> };

export function createJobRunner({ db, clock, log, id = `run_${randomUUID()}` }: Parts): JobRunner {
  const entries = new Map<string, Entry>();
  const leaseUntil = () => new Date(clock.now().getTime() + leaseMs);
  let isGraceOver = false;

  const renew = async () => {
    const before = [...entries];
    if (before.length === 0) return;
    const jobIds = before.map(([jobId]) => jobId);
    const ours = await renewLeases(db, { runnerId: id, jobIds, leaseUntil: leaseUntil() });
    const renewed = new Map(ours.map((job) => [job.id, job]));
    for (const [jobId, { controller }] of before) {
      const job = renewed.get(jobId);
      if (!job) controller.abort(new Error(`Job ${jobId} is no longer this process's`));
      else if (job.cancelRequestedAt) controller.abort(canceledError());
    }
  };
  const onError = (error: unknown) => log.error({ err: error }, "could not renew the leases of running jobs");
  const renewal = repeatEvery(renew, renewEveryMs, { onError });

  return {
    id,
    leaseUntil,
    track(jobId) {
      let settle = () => {};
      const settled = new Promise<void>((resolve) => {
        settle = resolve;
      });
      const entry: Entry = { controller: new AbortController(), settled };
      // A worker that was stopped for longer than its lease may get its own job once more.
      entries.get(jobId)?.controller.abort(new Error(`Job ${jobId} begins again`));
      entries.set(jobId, entry);
      if (isGraceOver) entry.controller.abort(stoppingError());
      return {
        signal: entry.controller.signal,
        done() {
          if (entries.get(jobId) === entry) entries.delete(jobId);
          settle();
        },
      };
    },
    async cancel(jobId) {
      const entry = entries.get(jobId);
      entry?.controller.abort(canceledError());
      await entry?.settled;
    },
    async stop(graceMs) {
      const cut = setTimeout(() => {
        isGraceOver = true;
        for (const { controller } of entries.values()) controller.abort(stoppingError());
      }, graceMs);
      while (entries.size > 0) await Promise.all([...entries.values()].map(({ settled }) => settled));
      clearTimeout(cut);
      await renewal.stop();
    },
  };
}

const stoppingError = () =>
  new AppError("maintenance", { detail: "The studio is restarting. Nothing was charged.", retryAfterSeconds: 10 });

/** Whether a job ends because its process does: one whose caller does not wait goes on elsewhere then. */
export const isStopping = (error: unknown) => error instanceof AppError && error.code === "maintenance";
