import type { JobAnswer } from "@/lib/contract/console-jobs";
import { pictureKey } from "@/lib/contract/photos/edits";
import { refOfJob } from "./load-jobs";
import type { LocalPhoto } from "./local-photo";

/** The jobs of one photo, newest first. `ref` is the one that its newest job was sent with, or that job's id. */
export type JobGroup = { ref: string; jobs: JobAnswer[] };

type Grouped = { mine: Map<string, JobAnswer[]>; others: JobGroup[] };

/**
 * Puts jobs together that are attempts at the same photo: sent with the same ref, or made from the same
 * part of the same bytes. A photo that was
 * not sent yet keeps apart from earlier jobs of the same bytes, so that its owner can be told of them.
 */
export function groupJobs(photos: LocalPhoto[], jobs: JobAnswer[]): Grouped {
  const rankOf = new Map(jobs.map((job, rank) => [job, rank]));
  const sort = (group: JobAnswer[]) =>
    group.toSorted((one, other) => (rankOf.get(one) ?? 0) - (rankOf.get(other) ?? 0));
  const byRef = new Map<string, JobAnswer[]>();
  for (const job of jobs) {
    const ref = refOfJob(job);
    byRef.set(ref, [...(byRef.get(ref) ?? []), job]);
  }
  const mine = new Map(photos.map(({ ref }) => [ref, byRef.get(ref) ?? []]));
  const ownerOf = new Map<string, string>();
  for (const { ref, sha256, attempt, order } of photos) {
    byRef.delete(ref);
    const key = sha256 && pictureKey(sha256, order);
    if (key && attempt > 0 && !ownerOf.has(key)) ownerOf.set(key, ref);
  }

  const others = new Map<string, JobGroup>();
  for (const [ref, group] of byRef) {
    const key = group[0] ? pictureKey(group[0].inputSha256, group[0].order) : ref;
    const owner = ownerOf.get(key);
    if (owner !== undefined) mine.set(owner, sort([...(mine.get(owner) ?? []), ...group]));
    else {
      const newer = others.get(key);
      others.set(key, { ref: newer?.ref ?? ref, jobs: sort([...(newer?.jobs ?? []), ...group]) });
    }
  }
  return { mine, others: [...others.values()] };
}
