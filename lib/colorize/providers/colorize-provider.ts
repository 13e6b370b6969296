import type { Capabilities, JobStage } from "../../contract/answers";
import type { Order } from "../../contract/order";
import type { PhotoFacts } from "../../contract/photo-facts";
import type { AddOnChanges } from "../../contract/prices";
import type { Photo } from "../image-input/photo";

export type ColorizeTask = {
  jobId: string;
  photo: Photo;
  order: Order;
  /**
   * Where the provider writes the output: in `order.outputFormat`, upright, with its ICC profile, the mark that a model colored
   * it, and what `order.metadata` leaves of the photo's EXIF and XMP. PNG may have 16 bits, the others have 8.
   */
  outputPath: string;
};

export type ColorizeOutput = {
  width: number;
  height: number;
  /** Name and short hash of the weights that ran, `large@5d2c9f01`. */
  modelTag: string;
  /** What the run saw in the photo on its way; `unknownFacts` from a provider that doesn't tell. */
  facts: PhotoFacts;
  /** How much each ordered add-on changed, which decides whether it is charged; `unknownChanges` charges in full. */
  changes: AddOnChanges;
};

export type ColorizeRun = {
  /** Aborted at the deadline and when the studio stops; the provider then rejects soon. */
  signal: AbortSignal;
  /** percent 0..100 over the whole task. */
  onProgress: (stage: JobStage, percent: number) => void;
};

/**
 * The port to whatever makes the color. Rejects only with AppError: over_capacity, upstream_error, upstream_timeout,
 * upstream_invalid_output, not_configured, or one of image_corrupt, image_unsupported, image_too_large and
 * image_too_many_pixels where the provider sees more than we did; anything else counts as a bug.
 */
export interface ColorizeProvider {
  readonly name: string;
  capabilities(): Promise<Capabilities>;
  colorize(task: ColorizeTask, run: ColorizeRun): Promise<ColorizeOutput>;
  /** Looks at a photo file without changing anything; what it can't tell is null. Rejects as `colorize` does. */
  inspect(photoPath: string, signal: AbortSignal): Promise<PhotoFacts>;
  /** Rejects when it cannot work now. Cheap enough for a health check. */
  checkHealth(): Promise<void>;
  /** Loads what the first task would otherwise wait for. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}
