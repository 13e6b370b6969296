import "server-only";
import { AppError } from "../../errors/app-error";
import { openSpool, type Spool } from "../../storage/spool";
import type { Studio } from "../studio/studio";
import type { RequestPreferences } from "./preferences/read-preferences";

/** A request's upload slot and temporary folder. They end with the request, unless `keep` is called: then with its job. */
export type Upload = { spool: Spool; keep(): void; end(): Promise<void> };

/**
 * Runs `work` with an upload slot and a temporary folder, and gives both back whatever happens. An async
 * request needs a slot for its job as well, taken before anything is read.
 * @throws {AppError} too_many_uploads, over_capacity
 */
export async function withUpload<T>(
  studio: Studio,
  { isAsync }: RequestPreferences,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const { MAX_PARALLEL_UPLOADS, MAX_WAITING_JOBS, DATA_DIR } = studio.settings;
  const giveSlotBack = studio.uploads.take();
  if (!giveSlotBack) {
    const detail = `${MAX_PARALLEL_UPLOADS} photos are being uploaded already, as many as this studio takes at a time. Try again in 2 seconds. Nothing was charged.`;
    throw new AppError("too_many_uploads", { detail, retryAfterSeconds: 2 });
  }
  try {
    const giveJobBack = isAsync ? studio.asyncJobs.take() : () => {};
    if (!giveJobBack) {
      const detail = `The queue for async jobs is full (${MAX_WAITING_JOBS} jobs). Try again in 10 seconds. Nothing was charged.`;
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
