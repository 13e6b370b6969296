import { z } from "zod";
import { addOns } from "../contract/order";
import { paintedBySchema } from "../contract/photos/painted-by";
import { photoFactsSchema } from "../contract/photos/photo-facts";
import type { Holder } from "../rate-limit/slots";
import type { ColorizeRequest } from "./colorize-request";

/** One photo to color, as the job's row and the stored photo say. */
export type Production = Pick<ColorizeRequest, "mode" | "photo" | "spool"> & {
  jobId: string;
  /** As it was placed: add-ons under `auto` that the provider lacks are left out by the production. */
  order: ColorizeRequest["order"];
  /**
   * Which try this is, from 1. Each writes an output of its own, so that a worker that comes back late does not replace the one
   * that was charged.
   */
  attempt: number;
};

export type ProductionRun = {
  /** Aborts when the owner cancels the job or the studio stops. */
  signal: AbortSignal;
  holder: Holder;
  /** Whether it waits for a busy provider instead of failing. */
  waitsIfBusy: boolean;
};

export const producedSchema = z.object({
  outputKey: z.string(),
  outputBytes: z.int(),
  /** In hex. */
  outputSha256: z.string(),
  /** In pixels. */
  width: z.int(),
  height: z.int(),
  /** Name and short hash of the weights that ran. */
  modelTag: z.string(),
  /** Which provider made it. */
  provider: z.string(),
  /** Millionths of the operator's currency; null where nobody knows. */
  costMicros: z.int().nullable(),
  facts: photoFactsSchema,
  /** Whose colors it has; left out where they are all the studio's own network's. */
  paintedBy: paintedBySchema.optional(),
  /** Ordered add-ons that changed nothing and are not charged. */
  idleAddOns: z.array(z.enum(addOns)),
  /** Credits to charge, 0 with a test key; never more than were held. */
  credits: z.int(),
});

/** A stored output that is not charged yet. Plain data, so that another process can charge it. */
export type Produced = z.infer<typeof producedSchema>;

/** The second part of the path: in this process, or by a worker. */
export type Produce = (production: Production, run: ProductionRun) => Promise<Produced>;
