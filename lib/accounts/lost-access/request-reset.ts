import "server-only";
import { z } from "zod";
import { writeAudit } from "../../audit/write-audit";
import type { Clock } from "../../clock/clock";
import { type Db, inTransaction } from "../../db/client";
import { resetPasswordMail } from "../../mail/contents/lost-access";
import { type MailDeps, queueMail } from "../../mail/queue-mail";
import { addMessage } from "../../queue/add-message";
import type { Queue } from "../../queue/open-queue";
import { findUserByEmail } from "../find-users";
import { createResetUrl } from "./make-reset-link";

const requestSchema = z.object({
  /** In lower case. */
  email: z.string(),
  /** Whoever asks: the mail says where from. */
  addressRange: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type ResetRequest = z.infer<typeof requestSchema>;
export type ResetDeps = { db: Db; clock: Clock; mail: MailDeps };

const maxUserAgentLength = 400;

/**
 * Takes down that somebody asks for a new password. Nothing is looked up here: whether the address has an account shows neither
 * in the answer nor in the time it takes.
 */
export async function requestReset(db: Db, { userAgent, ...request }: ResetRequest): Promise<void> {
  const data = { ...request, userAgent: userAgent?.slice(0, maxUserAgentLength) ?? null } satisfies ResetRequest;
  await addMessage(db, "reset-request", data);
}

/** Lets this process answer requests for a new password by mails. */
export function workOnResetRequests(queue: Queue, deps: ResetDeps): void {
  queue.work("reset-request", { concurrency: 2, schema: requestSchema }, ({ data }) => sendResetLink(deps, data));
}

/**
 * Mails the account of this address a link. An address that is nobody's and a suspended account get nothing. An account without a
 * password may set one by it.
 */
export async function sendResetLink({ db, clock, mail }: ResetDeps, request: ResetRequest): Promise<void> {
  const { email, addressRange, userAgent } = request;
  const user = await findUserByEmail(db, email);
  if (!user || user.suspendedAt) return;
  const now = clock.now();
  await inTransaction(db, async (tx) => {
    const { url } = await createResetUrl(tx, { userId: user.id, email }, { mail, now });
    await queueMail(tx, mail, { ...user, userId: user.id }, resetPasswordMail({ url, at: now, addressRange, ...user }));
    // Not "owner": nobody knows who it was.
    const origin = { actor: "studio", addressRange, userAgent } as const;
    await writeAudit(tx, origin, { action: "reset_link_sent", userId: user.id, at: now });
  });
}
