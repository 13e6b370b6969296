import "server-only";
import { setPassword } from "../../accounts/change-password";
import { createDeviceId, signDevice } from "../../accounts/known-device";
import { switchOffSecondFactor } from "../../accounts/second-factor/manage-second-factor";
import { revokeSessions } from "../../accounts/sessions";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { inTransaction } from "../../db/client";
import type { User } from "../../generated/prisma/client";
import type { MailDeps } from "../../mail/queue-mail";
import type { OperatorDeps } from "../operator-deps";
import { makeUpPassword } from "./create-account";

/** Signs the account out everywhere. How many sessions ended. */
export function endSessions({ db, clock }: OperatorDeps, by: AuditOrigin, userId: string): Promise<number> {
  const at = clock.now();
  return inTransaction(db, async (tx) => {
    const ended = await revokeSessions(tx, userId, null, at);
    await writeAudit(tx, by, { action: "sessions_ended", userId, details: { sessionsEnded: ended }, at });
    return ended;
  });
}

/**
 * A link, good for 15 minutes: its browser can sign in (with the password) while strangers guess.
 * @param origin the address the world knows this studio by
 */
export async function makeDeviceLink(
  { db, settings, clock }: OperatorDeps,
  by: AuditOrigin,
  { userId, origin }: { userId: string; origin: string },
): Promise<string> {
  const now = clock.now();
  const signing = { secret: settings.AUTH_SECRET, now };
  const token = await signDevice({ userId, deviceId: createDeviceId() }, "device-link", signing);
  await writeAudit(db, by, { action: "device_link_made", userId, at: now });
  return `${origin}/api/auth/device-link?token=${token}`;
}

/**
 * Replaces a lost password by a random one and signs the account out everywhere.
 * @throws {AppError} over_capacity
 */
export async function replacePassword({ db, clock }: OperatorDeps, by: AuditOrigin, user: User) {
  const password = makeUpPassword();
  const now = clock.now();
  const sessionsEnded = await setPassword(db, user, {
    password,
    now,
    alongside: (tx) => writeAudit(tx, by, { action: "password_changed", userId: user.id, at: now }),
  });
  return { password, sessionsEnded };
}

/**
 * Takes the second factor and its recovery codes off the account, whose owner lost both and is told by mail.
 * @throws {AppError} invalid_request without a second factor
 */
export function removeSecondFactor(
  { db, settings, clock, mail }: OperatorDeps & { mail: MailDeps },
  by: AuditOrigin,
  userId: string,
): Promise<void> {
  return switchOffSecondFactor(db, userId, { secret: settings.AUTH_SECRET, now: clock.now(), origin: by, mail });
}
