import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const addressSchema = z.object({ url: z.string(), pid: z.number().int() });
export type PublishedAddress = z.infer<typeof addressSchema>;
const fileOf = (dataDir: string) => path.join(dataDir, "database.json");

/** Where the database process of this data folder says it can be reached; null when there is none. It may be out of date. */
export function readAddress(dataDir: string): PublishedAddress | null {
  try {
    return addressSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), "utf8")));
  } catch {
    return null;
  }
}

export function writeAddress(dataDir: string, address: PublishedAddress): void {
  const file = fileOf(dataDir);
  // Renamed into place: nobody ever reads half of it.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(address), { mode: 0o600 });
  renameSync(fresh, file);
}

export const removeAddress = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });
