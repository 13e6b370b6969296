import "server-only";
import { writeAudit } from "../../audit/write-audit";
import { type Db, inTransaction } from "../../db/client";
import type { Session, User } from "../../generated/prisma/client";
import { secondFactorMail } from "../../mail/contents/sign-in";
import { queueMail } from "../../mail/queue-mail";
import { acceptCode } from "../second-factor/accept-code";
import { createSession, revokeSession } from "../sessions";
import { originOf, recordSignIn, sessionSeconds, type Visit } from "./start-session";

/**
 * Puts an open session with another id in the place of one that waited for the second factor, so that who saw the earlier id has
 * nothing. Null for a wrong code; of many right ones at once one succeeds.
 * @param secret AUTH_SECRET
 */
export function finishSecondFactor(
  db: Db,
  pending: Session & { user: User },
  code: string,
  visit: Visit & { secret: string },
): Promise<Session | null> {
  const { now, secret, mail, userAgent, addressRange } = visit;
  const { userId, signedInWith } = pending;
  return inTransaction(db, async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const shown = user.suspendedAt ? null : await acceptCode(tx, user, code, { secret, now });
    if (!shown || !(await revokeSession(tx, pending.id, now))) return null;
    const browser = { userAgent, addressRange, signedInWith, now, ttlSeconds: sessionSeconds };
    const session = await createSession(tx, { userId, ...browser });
    await recordSignIn(tx, user, session, visit);
    if (shown === "recovery_code") {
      const origin = originOf(user, visit);
      await writeAudit(tx, origin, { action: "recovery_code_used", userId, target: session.id, at: now });
      await queueMail(tx, mail, { ...user, userId }, secondFactorMail("used", { now, mail, origin }));
    }
    return session;
  });
}
