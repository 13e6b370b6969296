import { z } from "zod";
import { type Db, type Sql, sql, type Tx } from "../db/client";
import type { Fingerprints } from "../env/fingerprints";

/** A process of this studio, as the others see it. */
export type Instance = {
  id: string;
  role: "all" | "web" | "worker";
  version: string;
  /** Photos it colors at a time; 0 where it colors none. */
  engineWorkers: number;
  startedAt: Date;
  /** Until when it counts as running, unless it renews it. */
  leaseUntil: Date;
};
const providersSchema = z.array(z.object({ name: z.string(), state: z.enum(["working", "resting", "probing"]) }));
/** Of a chain of providers: to which of them the process gives photos now. */
export type KnownProviders = z.infer<typeof providersSchema>;
export type InstanceRow = Instance & { settings: Fingerprints; renewedAt: Date; providers: KnownProviders };

const rowSchema = z.object({
  id: z.string(),
  role: z.enum(["all", "web", "worker"]),
  version: z.string(),
  engineWorkers: z.number(),
  startedAt: z.date(),
  leaseUntil: z.date(),
  renewedAt: z.date(),
  settings: z.record(z.string(), z.string()),
  providers: providersSchema,
});

const leaseSeconds = 15;
/** For a look at what ran lately. */
const keptHours = 1;

// Times are the database's, because the clocks of several machines are never the same. now() is when the statement began, or its
// transaction; what a single statement reads is at least as new as its now().
const lease = sql`now() + make_interval(secs => ${leaseSeconds})`;
const columns = sql`id, role, version, "engineWorkers", "startedAt", "leaseUntil", "renewedAt", settings, providers`;

/** Those that run, the oldest first. */
export async function listInstances(db: Db | Tx): Promise<InstanceRow[]> {
  return readRows(db, sql`SELECT ${columns} FROM instances WHERE "leaseUntil" > now() ORDER BY "startedAt", id`);
}

/** Makes others that register or renew wait until this transaction ends, so that of two that start together one sees the other. */
export async function lockInstances(tx: Tx): Promise<void> {
  await tx.$executeRaw`LOCK TABLE instances IN SHARE ROW EXCLUSIVE MODE`;
}

/** Removes the row of an instance that is known to have ended, and those of long ago. */
export async function removeEnded(tx: Tx, id: string | null): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM instances WHERE id = ${id} OR "leaseUntil" < now() - make_interval(hours => ${keptHours})`;
}

type Registered = Pick<Instance, "id" | "role" | "version" | "engineWorkers"> & {
  settings: Fingerprints;
  providers: KnownProviders;
};

/** Registers the instance, or extends its lease, in one statement with a look at the others that run, which it returns. */
export async function renewInstance(db: Db | Tx, own: Registered): Promise<InstanceRow[]> {
  const settings = JSON.stringify(own.settings);
  const providers = JSON.stringify(own.providers);
  return readRows(
    db,
    sql`
      WITH renewed AS (
        INSERT INTO instances (id, role, version, "engineWorkers", settings, providers, "startedAt", "renewedAt", "leaseUntil")
        VALUES (${own.id}, ${own.role}, ${own.version}, ${own.engineWorkers}, ${settings}::jsonb, ${providers}::jsonb, now(), now(), ${lease})
        ON CONFLICT (id) DO UPDATE SET providers = excluded.providers, "renewedAt" = excluded."renewedAt", "leaseUntil" = excluded."leaseUntil"
      )
      SELECT ${columns} FROM instances WHERE id <> ${own.id} AND "leaseUntil" > now() ORDER BY "startedAt", id`,
  );
}

/** The database's time as text, exact to the microsecond. */
export async function readDatabaseTime(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ at: string }[]>`SELECT clock_timestamp()::text AS at`;
  return row?.at ?? "";
}

/** How many others run that have not renewed their lease since `at`, the database's time. */
export async function countUnaware(db: Db, id: string, at: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM instances
    WHERE id <> ${id} AND "leaseUntil" > now() AND "renewedAt" <= ${at}::timestamptz`;
  return row?.count ?? 0;
}

export async function removeInstance(db: Db, id: string): Promise<void> {
  await db.instance.deleteMany({ where: { id } });
}

const readRows = async (db: Db | Tx, query: Sql): Promise<InstanceRow[]> =>
  z.array(rowSchema).parse(await db.$queryRaw(query));
