import type { JobStage } from "../../../../contract/answers";
import type { PaintedBy } from "../../../../contract/photos/painted-by";
import type { Inspection } from "../../../../contract/photos/scan-hints";
import type { ErrorCode } from "../../../../errors/error-codes";
import type { FileResult, FileTask } from "./colorize-file";
import type { EnginePlace } from "./open-engine";
import type { PainterTraits } from "./prepare-painted";
import type { WantedModels } from "./prepare-stages";

/** Messages between the provider and its workers. They must be plain data, because threads share no objects. */
export type EngineTask = EnginePlace & {
  /** Width × height that a photo may have. */
  maxPixels: number;
} & (
    | { kind: "warm" }
    /** Only starts the worker; models load when they are needed. */
    | { kind: "start" }
    | { kind: "inspect"; inputPath: string }
    | ColorizeTask
  );

type ColorizeTask = {
  kind: "colorize";
  /** Its networks give their memory back at once. */
  isBig: boolean;
  /** Who colors instead of the studio's own model; the worker asks for the picture over the task's port. */
  painter?: PainterTraits;
} & WantedModels &
  FileTask;

export type EngineProgress = { stage: JobStage; percent: number };

export type EngineResult =
  | { kind: "warmed" }
  | { kind: "inspected"; inspection: Inspection }
  | ({ kind: "colored"; modelTag: string; paintedBy?: PaintedBy } & FileResult);

/** An AppError is sent as its fields, because it would lose its class when thrown across threads. */
export type EngineAnswer =
  /**
   * With the SHA-256 of each model's weights that the worker has in memory now, and why it computes on the CPU although something else
   * was asked for.
   */
  | (EngineResult & { loaded: string[]; providerFault: string | null })
  | { kind: "refused"; code: ErrorCode; detail: string; retryAfterSeconds?: number /** For the log. */; cause?: string }
  /** An error that nobody expected; the worker lives on. `message` is for the log. */
  | { kind: "failed"; message: string };
