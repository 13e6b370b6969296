import "server-only";
import type { JobSource } from "../contract/answers";
import type { Order } from "../contract/order";
import { priceOrder } from "../contract/prices";
import type { Spool } from "../storage/spool";
import { checkCapabilities } from "./check-capabilities";
import type { ColorizeTools } from "./colorize-tools";
import { closeFailedJob, closeSucceededJob, openJob } from "./job-transactions";
import { keepInput, keepOutput } from "./keep-files";
import { makeThumb } from "./make-thumb";
import type { Photo } from "./photo";
import { runProvider } from "./run-provider";

export type ColorizeRequest = {
  userId: string;
  apiKeyId: string | null;
  source: JobSource;
  requestId: string;
  clientRef: string | null;
  order: Order;
  photo: Photo;
  /** The request's temporary folder; it must live until the returned promise settles. */
  spool: Spool;
  /** Told as soon as there is a job, so that an error answer can name it too. */
  onJob?: (jobId: string) => void;
};

export type ColorizeResult = {
  jobId: string;
  provider: string;
  modelTag: string;
  width: number;
  height: number;
  chargedCredits: number;
  /** Signed, as the storage gives it; it works until `expiresAt`. */
  outputLink: string;
  expiresAt: Date;
  processingMs: number;
};

/**
 * The one path from a checked photo to a colorized one: hold → provider → store → capture; after any failure behind the
 * hold, release. Credits move nowhere else.
 * @throws {AppError} insufficient_credits, not_configured, and what the provider rejects with; nothing is charged then
 */
export async function colorizePhoto(tools: ColorizeTools, request: ColorizeRequest): Promise<ColorizeResult> {
  const { provider, runner, clock, storage } = tools;
  checkCapabilities(await provider.capabilities(), request.order);

  const started = clock.now();
  const credits = priceOrder(request.order).total;
  const expiresAt = new Date(started.getTime() + tools.retentionHours * 3_600_000);
  const jobId = await openJob(tools, request, { credits, expiresAt, now: started });
  const { signal, done } = runner.track(jobId);
  try {
    request.onJob?.(jobId);
    const inputKey = await keepInput(tools, { jobId, photo: request.photo, spool: request.spool });
    const ran = await runProvider(tools, { jobId, inputKey, ...request }, signal);
    const kept = await keepOutput(tools, { jobId, path: ran.outputPath });
    const finished = clock.now();
    await closeSucceededJob(tools, { jobId, ...ran, ...kept, credits, now: finished });
    void makeThumb(tools, jobId, kept.outputKey);
    return {
      jobId,
      provider: provider.name,
      modelTag: ran.modelTag,
      width: ran.width,
      height: ran.height,
      chargedCredits: credits,
      outputLink: storage.signLink(kept.outputKey, expiresAt),
      expiresAt,
      processingMs: finished.getTime() - started.getTime(),
    };
  } catch (error) {
    await closeFailedJob(tools, jobId, error);
    throw error;
  } finally {
    done();
  }
}
