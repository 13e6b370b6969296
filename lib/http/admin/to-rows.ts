import "server-only";
import type { JobRow, MovementRow, PurchaseRow } from "../../contract/admin/operator-views";
import type { Movement } from "../../credits/list-movements";
import type { Purchase } from "../../generated/prisma/client";
import type { JobFacts } from "../../operator/jobs/list-all-jobs";

type ListedJob = Pick<
  JobFacts,
  "id" | "userId" | "status" | "source" | "model" | "isTest" | "chargedCredits" | "errorCode" | "createdAt"
> & { user: { email: string } };

export const toJobRow = (job: ListedJob): JobRow => ({
  id: job.id,
  userId: job.userId,
  email: job.user.email,
  status: job.status,
  source: job.source,
  model: job.model,
  isTest: job.isTest,
  chargedCredits: job.chargedCredits,
  errorCode: job.errorCode,
  createdAt: job.createdAt.toISOString(),
});

export const toMovementRow = ({ id, kind, credits, availableAfter, reason, createdAt }: Movement): MovementRow => ({
  id,
  kind,
  credits,
  availableAfter,
  reason,
  at: createdAt.toISOString(),
});

export const toPurchaseRow = (row: Purchase & { email: string | null }): PurchaseRow => ({
  id: row.id,
  userId: row.userId,
  email: row.email,
  packName: row.packName,
  credits: row.credits,
  priceCents: row.priceCents,
  currency: row.currency,
  status: row.status,
  refundedCents: row.refundedCents,
  createdAt: row.createdAt.toISOString(),
  isRefundable: row.stripePaymentIntentId !== null && (row.status === "paid" || row.status === "partly_refunded"),
});
