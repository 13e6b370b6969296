import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";

/** A file as it was read. `stamp` changes when the file is written to or another takes its place. */
export type HashedFile = { path: string; sha256: string; bytes: number; stamp: string };

/**
 * Reads a file a piece at a time: weights of 900 MB never lie in memory as a whole.
 * @param look is given each piece
 * @throws the error of the file system
 */
export async function hashFile(path: string, look: (piece: Buffer) => void = () => {}): Promise<HashedFile> {
  const handle = await open(path);
  try {
    const stamp = makeStamp(await handle.stat({ bigint: true }));
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const piece of handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) {
      hash.update(piece);
      look(piece);
      bytes += piece.length;
    }
    return { path, sha256: hash.digest("hex"), bytes, stamp };
  } finally {
    await handle.close();
  }
}

/**
 * Whether the path still leads to the file that was read, unwritten since. It finds a file that is being copied, or replaced, while it is
 * loaded. Against somebody who may write into the folder nothing here protects: that person may write the manifest too.
 */
export async function isUnchanged({ path, stamp }: Pick<HashedFile, "path" | "stamp">): Promise<boolean> {
  const now = await stat(path, { bigint: true }).catch(() => null);
  return now !== null && makeStamp(now) === stamp;
}

type Stats = { dev: bigint; ino: bigint; size: bigint; mtimeNs: bigint; ctimeNs: bigint };
const makeStamp = ({ dev, ino, size, mtimeNs, ctimeNs }: Stats): string => [dev, ino, size, mtimeNs, ctimeNs].join("-");
