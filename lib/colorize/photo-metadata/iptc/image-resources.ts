import { type Resolution, toResolution, wholeDots } from "../resolution";

const signatures = new Set(["8BIM", "MeSa", "AgHg", "PHUT", "DCSR"]);
export const iptcResource = 0x0404;
export const resolutionResource = 0x03ed;
const maxResources = 500;

/** Photoshop's image resources by their numbers, the first of each. */
export function readResources(bytes: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  let at = 0;
  while (at + 12 <= bytes.length && found.size < maxResources) {
    if (!signatures.has(bytes.toString("latin1", at, at + 4))) break;
    const id = bytes.readUInt16BE(at + 4);
    const nameBytes = (bytes[at + 6] ?? 0) + 1;
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > bytes.length) break;
    const size = bytes.readUInt32BE(sizeAt);
    const dataAt = sizeAt + 4;
    if (dataAt + size > bytes.length) break;
    if (!found.has(id)) found.set(id, bytes.subarray(dataAt, dataAt + size));
    at = dataAt + size + (size % 2);
  }
  return found;
}

export function writeResources(resources: readonly { id: number; data: Buffer }[]): Buffer {
  return Buffer.concat(
    resources.flatMap(({ id, data }) => {
      const head = Buffer.from("8BIM\0\0\0\0\0\0\0\0", "latin1");
      head.writeUInt16BE(id, 4);
      head.writeUInt32BE(data.length, 8);
      return [head, data, Buffer.alloc(data.length % 2)];
    }),
  );
}

/** The numbers are fixed point, 16.16, in dots per inch whatever unit is shown (2 for centimeters). */
export function readResolutionResource(data: Buffer | undefined): Resolution | undefined {
  if (!data || data.length < 16) return undefined;
  const found = toResolution(data.readUInt32BE(0) / 65_536, data.readUInt32BE(8) / 65_536, "inch");
  return found && { ...found, unit: data.readUInt16BE(4) === 2 ? "cm" : "inch" };
}

/** Null for a resolution that its fields cannot hold. */
export function writeResolutionResource(resolution: Resolution): Buffer | null {
  if (!wholeDots(resolution) || Math.max(resolution.x, resolution.y) >= 32_768) return null;
  const unit = resolution.unit === "cm" ? 2 : 1;
  const data = Buffer.alloc(16);
  [resolution.x, resolution.y].forEach((dpi, nth) => {
    const near = Math.abs(dpi - Math.round(dpi)) < 0.0255 ? Math.round(dpi) : dpi;
    data.writeUInt32BE(Math.round(near * 65_536), nth * 8);
    data.writeUInt16BE(unit, nth * 8 + 4);
    data.writeUInt16BE(unit, nth * 8 + 6);
  });
  return data;
}
