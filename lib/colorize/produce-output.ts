import "server-only";
import type { AddOn, Order } from "../contract/order";
import type { PhotoFacts } from "../contract/photos/photo-facts";
import { creditsDue } from "../contract/prices";
import type { ColorizeDeps } from "./colorize-deps";
import type { ColorizeRequest } from "./colorize-request";
import { keepOutput } from "./keep-files";
import { leaveOutLacking, listUncharged } from "./providers/auto-add-ons";
import { type Run, runProvider } from "./run-provider";

/** One photo to color, as the job's row and the stored photo say. */
export type Production = Pick<ColorizeRequest, "mode" | "photo" | "spool"> & {
  jobId: string;
  /** As it was placed: add-ons under `auto` that the provider lacks are left out here. */
  order: Order;
};

/** A stored output that is not charged yet. Plain data, so that another process can charge it. */
export type Produced = {
  outputKey: string;
  outputBytes: number;
  /** In hex. */
  outputSha256: string;
  /** In pixels. */
  width: number;
  height: number;
  /** Name and short hash of the weights that ran. */
  modelTag: string;
  facts: PhotoFacts;
  /** Ordered add-ons that changed nothing and are not charged. */
  idleAddOns: AddOn[];
  /** Credits to charge, 0 with a test key; never more than were held. */
  credits: number;
};

/**
 * The second part of the path: provider → check → storage. It moves no credits and changes nothing of the job but its progress.
 * @throws {AppError} what `runProvider` rejects with; upstream_invalid_output for an output that is not this photo's
 */
export async function produceOutput(deps: ColorizeDeps, production: Production, run: Run): Promise<Produced> {
  const { jobId, photo, order, mode, spool } = production;
  const given = leaveOutLacking(order, await deps.provider.capabilities());
  const ran = await runProvider(deps, { jobId, photo, order: given, spool }, run);
  const kept = await keepOutput(deps, { jobId, path: ran.outputPath, photo, format: order.outputFormat, mode });
  const { width, height, modelTag, facts } = ran;
  const idleAddOns = listUncharged(order, given, ran);
  return { ...kept, width, height, modelTag, facts, idleAddOns, credits: creditsDue(order, mode, idleAddOns) };
}
