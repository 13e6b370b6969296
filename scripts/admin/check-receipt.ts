import { readFile } from "node:fs/promises";
import { settings } from "../../lib/env/settings";
import { checkReceipt } from "../../lib/operator/upkeep/check-receipt";

const fetchTimeoutMs = 10_000;

/**
 * Whether the receipt in `file` was signed by this studio, or by one of `keys`: a file or an address of a JSON Web Key Set.
 * Needs no database, and with `keys` no secret either. Rejects when something cannot be read at all.
 */
export async function checkReceiptFile(file: string, keys?: string) {
  const given = await readJsonFile(file);
  return checkReceipt(
    given,
    keys === undefined ? { secret: settings().RECEIPT_SECRET } : { set: await readKeys(keys) },
  );
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
