import { openHeldJob } from "../../lib/colorize/job-statements";
import { defaultOrder } from "../../lib/contract/order";
import type { Db } from "../../lib/db/client";
import { createJobId, type NewJob } from "../../lib/jobs/create-job";

const hourMs = 3_600_000;

/** The fields of a queued workbench job, for 1 credit unless `fields` says otherwise. */
export function newJob(userId: string, fields: Partial<NewJob> = {}): NewJob {
  const createdAt = fields.createdAt ?? new Date();
  return {
    id: createJobId(),
    userId,
    apiKeyId: null,
    source: "workbench",
    requestId: "req_test",
    clientRef: null,
    ...defaultOrder,
    model: "tiny",
    isTest: false,
    priceCredits: 1,
    inputName: "grandma.jpg",
    inputFormat: "jpeg",
    inputBytes: 1234,
    inputSha256: "0".repeat(64),
    pages: 1,
    photoNotes: [],
    width: 400,
    height: 300,
    status: "queued",
    startedAt: null,
    inputKey: null,
    provider: "test",
    runnerId: "run_test",
    leaseUntil: new Date(createdAt.getTime() + 10_000),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + hourMs),
    ...fields,
  };
}

/** A queued job with its price held, as the colorize path opens it. Returns its id. */
export async function openJob(db: Db, userId: string, fields: Partial<NewJob> = {}): Promise<string> {
  const job = newJob(userId, fields);
  await openHeldJob(db, job);
  return job.id;
}
