import "server-only";
import { toApiKeyAnswer } from "../../api-keys/describe-api-key";
import { listApiKeys } from "../../api-keys/read-api-keys";
import { listMovements } from "../../credits/list-movements";
import { readBalance } from "../../credits/read-balance";
import type { OperatorDeps } from "../operator-deps";
import { newestFirst } from "../page-of-rows";
import { findAccount } from "./find-account";

const shown = 10;

/** Everything an operator sees of one account. No photo, and no secret. @throws {AppError} not_found */
export async function showAccount({ db, clock }: OperatorDeps, userId: string) {
  const now = clock.now();
  const { passwordHash, totpSecret, ...user } = await findAccount(db, userId);
  const [balance, movements, keys, sessions, jobs, purchases] = await Promise.all([
    readBalance(db, userId, now),
    listMovements(db, userId, { limit: shown }),
    listApiKeys(db, userId),
    db.session.count({ where: { userId, revokedAt: null, expiresAt: { gt: now } } }),
    db.job.findMany({ where: { userId }, orderBy: newestFirst, take: shown, select: jobFacts }),
    db.purchase.findMany({ where: { userId }, orderBy: newestFirst, take: shown }),
  ]);
  const hasSecondFactor = user.totpConfirmedAt !== null;
  return {
    user: {
      ...user,
      hasPassword: passwordHash !== null,
      hasSecondFactor,
      isSettingUp: totpSecret !== null && !hasSecondFactor,
    },
    balance,
    movements,
    keys: keys.map((key) => toApiKeyAnswer(key, now)),
    sessions,
    jobs,
    purchases,
  };
}

const jobFacts = {
  id: true,
  createdAt: true,
  status: true,
  source: true,
  model: true,
  isTest: true,
  chargedCredits: true,
  errorCode: true,
} as const;
