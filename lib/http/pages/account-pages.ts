import "server-only";
import { cache } from "react";
import { describeDeletion } from "../../account-data/deletion/find-obstacle";
import { deletionProof } from "../../account-data/deletion/request-deletion";
import { readOneTimeLink } from "../../accounts/one-time-links";
import type { DeletionAnswer, DeletionProof } from "../../contract/accounts/deletion";
import { AppError } from "../../errors/app-error";
import type { ErrorCode } from "../../errors/error-codes";
import { studio } from "../studio/studio";

/** Whether and when the account goes; the console's frame and the page about it need it in one request. */
export const readDeletion = cache((userId: string): Promise<DeletionAnswer> => describeDeletion(studio().db, userId));

/** What is asked for before the account is deleted. */
export async function readDeletionProof(userId: string): Promise<DeletionProof> {
  return deletionProof(await studio().db.user.findUniqueOrThrow({ where: { id: userId } }));
}

/** Why a link to keep an account does not work; null when it does. Reading it does not use it. */
export async function readKeepLinkProblem(token: string): Promise<ErrorCode | null> {
  const { db, settings, clock } = studio();
  const signing = { secret: settings.AUTH_SECRET, now: clock.now() };
  try {
    await readOneTimeLink(db, token, "restore_account", signing);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}
