import type { JobStage } from "../../../../contract/answers";
import type { Model } from "../../../../contract/order";
import type { ErrorCode } from "../../../../errors/error-codes";
import type { FileResult, FileTask } from "../colorize-file";
import type { EnginePlace } from "../models/open-engine";

/** What passes between the provider and its workers; plain data, since threads share no objects. */
export type EngineTask = EnginePlace &
  ({ kind: "warm" } | ({ kind: "colorize"; model: Model } & Omit<FileTask, "preset">));

export type EngineProgress = { stage: JobStage; percent: number };

/** An AppError travels as its fields: thrown across threads it would lose its class. */
export type EngineAnswer =
  | { kind: "warmed" }
  | ({ kind: "coloured"; modelTag: string } & FileResult)
  | { kind: "refused"; code: ErrorCode; detail: string };
