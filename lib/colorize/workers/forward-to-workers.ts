import "server-only";
import { z } from "zod";
import { withDeadline } from "../../clock/clock";
import { photoFormats } from "../../contract/limits";
import { addOns, bitDepths, metadataPolicies, models, outputFormats, outputProfiles } from "../../contract/order";
import { hintSchema } from "../../contract/photos/color-hint";
import { editsShape } from "../../contract/photos/edits";
import { paintedBySchema } from "../../contract/photos/painted-by";
import { photoFactsSchema } from "../../contract/photos/photo-facts";
import { inspectionSchema } from "../../contract/photos/scan-hints";
import { type AskWorker, askFolder, askInput, askOutput, createAskId } from "../../queue/asks/ask-worker";
import type { Storage } from "../../storage/storage";
import { type Produce, producedSchema } from "../production";
import type { ColorizeProvider } from "../providers/colorize-provider";
import { tooSlowError } from "../run-provider";
import { fetchStored, putCopy } from "./stored-files";

// What a process without an engine lets workers do. ask-handlers.ts is the other side.

export const produceTaskSchema = z.object({ jobId: z.string() });
export const colorTaskSchema = z.object({
  format: z.enum(photoFormats),
  order: z.object({
    model: z.enum(models),
    cleanScratches: z.boolean(),
    faceRemaster: z.boolean(),
    autoAddOns: z.array(z.enum(addOns)),
    outputFormat: z.enum(outputFormats),
    strength: z.number(),
    metadata: z.enum(metadataPolicies),
    outputProfile: z.enum(outputProfiles),
    bitDepth: z.enum(bitDepths),
    ...editsShape,
    // An instance of an earlier version sends none.
    hint: hintSchema.nullable().default(null),
  }),
});
const coloredSchema = z.object({
  width: z.int(),
  height: z.int(),
  modelTag: z.string(),
  facts: photoFactsSchema,
  paintedBy: paintedBySchema.optional(),
  changes: z.object({ cleanScratches: z.number().nullable(), faceRemaster: z.number().nullable() }),
});

type Workers = { ask: AskWorker; storage: Storage; providerTimeoutSeconds: number };

/** The second part of the path by a worker: the photo is in the storage, and the job's row says the rest. */
export function produceByWorkers({ ask, providerTimeoutSeconds }: Workers): Produce {
  return ({ jobId }, { signal, holder }) =>
    // Waiting for a worker counts, as waiting in an engine's own queue does.
    withDeadline(providerTimeoutSeconds, tooSlowError(providerTimeoutSeconds), (deadline) =>
      ask({
        id: createAskId(),
        kind: "produce",
        data: { jobId } satisfies z.infer<typeof produceTaskSchema>,
        schema: producedSchema,
        holder,
        signal: AbortSignal.any([deadline, signal]),
      }),
    );
}

/**
 * The provider that the workers have, in a process that must not compute: what can be ordered is read from the models' files,
 * photos and inspections go to a worker through the storage.
 */
export function forwardToWorkers(local: ColorizeProvider, { ask, storage }: Workers): ColorizeProvider {
  return {
    ...local,
    // The workers' own: this process gives its chain no photo.
    states: undefined,
    async colorize({ photo, order, outputPath }, { signal, holder = { account: "", isTest: false } }) {
      const id = createAskId();
      try {
        await putCopy(storage, askInput(id), photo.path);
        const data: z.infer<typeof colorTaskSchema> = { order, format: photo.format };
        const output = await ask({ id, kind: "color", data, schema: coloredSchema, holder, signal });
        await fetchStored(storage, askOutput(id), outputPath, signal);
        return output;
      } finally {
        await storage.deleteJob(askFolder(id));
      }
    },
    async inspect(photoPath, signal, holder = { account: "", isTest: false }) {
      const id = createAskId();
      try {
        await putCopy(storage, askInput(id), photoPath);
        return await ask({ id, kind: "inspect", data: {}, schema: inspectionSchema, holder, signal });
      } finally {
        await storage.deleteJob(askFolder(id));
      }
    },
    async warmUp() {},
  };
}
