import { open } from "node:fs/promises";
import type { PhotoFormat } from "../../contract/limits";
import { headBytes, identifyFile } from "../../contract/photos/identify-file";
import {
  directoryBytes,
  findDirectory,
  isRawDirectory,
  readDirectory,
} from "../photo-file/foreign/raw/read-main-directory";
import { unsupportedError } from "./image-errors";

/**
 * The format of a file, by its bytes.
 * @throws {AppError} image_unsupported, which says what the file is where that is known, and what to save it as
 */
export async function identifyPhoto(path: string): Promise<PhotoFormat> {
  const file = await open(path, "r");
  try {
    const read = async (at: number, bytes: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
      return buffer.subarray(0, bytesRead);
    };
    const head = await read(0, headBytes);
    const found = identifyFile(head);
    if (!found)
      throw unsupportedError(
        isText(head) ? "The data is text, not an image" : "The data is not an image of a known kind",
      );
    if ("kind" in found)
      throw unsupportedError(`The file is ${found.kind}, not a photo. ${found.advice.replace(/\.$/, "")}`);
    if (found.format !== "tiff") return found.format;
    const at = findDirectory(head);
    return at !== null && isRawDirectory(readDirectory(await read(at, directoryBytes), head)) ? "raw" : "tiff";
  } finally {
    await file.close();
  }
}

const whiteSpace = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Whether bytes read like text: no control characters but those of text. */
const isText = (head: Buffer): boolean => head.length > 0 && head.every((byte) => byte >= 0x20 || whiteSpace.has(byte));
