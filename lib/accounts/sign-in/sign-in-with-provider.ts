import "server-only";
import type { Logger } from "pino";
import { writeAudit } from "../../audit/write-audit";
import type { ProviderName, SignInProblem } from "../../contract/accounts/sign-in";
import { type Db, inTransaction, isUniqueViolation, type Tx } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import type { User } from "../../generated/prisma/client";
import { insertUser } from "../create-user";
import { recordConsent } from "../sign-up/consent";
import { type Allowance, takeAllowance } from "../sign-up/sign-up-allowance";
import { originOf, type StartedSession, startSession, type Visit } from "./start-session";

/** Who somebody is elsewhere, as that service says. */
export type ProviderIdentity = {
  provider: ProviderName;
  /** Empty where the service is one and the same for everybody. */
  issuer: string;
  subject: string;
  /** Lower case; null when it was not said, or is none. */
  email: string | null;
  isEmailVerified: boolean;
};

/** What holds for new accounts. */
export type SignUpRules = {
  isOpen: boolean;
  allowance: Allowance;
  log: Logger;
  /** Of the pages that the sign-in page names beside the service (lib/legal/consent.ts); null where there are none. */
  consentVersion: string | null;
};
type ProviderVisit = Omit<Visit, "isKnownDevice"> & { isKnownDevice: (userId: string) => boolean };
export type ProviderSignIn = (StartedSession & { userId: string }) | { problem: SignInProblem };

/**
 * Signs in the account that this identity is connected to. A new identity opens a new account, with an address that the service
 * has verified and that no account has; it is never connected to an existing one by its address alone, which whoever runs the
 * service could name at will.
 */
export async function signInWithProvider(
  db: Db,
  identity: ProviderIdentity,
  rules: SignUpRules,
  visit: ProviderVisit,
): Promise<ProviderSignIn> {
  const attempt = () =>
    inTransaction(db, async (tx): Promise<ProviderSignIn> => {
      const found = (await findConnected(tx, identity, visit.now)) ?? (await openAccount(tx, identity, rules, visit));
      if ("problem" in found) return found;
      const { user, isNewAccount } = found;
      const known = { ...visit, isKnownDevice: visit.isKnownDevice(user.id) };
      const started = await startSession(tx, user, { way: identity.provider, isNewAccount }, known);
      if (started === "suspended") return { problem: "account_suspended" };
      return started ? { ...started, userId: user.id } : { problem: "unknown" };
    });
  return attempt().catch((error: unknown) => {
    // Another sign-in of the same person opened the account at this moment.
    if (isUniqueViolation(error)) return attempt();
    throw error;
  });
}

type Found = { user: User; isNewAccount: boolean };

async function findConnected(tx: Tx, { email, ...identity }: ProviderIdentity, now: Date): Promise<Found | null> {
  const { provider, issuer, subject } = identity;
  const where = { provider_issuer_subject: { provider, issuer, subject } };
  const connected = await tx.connectedSignIn.findUnique({ where, include: { user: true } });
  if (!connected) return null;
  await tx.connectedSignIn.update({ where, data: { lastUsedAt: now, email: email ?? connected.email } });
  return { user: connected.user, isNewAccount: false };
}

async function openAccount(
  tx: Tx,
  identity: ProviderIdentity,
  { isOpen, allowance, log, consentVersion }: SignUpRules,
  visit: ProviderVisit,
): Promise<Found | { problem: SignInProblem }> {
  const { email, isEmailVerified, provider, issuer, subject } = identity;
  const { now, addressRange: range } = visit;
  if (!email) return { problem: "email_missing" };
  // Before anything is looked up: who has not shown that the address is theirs learns nothing about it.
  if (!isEmailVerified) return { problem: "email_unverified" };
  if (await tx.user.findUnique({ where: { email }, select: { id: true } })) return { problem: "email_in_use" };
  if (!isOpen) return { problem: "sign_up_closed" };
  const credits = () => takeAllowance(tx, { range, now, log }, allowance);
  const user = await insertUser(tx, { email, passwordHash: null, emailConfirmedAt: now, credits });
  await tx.connectedSignIn.create({
    data: {
      id: createPublicId("con"),
      userId: user.id,
      provider,
      issuer,
      subject,
      email,
      createdAt: now,
      lastUsedAt: now,
    },
  });
  const details = { way: provider };
  const origin = originOf(user, visit);
  await writeAudit(tx, origin, { action: "account_created", userId: user.id, details, at: now });
  if (consentVersion) await recordConsent(tx, user.id, { version: consentVersion, at: now, origin });
  return { user, isNewAccount: true };
}
