import { open } from "node:fs/promises";
import type { PhotoFormat } from "../../contract/limits";
import { headBytes, identifyFile } from "../../contract/photos/identify-file";

/** How many bytes `sniffFormat` needs; fewer are fine when the file is shorter. */
export const sniffBytes = headBytes;

/**
 * The photo format that the first bytes of a file announce; null for formats that are not accepted. Raw files that begin like
 * TIFF count as TIFF here: `identifyPhoto` tells them apart.
 */
export function sniffFormat(head: Buffer): PhotoFormat | null {
  const found = identifyFile(head);
  return found && "format" in found ? found.format : null;
}

/** The first `bytes` of a file, or all of it when it is shorter. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
