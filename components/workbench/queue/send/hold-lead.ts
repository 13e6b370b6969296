import { photoQueueNames } from "@/lib/client/photo-queue-storage";
import type { PhotoShelf } from "../shelf/photo-shelf";

type Deps = {
  shelf: Pick<PhotoShelf, "isLasting" | "claimLease">;
  /** Absent where the page has come over plain http. */
  locks: Pick<LockManager, "request"> | undefined;
  /** Names this tab. */
  holder: string;
  now: () => number;
  wait: (ms: number) => Promise<void>;
  onLead: () => void;
  /** Another tab leads: this one was asleep for longer than its lease. */
  onLost: () => void;
};

const leaseMs = 6_000;
const renewMs = 2_000;

/**
 * Makes this tab the one that sends as soon as no other does. A lock is held until the tab is gone. A lease, where there are no
 * locks, is renewed; a tab whose timers the browser holds back may lose it, and then two can send for a moment, which the
 * Idempotency-Key of each attempt makes harmless.
 */
export async function holdLead({ shelf, locks, ...deps }: Deps): Promise<void> {
  if (!shelf.isLasting) return deps.onLead();
  if (!locks) return keepLease(shelf, deps);
  await locks.request(photoQueueNames.lock, () => {
    deps.onLead();
    return new Promise<never>(() => {});
  });
}

async function keepLease(
  shelf: Pick<PhotoShelf, "claimLease">,
  { holder, now, wait, onLead, onLost }: Omit<Deps, "shelf" | "locks">,
): Promise<void> {
  let leads = false;
  for (;;) {
    const at = now();
    const isOurs = await shelf.claimLease(holder, at, at + leaseMs);
    if (isOurs && !leads) onLead();
    if (!isOurs && leads) onLost();
    leads = isOurs;
    await wait(renewMs);
  }
}
