import "server-only";
import { readReceiptKeys } from "../../receipts/receipt-key";
import { ReceiptError, verifyReceipt } from "../../receipts/verify-receipt";

type Checked = { valid: false; reason: string } | { valid: true; [fact: string]: unknown };

/**
 * Whether a receipt is valid, and what it says.
 * @param keys a JSON Web Key Set, or the secret RECEIPT_SECRET of the studio that must have signed it
 */
export async function checkReceipt(receipt: unknown, keys: { set: unknown } | { secret: string }): Promise<Checked> {
  const trusted = "secret" in keys ? await readReceiptKeys(keys.secret) : keys.set;
  try {
    const { jobId, issuer, status, mode, creditsCharged, finishedAt } = await verifyReceipt(receipt, trusted);
    return { valid: true, jobId, issuer, status, mode, creditsCharged, finishedAt };
  } catch (error) {
    if (error instanceof ReceiptError) return { valid: false, reason: error.message };
    throw error;
  }
}
