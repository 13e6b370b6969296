import { z } from "zod";
import { AppError } from "./app-error";

/** What Node, pg, Prisma and its adapter put into an error. */
const faultSchema = z.object({
  code: z.unknown().optional(),
  message: z.unknown().optional(),
  cause: z.unknown().optional(),
  meta: z
    .object({ driverAdapterError: z.object({ cause: z.unknown() }) })
    .optional()
    .catch(undefined),
  kind: z.unknown().optional(),
  originalCode: z.unknown().optional(),
});

const fullCodes = ["ENOSPC", "EDQUOT", "53100"];
const fullMessage = /\bENOSPC\b|no space left on device|disk quota exceeded/i;
/** Prisma: not reachable, timed out, closed, no connection or transaction to be had in time. Then PostgreSQL's and Node's own. */
const databaseCodes = /^(P1001|P1002|P1008|P1017|P2024|P2028|08...|57P0[1-3]|53300)$/;
const databaseKinds = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"];
const databaseMessage = /^Connection terminated|\.s\.PGSQL\.\d+$/;
/** What the storage explains by itself. */
const storageCodes: readonly string[] = ["storage_full", "storage_unavailable"];
/** A chain of causes is a few errors long; one that goes round ends here. */
const maxCauses = 8;

/**
 * An AppError that names the machine's fault, when that is what an error comes from: a full disk or a database that does not
 * answer. Anything else is returned as it is.
 */
export function explainFault(thrown: unknown): unknown {
  // Explained where the job failed, and asked about again where the request is answered.
  if (thrown instanceof AppError && storageCodes.includes(thrown.code)) return thrown;
  const faults = listCauses(thrown);
  if (faults.some(isDiskFull)) return storageFull(thrown);
  // A fault that something else has already explained, such as a provider's, is not the database's.
  if (thrown instanceof AppError || !faults.some(isDatabaseDown)) return thrown;
  return new AppError("database_unavailable", {
    detail: "The studio's database does not answer. Nothing was charged.",
    retryAfterSeconds: 5,
    cause: thrown,
  });
}

/** The disk has no room for a photo. */
export const storageFull = (cause?: unknown): AppError =>
  new AppError("storage_full", {
    detail: "The studio's disk is full, so no photo can be taken. Nothing was charged.",
    retryAfterSeconds: 60,
    cause,
  });

type Fault = z.infer<typeof faultSchema>;

function listCauses(thrown: unknown): Fault[] {
  const faults: Fault[] = [];
  for (let next = thrown; faults.length < maxCauses; ) {
    const parsed = faultSchema.safeParse(next);
    if (!parsed.success) break;
    faults.push(parsed.data);
    next = parsed.data.meta?.driverAdapterError.cause ?? parsed.data.cause;
  }
  return faults;
}

const isDiskFull = ({ code, originalCode, message }: Fault) =>
  [code, originalCode].some((one) => fullCodes.includes(String(one))) || fullMessage.test(String(message));

const isDatabaseDown = ({ code, originalCode, message, kind }: Fault) =>
  [code, originalCode].some((one) => databaseCodes.test(String(one))) ||
  databaseKinds.includes(String(kind)) ||
  databaseMessage.test(String(message));
