import "server-only";
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import { renewLeases } from "../jobs/renew-leases";

const leaseMs = 10_000;
const renewEveryMs = 3_000;

/**
 * The jobs this process is running. While it lives it renews their leases; when it is killed the leases run out within
 * 10 s and any process's sweeper gives the holds back.
 */
export type JobRunner = {
  readonly id: string;
  leaseUntil(): Date;
  /** Returns the signal that ends the job when the studio stops, and what to call when the job is settled. */
  track(jobId: string): { signal: AbortSignal; done: () => void };
  /** Lets running jobs finish for `graceMs`, then aborts the rest; resolves when all are settled. */
  stop(graceMs: number): Promise<void>;
};

export function createJobRunner({ db, clock, log }: { db: Db; clock: Clock; log: Logger }): JobRunner {
  const id = `run_${randomUUID()}`;
  const running = new Map<string, AbortController>();
  let idle: (() => void) | null = null;
  const leaseUntil = () => new Date(clock.now().getTime() + leaseMs);

  const timer = setInterval(() => {
    if (running.size === 0) return;
    renewLeases(db, { runnerId: id, leaseUntil: leaseUntil() }).catch((error: unknown) => {
      log.error({ err: error }, "could not renew the leases of running jobs");
    });
  }, renewEveryMs);
  timer.unref();

  return {
    id,
    leaseUntil,
    track(jobId) {
      const controller = new AbortController();
      running.set(jobId, controller);
      const done = () => {
        running.delete(jobId);
        if (running.size === 0) idle?.();
      };
      return { signal: controller.signal, done };
    },
    async stop(graceMs) {
      const settled = new Promise<void>((resolve) => {
        idle = resolve;
        if (running.size === 0) resolve();
      });
      const stopping = new AppError("maintenance", { detail: "The studio is restarting.", retryAfterSeconds: 10 });
      const cut = setTimeout(() => {
        for (const controller of running.values()) controller.abort(stopping);
      }, graceMs);
      await settled;
      clearTimeout(cut);
      clearInterval(timer);
    },
  };
}
