import "server-only";
import { z } from "zod";
import type { Tx } from "../../db/client";
import { type Fence, handBackJob } from "../../jobs/queued-jobs";
import { addMessage } from "../../queue/add-message";
import { injectTrace } from "../../telemetry/trace";

/** With the trace that `addJobMessage` adds. */
export const jobMessageSchema = z.looseObject({ jobId: z.string() });

/** Beyond every turn of live work. */
const testPriority = -1_000_000_000;

/** Lets workers know of a job that waits. Live jobs go before test jobs, and both in the order of their turns. */
export async function addJobMessage(
  tx: Tx,
  { jobId, turn, isTest }: { jobId: string; turn: number; isTest: boolean },
): Promise<void> {
  await addMessage(tx, "colorize", injectTrace({ jobId }), { priority: (isTest ? testPriority : 0) - turn });
}

type Returned = Fence & { jobId: string; isCounted: boolean; deadAt?: Date };

/** Lets a job that this worker had, or a dead one, wait for another worker. False when it is no longer that worker's. */
export async function requeueJob(tx: Tx, job: Returned): Promise<boolean> {
  const back = await handBackJob(tx, job);
  if (back) await addJobMessage(tx, { jobId: job.jobId, ...back });
  return back !== null;
}
