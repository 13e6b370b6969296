import "server-only";
import path from "node:path";
import { withDeadline } from "../../clock/clock";
import { inspectCopy } from "../../colorize/inspect-copy";
import { AppError } from "../../errors/app-error";
import { openSpool } from "../../storage/spool";
import type { Caller } from "../auth/caller";
import { checkServiceOpen } from "../route/check-service-open";
import type { RequestContext } from "../route/request-context";
import { receiveCopy } from "./receive-copy";

/** A look that comes later than this helps nobody: the photo itself is on its way by then. */
const inspectSeconds = 20;

/** What can be seen in a photo before it is sent, from a small copy of it. Costs nothing and keeps nothing. */
export function handleInspect(authenticate: (context: RequestContext) => Promise<Caller>) {
  return async (context: RequestContext): Promise<Response> => {
    const { studio, request } = context;
    const caller = await authenticate(context);
    await checkInspectionRate(context, caller);
    await checkServiceOpen(studio, caller);
    const giveSlotBack = studio.inspections.take();
    if (!giveSlotBack) throw busy();
    try {
      const spool = await openSpool(studio.settings.DATA_DIR);
      try {
        const file = path.join(spool.dir, "copy");
        await receiveCopy(context, file);
        const facts = await withDeadline(inspectSeconds, busy, (deadline) =>
          inspectCopy(studio.provider, file, AbortSignal.any([deadline, request.signal])),
        );
        return Response.json(facts);
      } finally {
        await spool.remove();
      }
    } finally {
      giveSlotBack();
    }
  };
}

/** Counted apart from the account's other requests: a look must never be why a photo is refused. */
async function checkInspectionRate({ studio }: RequestContext, { userId }: Caller): Promise<void> {
  const { allowed, limit, retryAfterSeconds } = await studio.limits.inspections.take(userId);
  if (allowed) return;
  throw new AppError("rate_limited", { detail: `The limit is ${limit} looks a minute.`, retryAfterSeconds });
}

const busy = () =>
  new AppError("over_capacity", { detail: "The studio has no time for a look now.", retryAfterSeconds: 5 });
