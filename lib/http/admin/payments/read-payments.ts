import "server-only";
import { z } from "zod";
import type { EventRow, Page, PurchaseRow } from "../../../contract/admin/operator-views";
import { purchaseStatuses } from "../../../contract/billing";
import { listAllPurchases, listStripeEvents } from "../../../operator/payments/list-payments";
import { studio } from "../../studio/studio";
import { accountSchema, cursorSchema, idOf } from "../page-addresses";
import { toPurchaseRow } from "../to-rows";

const pageSize = 50;

/** The filters as the page's address has them; what is no value of one is left out. */
export const purchaseFilterSchema = z.object({
  account: accountSchema,
  status: z.enum(purchaseStatuses).optional().catch(undefined),
  cursor: cursorSchema,
});

export async function readPurchases({ account, ...filter }: z.output<typeof purchaseFilterSchema>) {
  const request = { ...filter, userId: await idOf(account), limit: pageSize };
  const { rows, nextCursor } = await listAllPurchases(studio().db, request);
  return { rows: rows.map(toPurchaseRow), nextCursor } satisfies Page<PurchaseRow>;
}

type Event = Awaited<ReturnType<typeof listStripeEvents>>["waiting"][number];

export async function readEvents(): Promise<{ waiting: EventRow[]; latest: EventRow[] }> {
  const { waiting, latest } = await listStripeEvents(studio().db);
  return { waiting: waiting.map(toEventRow), latest: latest.map(toEventRow) };
}

const toEventRow = ({ id, type, createdAt, appliedAt, failure }: Event): EventRow => ({
  id,
  type,
  at: createdAt.toISOString(),
  appliedAt: appliedAt?.toISOString() ?? null,
  failure,
});

/** Which of Stripe's two secrets are there. */
export function readStripeState(): { hasKey: boolean; hasSecret: boolean; isTest: boolean } {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret } = studio().settings;
  return { hasKey: Boolean(key), hasSecret: Boolean(secret), isTest: key?.includes("_test_") ?? false };
}
