import type { JobStage, ProviderCapabilities } from "../../contract/answers";
import type { Model, Order } from "../../contract/order";
import type { PaintedBy } from "../../contract/photos/painted-by";
import type { PhotoFacts } from "../../contract/photos/photo-facts";
import type { Inspection } from "../../contract/photos/scan-hints";
import type { AddOnChanges } from "../../contract/prices";
import type { ErrorCode } from "../../errors/error-codes";
import type { Holder } from "../../rate-limit/slots";
import type { Photo } from "../image-input/photo";

export type ColorizeTask = {
  jobId: string;
  photo: Photo;
  /** Add-ons in `autoAddOns` may be left out where the run finds nothing for them to do: their change is 0 then. */
  order: Order;
  /**
   * Where the provider must write the output: in `order.outputFormat`, upright, with its ICC profile, the mark that a model
   * colorized it, and the EXIF and XMP that `order.metadata` allows. PNG may have 16 bits; the other formats have 8.
   */
  outputPath: string;
};

export type ColorizeOutput = {
  width: number;
  height: number;
  /** Name and short hash of the weights that ran, `large@5d2c9f01`. */
  modelTag: string;
  /** What the run found in the photo; `unknownFacts` from a provider that does not report it. */
  facts: PhotoFacts;
  /** How much each ordered add-on changed, which decides whether it is charged. With `unknownChanges` all are charged. */
  changes: AddOnChanges;
  /** Whose colors the output has; left out where they are all of one network of the studio's. */
  paintedBy?: PaintedBy;
  /** Whether the provider wrote the output from pixels of its own in this studio; then only its size is checked. */
  isOwn?: boolean;
  /** Which of a chain's providers made it; left out where there is one. */
  provider?: string;
  /** What it cost the operator, in millionths of the currency that PROVIDER_COSTS counts in; null or left out where nobody knows. */
  costMicros?: number | null;
};

export type ColorizeRun = {
  /** Aborts at the deadline and when the studio stops; the provider must then reject soon. */
  signal: AbortSignal;
  /** @param percent 0 to 100, of the whole task */
  onProgress: (stage: JobStage, percent: number) => void;
  /** Whose share of the provider's places the photo takes. */
  holder?: Holder;
  /** When `signal` will abort because of time, for who divides it. */
  endsAt?: Date;
};

/** Whether photos are given to a provider now, and what last went wrong with it. */
export type ProviderState = {
  name: string;
  state: "working" | "resting" | "probing";
  lastFault: { code: ErrorCode; at: Date } | null;
};

/**
 * The port to what colorizes photos. It may reject only with an AppError: over_capacity, engine_failed, upstream_error,
 * upstream_timeout, upstream_invalid_output, not_configured, nothing_to_color, or image_corrupt, image_unsupported, image_too_large and image_too_many_pixels when the
 * provider detects more than the checks before it. Anything else counts as a bug.
 */
export interface ColorizeProvider {
  readonly name: string;
  capabilities(): Promise<ProviderCapabilities>;
  /** The weights that color with this preset now, as an output's `modelTag` begins; null where the provider cannot tell. */
  readModelTag(model: Model): Promise<string | null>;
  /**
   * The SHA-256 of the weights that are in this process's memory, as of the last task; none where another process has them. Left out by a
   * provider that cannot tell.
   */
  loadedModels?(): readonly string[];
  /** Of a chain: each of its providers, in order, as this process sees it. */
  states?(): readonly ProviderState[];
  colorize(task: ColorizeTask, run: ColorizeRun): Promise<ColorizeOutput>;
  /** Inspects a photo file without changing it; unknown facts are null. Rejects like `colorize`. */
  inspect(photoPath: string, signal: AbortSignal, holder?: Holder): Promise<Inspection>;
  /** Rejects when the provider cannot work now. Cheap enough for a health check. */
  checkHealth(): Promise<void>;
  /** While the first `warmUp` runs. Left out by a provider that has nothing to load. */
  isLoading?(): boolean;
  /** Loads in advance what the first task would otherwise wait for. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}
