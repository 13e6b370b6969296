import "server-only";
import { readReceiptKeys } from "../../receipts/receipt-key";
import { answerReceipt } from "../console/answer-receipt";
import type { RequestContext } from "../route/request-context";
import { findCallersJob } from "./find-callers-job";
import { withApiKey } from "./with-api-key";

/** @throws {AppError} not_found, job_not_finished */
export const handleReceipt = withApiKey(async (context, caller) =>
  answerReceipt(context, await findCallersJob(context, caller)),
);

/** Open to everybody: whoever is shown a receipt can check it. */
export async function handleReceiptKeys({ studio }: RequestContext): Promise<Response> {
  const keys = await readReceiptKeys(studio.settings.RECEIPT_SECRET);
  return Response.json(keys, { headers: { "Cache-Control": "public, max-age=3600" } });
}
