import "server-only";
import type { Job } from "../../generated/prisma/client";
import { createReceipt } from "../../receipts/create-receipt";
import type { RequestContext } from "../route/request-context";
import { requestOrigin } from "../route/request-origin";

/** The job's receipt, named for those who save it. @throws {AppError} job_not_finished */
export async function answerReceipt({ request, studio }: RequestContext, row: Job): Promise<Response> {
  const issuer = { origin: requestOrigin(request.headers), secret: studio.settings.RECEIPT_SECRET };
  const signed = await createReceipt(studio.db, row, issuer);
  const headers = { "Content-Disposition": `inline; filename="${row.id}-receipt.json"` };
  return Response.json(signed, { headers });
}
