import { constants } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { type HashedFile, hashFile } from "../../lib/colorize/providers/embedded/graphs/hash-file";
import { CommandError } from "../command-line";

/** How ONNX names a file that holds weights of a graph: the first key of an entry of `external_data`, as protobuf writes it. */
const externalData = Buffer.from([0x0a, 8, ...Buffer.from("location"), 0x12]);

/**
 * Reads an ONNX file for its hash. One that keeps weights in a second file is refused: the hash would not cover them, and onnxruntime
 * would read whatever lies beside the graph.
 * @throws {CommandError}
 */
export async function readGraphFile(file: string): Promise<HashedFile> {
  let end: Buffer = Buffer.alloc(0);
  let isSplit = false;
  const hashed = await hashFile(file, (piece) => {
    const joint = Buffer.concat([end, piece.subarray(0, externalData.length)]);
    isSplit ||= joint.includes(externalData) || piece.includes(externalData);
    end = Buffer.concat([end, piece.subarray(-externalData.length)]).subarray(-externalData.length);
  }).catch((cause: Error) => {
    throw new CommandError(`can't be read (${cause.message})`);
  });
  if (isSplit) throw new CommandError("keeps its weights in a second file; save it as one file of at most 2 GB");
  return hashed;
}

/**
 * Copies a file that was read; under its final name the copy is whole or not there.
 * @throws {CommandError} the file was changed meanwhile
 */
export async function copyGraphFile({ path, sha256 }: HashedFile, target: string): Promise<void> {
  const unfinished = `${target}.${process.pid}.part`;
  try {
    await copyFile(path, unfinished, constants.COPYFILE_FICLONE);
    if ((await hashFile(unfinished)).sha256 !== sha256) throw new CommandError("was changed while it was copied");
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
