import "server-only";
import type { verifyReceiptSchema } from "../../../contract/admin/upkeep-requests";
import { checkBooks } from "../../../operator/upkeep/check-books";
import { checkReceipt } from "../../../operator/upkeep/check-receipt";
import { auditOrigin } from "../../auth/callers";
import type { BodyOf, CallerContext } from "../../route/endpoint";

const shownViolations = 100;

/** Recomputes every balance. In a large studio it takes as long as its ledger is. */
export async function handleCheckBooks({ studio, caller, request }: CallerContext): Promise<Response> {
  const { violations, ...counts } = await checkBooks(studio, auditOrigin(caller, request.headers));
  return Response.json({ ...counts, violations: violations.slice(0, shownViolations) });
}

/** Whether this studio signed a receipt. */
export async function handleVerifyReceipt({ studio, body }: CallerContext & BodyOf<typeof verifyReceiptSchema>) {
  return Response.json(await checkReceipt(body.receipt, { secret: studio.settings.RECEIPT_SECRET }));
}
