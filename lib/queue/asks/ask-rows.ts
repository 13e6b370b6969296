import "server-only";
import { type Db, inTransaction, noJson, type Sql, sql, type Tx } from "../../db/client";
import type { Ask } from "../../generated/prisma/client";
import type { Holder } from "../../rate-limit/slots";
import { addMessage } from "../add-message";

/** How many workers may begin an ask: one that ends its worker would end them all. */
export const maxAskTries = 3;
const leaseSeconds = 10;
/** Longer than anybody waits. */
const keptHours = 2;

/** What an ask is about to be: see AskKinds of whoever answers. */
export type NewAsk = { id: string; kind: string; data: object; holder: Holder };
export type AskClaim = Pick<Ask, "id" | "tries"> & { workerId: string };
/** What all who wait hold of the workers, and of it this account and all test work. */
export type Waiting = { all: number; own: number; tests: number };

// Times are the database's, because the clocks of several machines are never the same.
const leaseEnd = sql`now() + make_interval(secs => ${leaseSeconds})`;
/** Live asks go before those of test keys. */
const testPriority = -1_000_000_000;

/**
 * Asks that have no answer yet. Not those whose worker died: a caller who still waits for one lets another worker have it at once,
 * and where the caller died too nobody does.
 */
export async function countAsks(db: Db, { account }: Pick<Holder, "account">): Promise<Waiting> {
  const [waiting] = await db.$queryRaw<Waiting[]>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE account = ${account}))::int AS own,
      (count(*) FILTER (WHERE "isTest"))::int AS tests FROM asks
    WHERE answer IS NULL AND ("leaseUntil" IS NULL OR "leaseUntil" > now())`;
  return waiting ?? { all: 0, own: 0, tests: 0 };
}

/** Writes the ask and its message. Its turn is fair between accounts, as that of an async job (queueJob). */
export async function addAsk(db: Db, { id, kind, data, holder }: NewAsk): Promise<void> {
  const { account, isTest } = holder;
  await inTransaction(db, async (tx) => {
    const [added] = await tx.$queryRaw<{ turn: number }[]>`
      INSERT INTO asks (id, kind, data, account, "isTest", "createdAt", turn)
      SELECT ${id}, ${kind}, ${JSON.stringify(data)}::jsonb, ${account}, ${isTest}, now(), 1 + greatest(
        0,
        max(turn) FILTER (WHERE account = ${account}),
        coalesce(max(turn) FILTER (WHERE "leaseUntil" IS NOT NULL), min(turn) - 1)
      ) FROM asks WHERE answer IS NULL AND "isTest" = ${isTest}
      RETURNING turn`;
    await addAskMessage(tx, { id, isTest, turn: added?.turn ?? 1 });
  });
}

async function addAskMessage(tx: Tx, { id, isTest, turn }: Pick<Ask, "id" | "isTest" | "turn">): Promise<void> {
  await addMessage(tx, "ask", { askId: id }, { priority: (isTest ? testPriority : 0) - turn });
}

/** An ask that no worker has → this worker's. Null when there is none, or its caller has given up. */
export async function claimAsk(db: Db, id: string, workerId: string): Promise<Ask | null> {
  const [claimed] = await db.$queryRaw<Ask[]>`
    UPDATE asks SET "workerId" = ${workerId}, "leaseUntil" = ${leaseEnd}, tries = tries + 1
    WHERE id = ${id} AND answer IS NULL AND "leaseUntil" IS NULL RETURNING *`;
  return claimed ?? null;
}

/**
 * Extends the leases of those of `ids` that the worker still has, and returns them: a caller who gives up deletes theirs. One
 * whose answer could not be written is not among `ids`: its lease must run out.
 */
export async function renewAsks(db: Db, workerId: string, ids: string[]): Promise<string[]> {
  const renewed = await db.$queryRaw<{ id: string }[]>`
    UPDATE asks SET "leaseUntil" = ${leaseEnd} WHERE id = ANY(${ids}) AND "workerId" = ${workerId} AND answer IS NULL RETURNING id`;
  return renewed.map(({ id }) => id);
}

/** Writes the answer, unless another worker has the ask by now or its caller has given up. */
export async function writeAnswer(db: Db, { id, ...claim }: AskClaim, answer: object): Promise<void> {
  await db.ask.updateMany({ where: { id, ...claim, answer: { equals: noJson } }, data: { answer } });
}

/** Lets another worker have an ask. */
export async function handBackAsk(db: Db, claim: AskClaim): Promise<void> {
  await inTransaction(db, (tx) =>
    requeue(tx, sql`id = ${claim.id} AND tries = ${claim.tries} AND "workerId" = ${claim.workerId}`, -1),
  );
}

/** The same for one whose worker died. @returns whether there was one to hand back */
export async function requeueDeadAsk(db: Db, id: string): Promise<boolean> {
  return inTransaction(db, (tx) => requeue(tx, sql`id = ${id} AND "leaseUntil" < now() AND tries < ${maxAskTries}`, 0));
}

async function requeue(tx: Tx, which: Sql, tries: number): Promise<boolean> {
  const [back] = await tx.$queryRaw<Pick<Ask, "id" | "isTest" | "turn">[]>`
    UPDATE asks SET "workerId" = NULL, "leaseUntil" = NULL, tries = tries + ${tries}
    WHERE ${which} AND answer IS NULL RETURNING id, "isTest", turn`;
  if (back) await addAskMessage(tx, back);
  return back !== undefined;
}

export type AskState = { answer: unknown; isDead: boolean; tries: number };

/** Null when it is gone. */
export async function readAsk(db: Db, id: string): Promise<AskState | null> {
  const [state] = await db.$queryRaw<AskState[]>`
    SELECT answer, tries, coalesce("leaseUntil" < now(), false) AS "isDead" FROM asks WHERE id = ${id}`;
  return state ?? null;
}

/** Whoever waits for it has its answer, or has given up: a worker that has it hears so when it renews its lease. */
export async function deleteAsk(db: Db, id: string): Promise<void> {
  await db.ask.deleteMany({ where: { id } });
}

/** Removes what killed processes left behind. Returns the ids, whose files can go too. */
export async function deleteOldAsks(db: Db): Promise<string[]> {
  const gone = await db.$queryRaw<{ id: string }[]>`
    DELETE FROM asks WHERE "createdAt" < now() - make_interval(hours => ${keptHours}) RETURNING id`;
  return gone.map(({ id }) => id);
}
