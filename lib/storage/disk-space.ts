import { statfs } from "node:fs/promises";
import type { Settings } from "../env/settings-schema";

/** As disks are sold, not as memory is counted. */
export const gigabyte = 1_000_000_000;
const megabyte = 1_000_000;

/**
 * Bytes that photos may still take up: what this user may write on the disk of DATA_DIR, less what is to stay free there.
 * Zero or less: the disk is full, as far as photos are concerned.
 */
export async function readUsableBytes(settings: Pick<Settings, "DATA_DIR" | "MIN_FREE_DISK_MB">): Promise<number> {
  const { bavail, bsize } = await statfs(settings.DATA_DIR);
  return bavail * bsize - settings.MIN_FREE_DISK_MB * megabyte;
}
