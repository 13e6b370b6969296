import { fetchJson } from "@/lib/client/api-client";
import { type PhotoFacts, photoFactsSchema } from "@/lib/contract/photo-facts";
import type { LocalPhoto } from "../queue/local-photo";
import { makeCopy } from "./make-copy";

/** Has the studio look at a small copy of a photo. Rejects when nobody could; that is no reason to bother anybody. */
export async function inspectPhoto(
  { file }: Pick<LocalPhoto, "file">,
  { signal }: { signal: AbortSignal },
): Promise<PhotoFacts> {
  await afterPaint();
  signal.throwIfAborted();
  const body = await makeCopy(file);
  signal.throwIfAborted();
  return fetchJson("/api/workbench/inspect", photoFactsSchema, { method: "POST", body, signal });
}

/** The photo is to be seen first. */
const afterPaint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
