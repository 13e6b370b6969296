import "server-only";
import { z } from "zod";
import type { AccountRow, AccountView, Page } from "../../../contract/admin/operator-views";
import { type AccountLine, listAccounts } from "../../../operator/accounts/list-accounts";
import { showAccount } from "../../../operator/accounts/show-account";
import { studio } from "../../studio/studio";
import { cursorSchema } from "../page-addresses";
import { toJobRow, toMovementRow, toPurchaseRow } from "../to-rows";

const pageSize = 50;

/** The filters as the page's address has them; what is no value of one is left out. */
export const accountFilterSchema = z.object({
  search: z.string().trim().max(254).optional().catch(undefined),
  state: z.enum(["operator", "suspended", "leaving"]).optional().catch(undefined),
  cursor: cursorSchema,
});
type Filter = z.output<typeof accountFilterSchema>;

export async function readAccounts(filter: Filter): Promise<Page<AccountRow>> {
  const { rows, nextCursor } = await listAccounts(studio().db, { ...filter, limit: pageSize });
  return { rows: rows.map(toAccountRow), nextCursor };
}

const toAccountRow = ({ suspendedAt, deleteRequestedAt, createdAt, lastSeenAt, ...line }: AccountLine): AccountRow => ({
  ...line,
  createdAt: createdAt.toISOString(),
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
  suspended: suspendedAt !== null,
  leaving: deleteRequestedAt !== null,
});

/** @throws {AppError} not_found */
export async function readAccount(id: string, operatorId: string): Promise<AccountView> {
  const { db } = studio();
  const { user, balance, sessions, keys, movements, jobs, purchases } = await showAccount(studio(), id);
  const { rows } = await listAccounts(db, { search: user.id, limit: 1 });
  const [line] = rows.map(toAccountRow);
  if (!line) throw new Error("an account was deleted while it was read");
  return {
    user: {
      ...line,
      suspendedReason: user.suspendedReason,
      emailConfirmed: user.emailConfirmedAt !== null,
      hasPassword: user.hasPassword,
      hasSecondFactor: user.hasSecondFactor,
      deleteRequestedAt: user.deleteRequestedAt?.toISOString() ?? null,
    },
    balance,
    sessions,
    keys: keys.map(({ id: keyId, name, masked, status, lastUsedAt }) => ({
      id: keyId,
      name,
      masked,
      status,
      lastUsedAt,
    })),
    movements: movements.map(toMovementRow),
    jobs: jobs.map((job) => toJobRow({ ...job, userId: id, user })),
    purchases: purchases.map((purchase) => toPurchaseRow({ ...purchase, email: user.email })),
    isOwn: id === operatorId,
  };
}
