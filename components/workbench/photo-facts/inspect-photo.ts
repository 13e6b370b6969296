import { fetchJson } from "@/lib/client/api-client";
import { type PhotoFacts, photoFactsSchema } from "@/lib/contract/photos/photo-facts";
import { makeCopy } from "./make-copy";

/** Has the studio inspect a small copy of a photo. Rejects when it could not; callers ignore that, since it is optional. */
export async function inspectPhoto({ file }: { file: File }, { signal }: { signal: AbortSignal }): Promise<PhotoFacts> {
  await afterPaint();
  signal.throwIfAborted();
  const body = await makeCopy(file, signal);
  signal.throwIfAborted();
  return fetchJson("/api/workbench/inspect", photoFactsSchema, { method: "POST", body, signal });
}

/** Making the copy takes the main thread: the browser shows the photo first. */
const afterPaint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
