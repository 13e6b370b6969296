import "server-only";
import { AppError } from "../../errors/app-error";
import { openSpool, type Spool } from "../../storage/spool";
import type { RequestContext } from "../route/request-context";
import type { RequestPreferences } from "./preferences/read-preferences";

/** A request's place and temporary folder. They end with the request, unless it is kept: then with its job. */
export type Upload = { spool: Spool; keep(): void; end(): Promise<void> };

/**
 * Runs `work` with an upload slot and a temporary folder, and gives both back whatever happens. A caller who does not wait
 * needs a place for the job as well, taken before anything is read.
 * @throws {AppError} too_many_uploads, over_capacity
 */
export async function withUpload<T>(
  { studio }: RequestContext,
  { isAsync }: RequestPreferences,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const { MAX_PARALLEL_UPLOADS, MAX_WAITING_JOBS, DATA_DIR } = studio.settings;
  const giveSlotBack = studio.uploads.take();
  if (!giveSlotBack) {
    const detail = `This studio takes ${MAX_PARALLEL_UPLOADS} photos at a time, and that many are under way.`;
    throw new AppError("too_many_uploads", { detail, retryAfterSeconds: 2 });
  }
  try {
    const giveJobBack = isAsync ? studio.asyncJobs.take() : () => {};
    if (!giveJobBack) {
      const detail = `This studio takes ${MAX_WAITING_JOBS} jobs that nobody waits for, and has that many.`;
      throw new AppError("over_capacity", { detail, retryAfterSeconds: 10 });
    }
    let isKept = false;
    const spool = await openSpool(DATA_DIR).catch((error: unknown) => {
      giveJobBack();
      throw error;
    });
    const end = async () => {
      giveJobBack();
      await spool.remove();
    };
    const keep = () => {
      isKept = true;
    };
    return await work({ spool, keep, end }).finally(() => (isKept ? undefined : end()));
  } finally {
    giveSlotBack();
  }
}
