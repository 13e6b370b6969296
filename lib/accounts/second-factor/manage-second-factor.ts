import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { SecondFactorSetup, SecondFactorState } from "../../contract/accounts/sign-in";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";
import { secondFactorMail } from "../../mail/contents/sign-in";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { countRecoveryCodes, replaceRecoveryCodes } from "./recovery-codes";
import { openText, sealText } from "./secret-box";
import { createTimeSecret, readClockError, readTimeStep, timeSecretUri } from "./time-codes";

/** Who changes it, from where and when. `secret` is AUTH_SECRET. */
export type FactorChange = { secret: string; now: Date; origin: AuditOrigin; mail: MailDeps };

export async function readSecondFactor(db: Db, user: User): Promise<SecondFactorState> {
  const { totpConfirmedAt } = user;
  return {
    on: totpConfirmedAt !== null,
    since: totpConfirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: totpConfirmedAt ? await countRecoveryCodes(db, user.id) : 0,
    hasPassword: user.passwordHash !== null,
    isOperator: user.role === "operator",
  };
}

/**
 * What an authenticator app needs. Nothing is asked for at sign-in until a code of it was confirmed; starting again makes
 * another secret.
 * @throws {AppError} invalid_request when there is a second factor already
 */
export async function startSecondFactor(db: Db, user: User, secret: string): Promise<SecondFactorSetup> {
  const timeSecret = createTimeSecret();
  const { count } = await db.user.updateMany({
    where: { id: user.id, totpConfirmedAt: null },
    data: { totpSecret: sealText(timeSecret, user.id, secret), totpLastStep: null },
  });
  if (count === 0) throw alreadyOn();
  return { secret: timeSecret, uri: timeSecretUri(timeSecret, user.email) };
}

/**
 * Switches the second factor on: the app showed its first code. The recovery codes, to be shown this once.
 * @throws {AppError} invalid_request when it is on already, or was not started; second_factor_failed for a wrong code
 */
export function confirmSecondFactor(db: Db, userId: string, code: string, change: FactorChange): Promise<string[]> {
  const { secret, now, origin } = change;
  return inTransaction(db, async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    if (user.totpConfirmedAt) throw alreadyOn();
    const timeSecret = user.totpSecret && openText(user.totpSecret, userId, secret);
    if (!timeSecret)
      throw new AppError("invalid_request", { detail: "Start setting up the second factor first.", param: "code" });
    const digits = code.replaceAll(/\s/g, "");
    const step = readTimeStep(timeSecret, digits, now);
    if (!step) throw wrongCode(readClockError(timeSecret, digits, now));
    const { count } = await tx.user.updateMany({
      where: { id: userId, totpSecret: user.totpSecret, totpConfirmedAt: null },
      data: { totpConfirmedAt: now, totpLastStep: step },
    });
    if (count === 0) throw alreadyOn();
    await writeAudit(tx, origin, { action: "second_factor_on", userId, at: now });
    await queueMail(tx, change.mail, { ...user, userId }, secondFactorMail("on", change));
    return replaceRecoveryCodes(tx, userId, secret);
  });
}

/** Makes the earlier recovery codes worthless. @throws {AppError} invalid_request without a second factor */
export function renewRecoveryCodes(db: Db, userId: string, change: FactorChange): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    if (!user.totpConfirmedAt) throw notOn();
    await writeAudit(tx, change.origin, { action: "recovery_codes_made", userId, at: change.now });
    await queueMail(tx, change.mail, { ...user, userId }, secondFactorMail("codes", change));
    return replaceRecoveryCodes(tx, userId, change.secret);
  });
}

/** @throws {AppError} invalid_request without a second factor */
export function switchOffSecondFactor(db: Db, userId: string, change: FactorChange): Promise<void> {
  return inTransaction(db, async (tx) => {
    const user = await resetSecondFactor(tx, userId);
    if (!user) throw notOn();
    await writeAudit(tx, change.origin, { action: "second_factor_off", userId, at: change.now });
    await queueMail(tx, change.mail, { ...user, userId }, secondFactorMail("off", change));
  });
}

/**
 * Takes the second factor and its recovery codes away, also one that is being set up. Who calls it writes the audit entry
 * (second_factor_off). The user; null when there was none.
 */
export async function resetSecondFactor(tx: Tx, userId: string): Promise<User | null> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, totpSecret: { not: null } },
    data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
  });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  return count === 1 ? tx.user.findUniqueOrThrow({ where: { id: userId } }) : null;
}

function wrongCode(minutesAhead: number | null): AppError {
  const detail = minutesAhead
    ? `This code is right for a clock that is ${Math.abs(minutesAhead)} minutes ${minutesAhead > 0 ? "ahead" : "behind"}. Let the ` +
      "phone set its clock by itself, then enter the next code."
    : "This code is wrong or too old. Enter the one that the app shows now.";
  return new AppError("second_factor_failed", { detail, param: "code" });
}

const alreadyOn = () =>
  new AppError("invalid_request", { detail: "This account has a second factor already. Switch it off first." });
const notOn = () => new AppError("invalid_request", { detail: "This account has no second factor." });
