import { fetchJson } from "@/lib/client/api-client";
import type { PhotoFacts } from "@/lib/contract/photos/photo-facts";
import { inspectionSchema, noHints, type ScanHints, scanHintsSchema } from "@/lib/contract/photos/scan-hints";
import { makeCopy } from "../make-copy";
import type { Inspection } from "./sync-inspections";

export type Inspected = { facts: PhotoFacts; hints: ScanHints };

/**
 * Has the studio inspect a small copy of a photo, with its edits. Rejects when it could not; callers ignore that, since it is
 * optional.
 */
export async function inspectPhoto(
  { file, edits }: Pick<Inspection, "file" | "edits">,
  { signal }: { signal: AbortSignal },
): Promise<Inspected> {
  await afterPaint();
  signal.throwIfAborted();
  const body = await makeCopy(file, edits, signal);
  signal.throwIfAborted();
  const { hints, ...facts } = await fetchJson("/api/workbench/inspect", answerSchema, {
    method: "POST",
    body,
    signal,
  });
  return { facts, hints };
}

/** A studio that is being renewed may answer as it did before there were hints. */
const answerSchema = inspectionSchema.extend({ hints: scanHintsSchema.default(noHints) });

/** Making the copy takes the main thread: the browser shows the photo first. */
const afterPaint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
