import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import { type Preferences, type Profile, preferencesSchema } from "../contract/accounts/profile";
import { type Db, inTransaction } from "../db/client";
import { AppError } from "../errors/app-error";
import { readPendingEmail } from "./email-address/change-email";

type Studio = { now: Date; retentionHours: number };

/** The account as its owner sees it. What was stored under older rules and no longer is a choice counts as none. */
export async function readProfile(db: Db, userId: string, { now, retentionHours }: Studio): Promise<Profile> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  return {
    ...toPreferences(user),
    email: user.email,
    isEmailConfirmed: user.emailConfirmedAt !== null,
    pendingEmail: await readPendingEmail(db, userId, now),
    hasPassword: user.passwordHash !== null,
    studioRetentionHours: retentionHours,
  };
}

function toPreferences(row: Record<keyof Preferences, unknown>): Preferences {
  const { name, timeZone, defaultMetadata, defaultOutputFormat, retentionHours } = preferencesSchema.shape;
  return {
    name: name.catch(null).parse(row.name),
    timeZone: timeZone.catch(null).parse(row.timeZone),
    defaultMetadata: defaultMetadata.catch(null).parse(row.defaultMetadata),
    defaultOutputFormat: defaultOutputFormat.catch(null).parse(row.defaultOutputFormat),
    retentionHours: retentionHours.catch(null).parse(row.retentionHours),
  };
}

type Change = { userId: string; changes: Partial<Preferences>; by: AuditOrigin };

/**
 * Changes what the owner says about themself. The audit log has the names of what was changed, never the values.
 * @throws {AppError} invalid_request for a time to keep files that is longer than the studio's
 */
export async function changeProfile(
  db: Db,
  { userId, changes, by }: Change,
  { now, retentionHours: longest }: Studio,
): Promise<void> {
  const { retentionHours } = changes;
  if (retentionHours && retentionHours > longest) {
    const detail = `This studio deletes files after ${longest} hours. Choose a shorter time, or its own.`;
    throw new AppError("invalid_request", { detail, param: "retentionHours" });
  }
  const fields = Object.keys(changes).toSorted();
  if (fields.length === 0) return;
  await inTransaction(db, async (tx) => {
    await tx.user.update({ where: { id: userId }, data: changes });
    await writeAudit(tx, by, { action: "profile_changed", userId, details: { fields: fields.join(", ") }, at: now });
  });
}

export async function readPreferences(db: Db, userId: string): Promise<Preferences> {
  return toPreferences(await db.user.findUniqueOrThrow({ where: { id: userId } }));
}

/** How long files of the account are kept, in hours: by the studio's time, or by the account's own where that is shorter. */
export async function readRetentionHours(db: Db, userId: string, longest: number): Promise<number> {
  const { retentionHours } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { retentionHours: true },
  });
  return Math.min(longest, retentionHours ?? longest);
}
