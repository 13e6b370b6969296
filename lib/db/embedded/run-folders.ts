import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What a Unix socket's address can hold on every system (104 bytes on macOS), less the file name we put behind it. */
const maxSocketFolderBytes = 103 - "/.s.PGSQL.5432".length;

/** One name per data folder, whatever path led to it. */
export const hashFolder = (folder: string): string =>
  createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 16);

/** Where the database process keeps its sockets, best first: in the data folder, else in the system's temporary folder. */
export function runFolders(dataDir: string): { inData: string; inTmp: string } {
  return {
    inData: path.join(dataDir, "run"),
    inTmp: path.join(tmpdir(), `pixomax-${process.getuid?.() ?? 0}-${hashFolder(dataDir)}`),
  };
}

export const fitsSocketAddress = (folder: string): boolean => Buffer.byteLength(folder) <= maxSocketFolderBytes;

/**
 * Makes the folder, closed to other users.
 * @throws {Error} when it is there and somebody else's: they could answer in the database's place
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stats = lstatSync(folder);
  const open = process.platform !== "win32" && (stats.mode & 0o077) !== 0;
  if (!stats.isDirectory() || open || (process.getuid && stats.uid !== process.getuid())) {
    throw new Error(`${folder} must be a folder that only this user can open: remove it, or give it mode 700.`);
  }
}
