import "server-only";
import { AppError } from "../../errors/app-error";
import { formatCount } from "../../format/format-numbers";
import type { Refusal } from "../../rate-limit/slots";
import { openSpool, type Spool } from "../../storage/spool";
import { holderOf } from "../auth/callers";
import { countAttempt } from "../route/check-rate";
import type { CallerContext } from "../route/endpoint";

/** A temporary folder and the place that goes with it; `end` gives both back, once. */
export type Intake = { spool: Spool; end(): Promise<void> };

/**
 * Takes a place and a temporary folder for a photo that is fetched or shown before it is sent. Counted apart from the account's
 * other requests and from uploads: what only prepares a photo must never be why one is refused.
 * @throws {AppError} rate_limited, over_capacity
 */
export async function openIntake({ studio, caller, request }: CallerContext): Promise<Intake> {
  await countAttempt(
    studio.limits.intake,
    caller.userId,
    (limit) => `The limit is ${limit} fetched or previewed photos a minute.`,
  );
  const holder = holderOf(caller, request.headers);
  const giveSlotBack = studio.intake.take(holder);
  if (!giveSlotBack) throw busy(studio.intake.refusal(holder));
  const spool = await openSpool(studio.settings.DATA_DIR).catch((error: unknown) => {
    giveSlotBack();
    throw error;
  });
  let isOpen = true;
  const end = async () => {
    if (!isOpen) return;
    isOpen = false;
    await spool.remove().finally(giveSlotBack);
  };
  return { spool, end };
}

/** Runs `work` with a place and a folder, and gives both back whatever happens. @throws {AppError} as openIntake */
export async function withIntake<T>(context: CallerContext, work: (spool: Spool) => Promise<T>): Promise<T> {
  const { spool, end } = await openIntake(context);
  return work(spool).finally(end);
}

function busy({ isOwnShare, held, retryAfterSeconds }: Refusal): AppError {
  const whose = isOwnShare ? `${held} photos of this account, or its network,` : `${held} photos`;
  const detail = `${whose} are being fetched or previewed already. Try again in ${formatCount(retryAfterSeconds, "second")}. Nothing was charged.`;
  return new AppError("over_capacity", { detail, retryAfterSeconds });
}
