import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { ConnectedSignIns, ConnectOutcome } from "../../contract/accounts/sign-in";
import { type Db, inTransaction, isUniqueViolation, sql } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import type { Settings } from "../../env/settings-schema";
import { AppError } from "../../errors/app-error";
import { connectedMail } from "../../mail/contents/sign-in";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { isProvider, listProviders, listSignInWays, nameWay } from "./list-sign-in-ways";
import type { ProviderIdentity } from "./sign-in-with-provider";

type Change = { settings: Settings; mail: MailDeps; origin: AuditOrigin; now: Date };

/** The accounts elsewhere that sign in to this one, oldest first, and what can be connected. */
export async function listConnectedSignIns(db: Db, userId: string, settings: Settings): Promise<ConnectedSignIns> {
  const offered = listProviders(settings);
  const rows = await db.connectedSignIn.findMany({ where: { userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const connected = rows.flatMap(({ id, provider, email, createdAt, lastUsedAt }) => {
    if (!isProvider(provider)) return [];
    const name = nameWay(provider, settings);
    const isOffered = offered.some((each) => each.provider === provider);
    const [connectedAt, used] = [createdAt.toISOString(), lastUsedAt?.toISOString() ?? null];
    return [{ id, provider, name, email, connectedAt, lastUsedAt: used, isOffered }];
  });
  return { connected, offered };
}

/** Lets the identity sign in to the account. "elsewhere": it signs in to another one, and nothing is changed. */
export async function connectSignIn(
  db: Db,
  userId: string,
  { provider, issuer, subject, email }: ProviderIdentity,
  { settings, mail, origin, now }: Change,
): Promise<ConnectOutcome> {
  const where = { provider_issuer_subject: { provider, issuer, subject } };
  const present = await db.connectedSignIn.findUnique({ where });
  if (present) return present.userId === userId ? "already" : "elsewhere";
  const id = createPublicId("con");
  const connect = inTransaction(db, async (tx) => {
    await tx.connectedSignIn.create({ data: { id, userId, provider, issuer, subject, email, createdAt: now } });
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    await writeAudit(tx, origin, { action: "sign_in_connected", userId, target: id, details: { provider }, at: now });
    const content = connectedMail("connected", nameWay(provider, settings), { now, mail, origin });
    await queueMail(tx, mail, { ...user, userId }, content);
  });
  return connect.then(
    () => "connected",
    (error: unknown) => {
      if (isUniqueViolation(error)) return "elsewhere";
      throw error;
    },
  );
}

/**
 * The identity no longer signs in to the account.
 * @throws {AppError} not_found, last_sign_in when nothing else would let the person in
 */
export function disconnectSignIn(db: Db, userId: string, id: string, change: Change): Promise<void> {
  const { settings, mail, origin, now } = change;
  return inTransaction(db, async (tx) => {
    // Of two at once the second one waits, and sees what the first one left.
    await tx.$queryRaw(sql`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`);
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, include: { connectedSignIns: true } });
    const connected = user.connectedSignIns.find((row) => row.id === id);
    if (!connected) throw new AppError("not_found", { detail: "This account has no such sign-in." });
    const offered = listSignInWays(settings).map(({ way }) => way as string);
    const hasOther = user.connectedSignIns.some((row) => row.id !== id && offered.includes(row.provider));
    if (!hasOther && !user.passwordHash && !offered.includes("email")) throw lastWay();
    const { provider } = connected;
    await tx.connectedSignIn.delete({ where: { id } });
    await writeAudit(tx, origin, {
      action: "sign_in_disconnected",
      userId,
      target: id,
      details: { provider },
      at: now,
    });
    const content = connectedMail("disconnected", nameWay(provider, settings), { now, mail, origin });
    await queueMail(tx, mail, { ...user, userId }, content);
  });
}

const lastWay = () =>
  new AppError("last_sign_in", {
    detail: "Nothing else would let you in: this account has no password and no other connected sign-in.",
  });
