import "server-only";
import { CompactSign } from "jose";
import { pickLaterOptions } from "../contract/order";
import type { Receipt, SignedReceipt } from "../contract/v1/receipts";
import { listMovementsOfJob } from "../credits/list-movements";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import type { Job } from "../generated/prisma/client";
import { isEnded } from "../jobs/end-job";
import { toIdleAddOns, toOrder, toPaintedBy } from "../jobs/read-job-row";
import { makeReceiptKey } from "./receipt-key";

type Issuer = {
  /** The studio's address. */
  origin: string;
  /** RECEIPT_SECRET */
  secret: string;
};

/**
 * The signed receipt of one job: what was done to the photo and what it cost. It contains only facts of an ended job, so the same
 * job and issuer always give the same bytes.
 * @throws {AppError} job_not_finished
 */
export async function createReceipt(db: Db, row: Job, { origin, secret }: Issuer): Promise<SignedReceipt> {
  const receipt = describeJob(row, origin, await listLines(db, row));
  const { privateKey, publicJwk } = await makeReceiptKey(secret);
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: publicJwk.alg, kid: publicJwk.kid })
    .sign(privateKey);
  return { receipt, jws };
}

function describeJob(row: Job, issuer: string, ledger: Receipt["ledger"]): Receipt {
  const { status, finishedAt } = row;
  if (!isEnded(status) || !finishedAt) {
    throw new AppError("job_not_finished", {
      detail: `The job is ${status}. Its receipt is available once it has ended.`,
    });
  }
  const idleAddOns = toIdleAddOns(row);
  const paintedBy = toPaintedBy(row);
  const { outputSha256: sha256, outputBytes: bytes, outputFormat: format } = row;
  return {
    version: 1,
    issuer,
    issuedAt: finishedAt.toISOString(),
    jobId: row.id,
    accountId: row.userId,
    keyId: row.apiKeyId,
    mode: row.isTest ? "test" : "live",
    status,
    input: {
      sha256: row.inputSha256,
      bytes: row.inputBytes,
      format: row.inputFormat,
      width: row.width,
      height: row.height,
    },
    output: sha256 !== null && bytes !== null ? { sha256, bytes, format } : null,
    order: describeOrder(row),
    provider: row.provider,
    model: row.modelTag,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: finishedAt.toISOString(),
    creditsCharged: row.chargedCredits,
    ...(idleAddOns.length > 0 ? { idleAddOns } : {}),
    ...(paintedBy ? { paintedBy } : {}),
    ledger,
  };
}

function describeOrder(row: Job): Receipt["order"] {
  const order = toOrder(row);
  const { model, cleanScratches, faceRemaster, autoAddOns, outputFormat, strength, metadata } = order;
  const first = { model, cleanScratches, faceRemaster, outputFormat, strength, metadata };
  return { ...first, ...(autoAddOns.length > 0 ? { autoAddOns } : {}), ...pickLaterOptions(order) };
}

/**
 * The job's movements, oldest first. `credits` is the change of the spendable balance, as in the ledger; for a capture that is
 * what the hold exceeded the charge by.
 */
async function listLines(db: Db, { id: jobId, userId }: Job): Promise<Receipt["ledger"]> {
  const movements = await listMovementsOfJob(db, userId, jobId);
  return movements.map(({ id, kind, credits, createdAt }) => ({
    id,
    kind,
    credits,
    createdAt: createdAt.toISOString(),
  }));
}
