import "server-only";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { withDeadline } from "../../clock/clock";
import type { OutputFormat } from "../../contract/order";
import { neutralRecipe } from "../../contract/photos/recipe";
import { AppError } from "../../errors/app-error";
import type { Job } from "../../generated/prisma/client";
import { toRecipe } from "../../jobs/read-job-row";
import type { Holder } from "../../rate-limit/slots";
import { openSpool } from "../../storage/spool";
import type { Storage, StoredObject } from "../../storage/storage";
import { outputFormatFiles } from "../output/containers/output-format-files";
import type { Adjuster } from "./create-adjuster";

type Deps = { storage: Storage; adjuster: Adjuster; dataDir: string };
type Wanted = { row: Job; format: OutputFormat; holder: Holder; signal: AbortSignal };

/** A picture of 50 megapixels takes 10 to 20 seconds; the rest is for those that are before it. */
const adjustSeconds = 120;

/**
 * A job's output with its recipe applied, in the wanted format. Without a recipe and in its own format that is the stored output.
 * The temporary files are gone once the stream has ended or was destroyed.
 * @throws {AppError} job_deleted, over_capacity, upstream_error, upstream_timeout
 */
export async function openAdjusted(deps: Deps, { row, format, holder, signal }: Wanted): Promise<StoredObject> {
  const recipe = toRecipe(row);
  const stored = row.outputKey === null ? null : await deps.storage.open(row.outputKey);
  if (!stored) throw new AppError("job_deleted", { detail: `The files of job ${row.id} have been deleted.` });
  if (recipe === null && format === row.outputFormat) return stored;
  const spool = await openSpool(deps.dataDir).catch((error: unknown) => {
    stored.stream.destroy();
    throw error;
  });
  try {
    const [inputPath, outputPath] = [path.join(spool.dir, "output"), path.join(spool.dir, "adjusted")];
    await pipeline(stored.stream, createWriteStream(inputPath, { mode: 0o600 }), { signal });
    const task = { inputPath, outputPath, recipe: recipe ?? neutralRecipe, format, policy: row.metadata };
    await withDeadline(adjustSeconds, tooSlow, (deadline) =>
      deps.adjuster.adjust(task, { signal: AbortSignal.any([deadline, signal]), holder }),
    );
    const { size: bytes } = await stat(outputPath);
    return { bytes, contentType: outputFormatFiles[format].contentType, stream: readOnce(outputPath, spool.remove) };
  } catch (error) {
    await spool.remove();
    throw error;
  }
}

/** A stream of the file that calls `end` when it is done with it, however that comes. */
function readOnce(file: string, end: () => Promise<void>): Readable {
  const stream = createReadStream(file);
  // What cannot be removed lies in the spool until the next start, which clears it.
  stream.once("close", () => void end().catch(() => {}));
  return stream;
}

const tooSlow = () =>
  new AppError("upstream_timeout", {
    detail: `The picture was not adjusted within ${adjustSeconds} seconds. Nothing was charged.`,
  });
