import "server-only";
import path from "node:path";
import type { Job } from "../../generated/prisma/client";
import { originalKey } from "../../jobs/job-files";
import { toOrder, toPhotoNotes } from "../../jobs/read-job-row";
import { openSpool } from "../../storage/spool";
import type { ColorizeDeps } from "../colorize-deps";
import type { Photo } from "../image-input/photo";
import { preparePhoto } from "../photo-file/prepare-photo";
import { produceOutput } from "../produce-output";
import type { Produced, Production, ProductionRun } from "../production";
import { fetchStored } from "./stored-files";

type Run = Omit<ProductionRun, "holder"> & Pick<Production, "attempt">;

/**
 * The second part of the path from the job's row and the stored photo, which another process may have received.
 * @throws {AppError} as `produceOutput` and `preparePhoto`; an Error when the photo is not in the storage
 */
export async function produceStored(deps: Omit<ColorizeDeps, "produce">, row: Job, run: Run): Promise<Produced> {
  const spool = await openSpool(deps.dataDir);
  try {
    const holder = { account: row.userId, isTest: row.isTest };
    const photo = await fetchPhoto(deps, row, { spoolDir: spool.dir, signal: run.signal, holder });
    const mode = row.isTest ? "test" : "live";
    const production = { jobId: row.id, order: toOrder(row), mode, photo, spool, attempt: run.attempt } as const;
    return await produceOutput(deps, production, { ...run, holder });
  } finally {
    await spool.remove();
  }
}

type Fetching = { spoolDir: string } & Pick<ProductionRun, "signal" | "holder">;

async function fetchPhoto({ storage }: Pick<ColorizeDeps, "storage">, row: Job, fetching: Fetching): Promise<Photo> {
  const file = path.join(fetching.spoolDir, "photo");
  await fetchStored(storage, originalKey(row.id, row.inputFormat), file, fetching.signal);
  const prepared = await preparePhoto({ path: file, format: row.inputFormat, edits: toOrder(row), ...fetching });
  const received = { path: file, bytes: row.inputBytes, sha256: row.inputSha256, format: row.inputFormat };
  return { ...received, name: row.inputName, ...prepared, notes: toPhotoNotes(row) };
}
