import "server-only";
import type { AccountDataDeps } from "../account-data-deps";
import { deleteAccount } from "./delete-account";
import { lastRequest } from "./request-deletion";

const batch = 20;
/** So long a mail server that is away may be waited for; then the last mail goes, and the address with it. */
const lastMailMs = 7 * 86_400_000;

/** Deletes the accounts whose seven days are over, one after the other. One that cannot be deleted holds up no other. */
export async function sweepDeletions(deps: AccountDataDeps): Promise<void> {
  const { db, clock, log } = deps;
  const due = await db.user.findMany({
    where: { deleteRequestedAt: { lte: lastRequest(clock.now()) } },
    orderBy: { deleteRequestedAt: "asc" },
    select: { id: true },
    take: batch,
  });
  for (const { id: userId } of due) {
    try {
      const { waitsFor } = await deleteAccount(deps, userId);
      log.info({ userId, waitsFor }, waitsFor ? "an account waits to be deleted" : "an account was deleted");
    } catch (error) {
      log.error({ err: error, userId }, "an account could not be deleted; it will be retried");
    }
  }
  await forgetLastMails(deps);
}

/** The mail that an account is deleted is the last place that has its address. */
async function forgetLastMails({ db, clock }: AccountDataDeps): Promise<void> {
  const old = new Date(clock.now().getTime() - lastMailMs);
  await db.mail.deleteMany({
    where: {
      kind: "account_deleted",
      OR: [{ sentAt: { not: null } }, { failedAt: { not: null } }, { createdAt: { lt: old } }],
    },
  });
}
