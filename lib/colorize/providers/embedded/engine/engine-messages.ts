import type { JobStage } from "../../../../contract/answers";
import type { PhotoFacts } from "../../../../contract/photo-facts";
import type { ErrorCode } from "../../../../errors/error-codes";
import type { FileResult, FileTask } from "./colorize-file";
import type { EnginePlace } from "./open-engine";
import type { WantedModels } from "./prepare-stages";

/** What passes between the provider and its workers; plain data, since threads share no objects. */
export type EngineTask = EnginePlace &
  ({ kind: "warm" } | { kind: "inspect"; inputPath: string } | ({ kind: "colorize" } & WantedModels & FileTask));

export type EngineProgress = { stage: JobStage; percent: number };

/** An AppError travels as its fields: thrown across threads it would lose its class. */
export type EngineAnswer =
  | { kind: "warmed" }
  | { kind: "inspected"; facts: PhotoFacts }
  | ({ kind: "colored"; modelTag: string } & FileResult)
  | { kind: "refused"; code: ErrorCode; detail: string };
