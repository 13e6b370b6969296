import { open } from "node:fs/promises";
import type { PhotoFormat } from "../../contract/limits";

/** How many bytes `sniffFormat` needs; fewer are fine when the file is shorter. */
export const sniffBytes = 512;

type Signature = { format: PhotoFormat; at: number; bytes: string };

// Latin-1 spellings of the magic bytes.
const signatures: Signature[] = [
  { format: "jpeg", at: 0, bytes: "\xff\xd8\xff" },
  { format: "png", at: 0, bytes: "\x89PNG\r\n\x1a\n" },
  { format: "gif", at: 0, bytes: "GIF87a" },
  { format: "gif", at: 0, bytes: "GIF89a" },
  { format: "tiff", at: 0, bytes: "II*\0" },
  { format: "tiff", at: 0, bytes: "MM\0*" },
  { format: "tiff", at: 0, bytes: "II+\0" },
  { format: "tiff", at: 0, bytes: "MM\0+" },
];

const avifBrands = new Set(["avif", "avis"]);
const heicBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]);

/** The photo format that the first bytes of a file announce; null for formats that are not accepted. */
export function sniffFormat(head: Buffer): PhotoFormat | null {
  const text = head.toString("latin1");
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "webp";
  // Canon's raw files start like TIFF, but a TIFF decoder finds only a preview in them, not the photo.
  if (text.startsWith("II*\0") && text.startsWith("CR", 8)) return null;
  const known = signatures.find((signature) => text.startsWith(signature.bytes, signature.at));
  return known?.format ?? sniffBrands(head, text);
}

/** HEIC and AVIF share one container and differ in its brands. The major brand decides first; `mif1` can be either. */
function sniffBrands(head: Buffer, text: string): PhotoFormat | null {
  if (!text.startsWith("ftyp", 4) || head.length < 16) return null;
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text.slice(at, at + 4));
  for (const brand of brands) {
    if (avifBrands.has(brand)) return "avif";
    if (heicBrands.has(brand)) return "heic";
  }
  return null;
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
