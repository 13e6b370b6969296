import { createApiKey } from "../../../lib/api-keys/create-api-key";
import type { Db } from "../../../lib/db/client";
import { createPublicId } from "../../../lib/db/public-id";

export type FilledAccount = { userId: string; keyId: string; endpointId: string; lastJobId: string };

/**
 * An account with a history as long as `rows`: so many jobs over a year, each with its hold, capture and delivered webhook, one in
 * ten with a refused attempt beside it, one in a hundred with a purchase. Written by the database itself; the ledger's rules hold.
 */
export async function fillAccount(db: Db, rows: number): Promise<FilledAccount> {
  const userId = createPublicId("usr");
  await db.user.create({ data: { id: userId, email: `${userId}@example.org`.toLowerCase() } });
  const { key } = await createApiKey(db, { userId, name: "bench" }, { secret: "x".repeat(32) });
  const endpointId = createPublicId("whe");
  const url = "https://hooks.example.org";
  await db.webhookEndpoint.create({ data: { id: endpointId, userId, url, events: ["job.succeeded"] } });
  const names = { u: userId, k: key.id, e: endpointId, n: rows };
  for (const statement of [...jobs(names), ...ledger(names), ...webhooks(names), ...others(names)]) {
    await db.$executeRawUnsafe(statement);
  }
  return { userId, keyId: key.id, endpointId, lastJobId: `job_${userId}_${rows}` };
}

type Names = { u: string; k: string; e: string; n: number };
/** Row `i` of `n`, the last one now and the first one a year ago. */
const series = ({ n }: Names) => `generate_series(1, ${n}) AS i`;
const time = ({ n }: Names) => `now() - interval '365 days' * (${n} - i) / ${n}`;

const jobs = (names: Names): string[] => [
  `INSERT INTO jobs (id, "userId", "apiKeyId", source, status, "requestId", model, "priceCredits", "chargedCredits", "inputName",
     "nameKey", "inputFormat", "inputBytes", "inputSha256", width, height, "outputKey", "outputBytes", provider, "modelTag", percent,
     "createdAt", "startedAt", "finishedAt", "expiresAt", "filesDeletedAt")
   SELECT 'job_${names.u}_' || i, '${names.u}', '${names.k}', 'api', 'succeeded', 'req_' || i, (ARRAY['large', 'tiny']::"JobModel"[])[1 + i % 2],
     1, 1, 'photo ' || i || '.jpg', 'photo ' || lpad(i::text, 8, '0') || '.jpg', 'jpeg', 1000000, md5(i::text), 1024, 768,
     CASE WHEN i > ${names.n} - 100 THEN 'job_${names.u}_' || i || '/out.png' END, 2000000, 'embedded', 'large@00000000', 100,
     ${time(names)}, ${time(names)}, ${time(names)}, ${time(names)} + interval '7 days', CASE WHEN i <= ${names.n} - 100 THEN ${time(names)} END
   FROM ${series(names)}`,
];

/** A grant of all credits, then a hold and a capture for each job: two movements each. */
const ledger = (names: Names): string[] => [
  `INSERT INTO credit_balances ("userId", available, held, version) VALUES ('${names.u}', ${names.n}, 0, ${2 * names.n + 1})`,
  `INSERT INTO credit_lots (id, "userId", source, credits, remaining) VALUES ('lot_${names.u}', '${names.u}', 'granted', ${2 * names.n}, ${names.n})`,
  `INSERT INTO credit_movements (id, "userId", sequence, kind, reason, "availableAfter", "createdAt")
   VALUES ('mov_${names.u}_0', '${names.u}', 1, 'grant', 'bench', ${2 * names.n}, now() - interval '366 days')`,
  `INSERT INTO credit_entries ("movementId", account, credits)
   VALUES ('mov_${names.u}_0', 'user:${names.u}:available', ${2 * names.n}), ('mov_${names.u}_0', 'system:grants', ${-2 * names.n})`,
  `INSERT INTO credit_holds ("jobId", "userId", credits, state, "createdAt", "settledAt")
   SELECT 'job_${names.u}_' || i, '${names.u}', 1, 'captured', ${time(names)}, ${time(names)} FROM ${series(names)}`,
  `INSERT INTO credit_hold_lots ("jobId", "lotId", credits) SELECT 'job_${names.u}_' || i, 'lot_${names.u}', 1 FROM ${series(names)}`,
  `INSERT INTO credit_movements (id, "userId", sequence, kind, "jobId", reason, "availableAfter", "createdAt")
   SELECT 'mov_${names.u}_h' || i, '${names.u}', 2 * i, 'hold'::"CreditMovementKind", 'job_${names.u}_' || i, 'job accepted', 2 * ${names.n} - i, ${time(names)} FROM ${series(names)}
   UNION ALL
   SELECT 'mov_${names.u}_c' || i, '${names.u}', 2 * i + 1, 'capture'::"CreditMovementKind", 'job_${names.u}_' || i, 'job succeeded', 2 * ${names.n} - i, ${time(names)} FROM ${series(names)}`,
  `INSERT INTO credit_entries ("movementId", account, credits)
   SELECT 'mov_${names.u}_h' || i, 'user:${names.u}:' || side, CASE side WHEN 'held' THEN 1 ELSE -1 END
   FROM ${series(names)}, unnest(ARRAY['available', 'held']) AS side`,
  `INSERT INTO credit_entries ("movementId", account, credits)
   SELECT 'mov_${names.u}_c' || i, CASE side WHEN 'held' THEN 'user:${names.u}:held' ELSE 'system:revenue' END, CASE side WHEN 'held' THEN -1 ELSE 1 END
   FROM ${series(names)}, unnest(ARRAY['held', 'revenue']) AS side`,
];

const webhooks = (names: Names): string[] => [
  `INSERT INTO webhook_events (id, "userId", type, payload, "createdAt")
   SELECT 'msg_${names.u}_' || i, '${names.u}', 'job.succeeded', jsonb_build_object('jobId', 'job_${names.u}_' || i), ${time(names)} FROM ${series(names)}`,
  `INSERT INTO webhook_deliveries (id, "eventId", "endpointId", status, attempts, "createdAt", "deliveredAt")
   SELECT 'whd_${names.u}_' || i, 'msg_${names.u}_' || i, '${names.e}', 'delivered', 1, ${time(names)}, ${time(names)} FROM ${series(names)}`,
  `INSERT INTO webhook_attempts (id, "deliveryId", at, status, "durationMs")
   SELECT 'wha_${names.u}_' || i, 'whd_${names.u}_' || i, ${time(names)}, 200, 50 FROM ${series(names)}`,
];

const others = (names: Names): string[] => [
  `INSERT INTO refused_attempts (id, "userId", source, "requestId", "errorCode", "errorDetail", "createdAt")
   SELECT 'att_${names.u}_' || i, '${names.u}', 'api', 'req_' || i, 'image_corrupt', 'bench', ${time(names)} FROM ${series(names)} WHERE i % 10 = 0`,
  `INSERT INTO purchases (id, "userId", "packId", "packName", credits, "priceCents", currency, status, "stripeSessionId", "createdAt")
   SELECT 'pur_${names.u}_' || i, '${names.u}', 'starter', 'Starter', 50, 500, 'usd', 'expired', 'cs_${names.u}_' || i, ${time(names)} FROM ${series(names)} WHERE i % 100 = 0`,
];
