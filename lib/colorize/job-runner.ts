import "server-only";
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import { renewLeases } from "../jobs/job-leases";
import { repeatEvery } from "../lifecycle/repeat-every";
import type { Holder } from "../rate-limit/slots";
import { createTurns } from "../rate-limit/turns";
import { canceledError } from "./canceled-error";

const leaseMs = 10_000;
const renewEveryMs = 3_000;

/** A job of this process. */
export type TrackedJob = {
  /** Aborts when the owner cancels the job or the studio stops. */
  signal: AbortSignal;
  /** For an async job: resolves when fewer than `asyncAtOnce` of them run; rejects with the signal's reason. */
  waitForTurn(holder: Holder): Promise<void>;
  /** Must be called when the job is settled. */
  done(): void;
};

/**
 * The jobs of this process. It renews their leases while it lives. When it is killed, the leases expire within 10 seconds and the
 * sweeper of any process releases the holds.
 */
export type JobRunner = {
  readonly id: string;
  leaseUntil(): Date;
  track(jobId: string): TrackedJob;
  /** Aborts the job if this process has it, and resolves once it is settled. Another process notices within 3 seconds. */
  cancel(jobId: string): Promise<void>;
  /** Aborts waiting jobs at once and running ones after `graceMs`. Resolves when all jobs are settled. */
  stop(graceMs: number): Promise<void>;
};

type Parts = {
  db: Db;
  clock: Clock;
  log: Logger;
  /** How many async jobs run at the same time. */
  asyncAtOnce: number;
};
type Entry = { controller: AbortController; settled: Promise<void>; isWaiting: boolean };

export function createJobRunner({ db, clock, log, asyncAtOnce }: Parts): JobRunner {
  const id = `run_${randomUUID()}`;
  const entries = new Map<string, Entry>();
  const turns = createTurns(asyncAtOnce);
  const leaseUntil = () => new Date(clock.now().getTime() + leaseMs);
  let isStopping = false;
  let isGraceOver = false;
  const stopping = () =>
    new AppError("maintenance", { detail: "The studio is restarting. Nothing was charged.", retryAfterSeconds: 10 });

  const renew = async () => {
    if (entries.size === 0) return;
    const canceled = await renewLeases(db, { runnerId: id, leaseUntil: leaseUntil() });
    for (const jobId of canceled) entries.get(jobId)?.controller.abort(canceledError());
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
      const entry: Entry = { controller: new AbortController(), settled, isWaiting: false };
      entries.set(jobId, entry);
      if (isGraceOver) entry.controller.abort(stopping());
      const { signal } = entry.controller;
      let giveTurnBack = () => {};
      return {
        signal,
        async waitForTurn(holder) {
          if (isStopping) throw stopping();
          entry.isWaiting = true;
          giveTurnBack = await turns.take(signal, holder);
          entry.isWaiting = false;
        },
        done() {
          giveTurnBack();
          entries.delete(jobId);
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
      isStopping = true;
      for (const { controller, isWaiting } of entries.values()) if (isWaiting) controller.abort(stopping());
      const cut = setTimeout(() => {
        isGraceOver = true;
        for (const { controller } of entries.values()) controller.abort(stopping());
      }, graceMs);
      while (entries.size > 0) await Promise.all([...entries.values()].map(({ settled }) => settled));
      clearTimeout(cut);
      await renewal.stop();
    },
  };
}
