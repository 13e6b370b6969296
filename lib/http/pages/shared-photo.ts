import "server-only";
import { cache } from "react";
import type { SharedPhoto } from "../../contract/photos/shares";
import { AppError } from "../../errors/app-error";
import { openShare } from "../../shares/find-shares";
import { toSharedPhoto } from "../../shares/to-share-answer";
import { studio } from "../studio/studio";

/** What the page of a share shows; null for one that does not work, whose link says why. Page and head read it once. */
export const readSharedPhoto = cache(async (token: string): Promise<SharedPhoto | null> => {
  const { db, settings, clock } = studio();
  const secret = settings.LINK_SECRET;
  try {
    return toSharedPhoto(await openShare(db, token, { secret, now: clock.now() }), secret);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
});
