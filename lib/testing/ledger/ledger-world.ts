import { createPurchase, createUserWithCredits, payPurchase } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { expireLots } from "../../credits/expire-lots";
import { freezePurchase, thawPurchase } from "../../credits/freeze-purchase";
import { grantCredits } from "../../credits/ledger";
import { revokePurchase } from "../../credits/revoke-purchase";
import { type Db, inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { createJobId } from "../../jobs/create-job";
import { jobCount, type LedgerStep, purchaseCredits, type Refusal, type StepAnswer } from "./ledger-steps";

/** One user with jobs and purchases to come, on a database. Day 0 is the first. */
export type LedgerWorld = {
  db: Db;
  userId: string;
  jobs: string[];

  purchases: string[];
  day: number;
};

export const dateOfDay = (day: number) => new Date(Date.UTC(2030, 0, 1 + day));

export async function createLedgerWorld(db: Db): Promise<LedgerWorld> {
  const { id: userId } = await createUserWithCredits(db, 0);
  const purchases: string[] = [];
  for (const credits of purchaseCredits) purchases.push(await createPurchase(db, userId, credits));
  return { db, userId, jobs: Array.from({ length: jobCount }, createJobId), purchases, day: 0 };
}

/** Does a step through the ledger's own functions. Throws whatever no step may throw. */
export async function actOnLedger(world: LedgerWorld, step: LedgerStep): Promise<StepAnswer> {
  try {
    return await act(world, step);
  } catch (error) {
    return refusalOf(error);
  }
}

async function act(world: LedgerWorld, step: LedgerStep): Promise<StepAnswer> {
  const { db, userId, jobs, purchases } = world;
  const now = dateOfDay(world.day);
  const pick = (list: string[], index: number) => list[index] ?? "";
  switch (step.do) {
    case "grant": {
      const expiresAt = step.expiresOnDay === null ? undefined : dateOfDay(step.expiresOnDay);
      return grantCredits(db, { userId, credits: step.credits, reason: "gift", expiresAt });
    }
    case "pay":
      return payPurchase(db, pick(purchases, step.purchase));
    case "hold":
      await openJob(db, userId, { id: pick(jobs, step.job), priceCredits: step.credits, createdAt: now });
      return true;
    case "capture":
      return capture(world, pick(jobs, step.job), step.credits);
    case "release":
      return settleAsFailed(db, pick(jobs, step.job), now);
    case "refund":
      return refund(world, pick(purchases, step.purchase), step);
    case "freeze":
    case "thaw": {
      const change = step.do === "freeze" ? freezePurchase : thawPurchase;
      const purchaseId = pick(purchases, step.purchase);
      const reference = `${step.do}:${purchaseId}:${step.reference}`;
      return inTransaction(db, (tx) => change(tx, { purchaseId, reference, reason: step.do }));
    }
    case "expire":
      return expireLots(db, now);
    case "wait":
      world.day += 1;
      return null;
  }
}

async function capture({ db, day }: LedgerWorld, jobId: string, credits: number): Promise<boolean> {
  const job = await db.job.findUnique({ where: { id: jobId } });
  return job !== null && settleAsSucceeded(db, jobId, Math.min(credits, job.priceCredits), dateOfDay(day));
}

type Refund = { credits: number; reference: number };

const refund = ({ db, userId }: LedgerWorld, purchaseId: string, step: Refund) =>
  inTransaction(db, (tx) => {
    const reference = `refund:${purchaseId}:${step.reference}`;
    return revokePurchase(tx, { userId, purchaseId, credits: step.credits, reason: "refunded", reference });
  });

function refusalOf(error: unknown): Refusal {
  if (error instanceof AppError && error.code === "insufficient_credits") return "insufficient";
  if (error instanceof Error && "code" in error && error.code === "23505") return "exists";
  if (error instanceof Error && error.message.includes("brought no credits")) return "unpaid";
  throw error;
}
