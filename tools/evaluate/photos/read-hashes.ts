import { readFile } from "node:fs/promises";
import { z } from "zod";

const hashesSchema = z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1);

/** A list of SHA-256 in hex, one a line; null when it can't be read or says something else. */
export async function readHashes(path: string): Promise<Set<string> | null> {
  const text = await readFile(path, "utf8").catch(() => "");
  const { data } = hashesSchema.safeParse(text.split(/\r?\n/).filter(Boolean));
  return data ? new Set(data) : null;
}
