import { formatCount } from "@/lib/format/format-numbers";

/** One batch: what was sent since nothing was in progress. */
export type Batch = { startedAt: number; refs: readonly string[] };
export type Progress = { done: number; total: number; secondsLeft: number | null };

type Photo = { ref: string; state: string };
const atWork = ["waiting", "uploading", "running"];

/** The batch after the list has changed: photos join it when they are sent, and it ends when none is in progress. */
export function followBatch(batch: Batch | null, photos: readonly Photo[], now: number): Batch | null {
  const working = photos.filter(({ state }) => atWork.includes(state)).map(({ ref }) => ref);
  if (working.length === 0) return null;
  const fresh = working.filter((ref) => !batch?.refs.includes(ref));
  if (batch && fresh.length === 0) return batch;
  return { startedAt: batch?.startedAt ?? now, refs: [...(batch?.refs ?? []), ...fresh] };
}

/** How far a batch is, failed photos counted as finished. The time left is unknown until two have finished. */
export function measureProgress({ startedAt, refs }: Batch, photos: readonly Photo[], now: number): Progress {
  const known = new Map(photos.map(({ ref, state }) => [ref, state]));
  // Photos that were stopped or removed are no longer part of it.
  const counted = refs.filter((ref) => known.has(ref) && known.get(ref) !== "ready");
  const done = counted.filter((ref) => !atWork.includes(known.get(ref) ?? "")).length;
  const left = counted.length - done;
  const secondsLeft = done < 2 ? null : ((now - startedAt) / 1000 / done) * left;
  return { done, total: counted.length, secondsLeft };
}

/** `12 of 30, about 2 min`. Rough on purpose: a number that jumps every second says less. */
export function formatProgress({ done, total, secondsLeft }: Progress): string {
  const so = `${done} of ${total}`;
  if (secondsLeft === null || done === total) return so;
  if (secondsLeft < 10) return `${so}, a few seconds`;
  if (secondsLeft < 55) return `${so}, about ${formatCount(Math.ceil(secondsLeft / 10) * 10, "second")}`;
  return `${so}, about ${Math.ceil(secondsLeft / 60)} min`;
}
