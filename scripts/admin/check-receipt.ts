import { readFile } from "node:fs/promises";
import { settings } from "../../lib/env/settings";
import { readReceiptKeys } from "../../lib/receipts/receipt-key";
import { ReceiptError, verifyReceipt } from "../../lib/receipts/verify-receipt";

type Checked = { valid: false; reason: string } | { valid: true; [fact: string]: unknown };
const fetchTimeoutMs = 10_000;

/**
 * Whether the receipt in `file` was signed by this studio, or by one of `keys`: a file or an address of a JSON Web Key Set.
 * Needs no database, and with `keys` no secret either. Rejects when something cannot be read at all.
 */
export async function checkReceipt(file: string, keys?: string): Promise<Checked> {
  const given = await readJsonFile(file);
  const trusted = keys === undefined ? await readReceiptKeys(settings().RECEIPT_SECRET) : await readKeys(keys);
  try {
    const { jobId, issuer, status, mode, creditsCharged, finishedAt } = await verifyReceipt(given, trusted);
    return { valid: true, jobId, issuer, status, mode, creditsCharged, finishedAt };
  } catch (error) {
    if (error instanceof ReceiptError) return { valid: false, reason: error.message };
    throw error;
  }
}

async function readKeys(source: string): Promise<unknown> {
  if (!/^https?:/i.test(source)) return readJsonFile(source);
  const response = await fetch(source, { signal: AbortSignal.timeout(fetchTimeoutMs) });
  if (!response.ok) throw new Error(`${source} answered ${response.status}.`);
  return parse(await response.text());
}

async function readJsonFile(file: string): Promise<unknown> {
  return parse(await readFile(file, "utf8"));
}

/** What is no JSON is no receipt and no key set either: whoever checks its shape says so. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
