import "server-only";
import type { AuditAction, AuditActor } from "../contract/accounts/audit";
import type { Db, Tx } from "../db/client";
import { createPublicId } from "../db/public-id";

/** Who does it and from where. `addressRange` is an IPv4 /24 or IPv6 /48: the log never has whole addresses. */
export type AuditOrigin = {
  actor: AuditActor;
  actorId?: string | null;
  addressRange?: string | null;
  userAgent?: string | null;
};
export type AuditEvent = {
  action: AuditAction;
  /** The account that it concerns; null for the studio as a whole. */
  userId: string | null;
  /** What it is done to: an id, or the name of a setting. */
  target?: string | null;
  /** Facts for people. Never a secret, and nothing by which a deleted person could be recognized. */
  details?: Record<string, string | number | boolean | null>;
  at: Date;
};

const maxUserAgentLength = 400;

/** Adds one entry to the audit log. In the transaction of what it is about, so that neither is there without the other. */
export async function writeAudit(to: Db | Tx, origin: AuditOrigin, event: AuditEvent): Promise<void> {
  const { action, userId, target = null, details = {}, at } = event;
  const { actor, actorId = null, addressRange = null, userAgent = null } = origin;
  await to.auditEntry.create({
    data: {
      id: createPublicId("aud"),
      at,
      action,
      actor,
      actorId,
      userId,
      target,
      details,
      addressRange,
      userAgent: userAgent?.slice(0, maxUserAgentLength) ?? null,
    },
  });
}
