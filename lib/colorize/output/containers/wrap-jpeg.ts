import type { Encoded, OutputMetadata, Wrapping } from "./wrapping";

const startOfImageBytes = 2;
const app1 = 0xe1;
const app2 = 0xe2;
/** A segment's length is a 16-bit number that includes its own two bytes. */
const maxPayloadBytes = 65_533;
const exifName = Buffer.from("Exif\0\0", "latin1");
const xmpName = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const iccName = Buffer.from("ICC_PROFILE\0", "latin1");
/** Each part starts with the name, its number and the number of parts. */
const maxIccPartBytes = maxPayloadBytes - iccName.length - 2;

/**
 * Adds EXIF, XMP and profile as segments at the start of the image, EXIF first as its specification requires. EXIF or XMP that does
 * not fit into one segment is left out.
 */
export function wrapJpeg({ head }: Encoded, { icc, exif, xmp }: OutputMetadata): Wrapping {
  const segments = [
    ...(exif ? segment(app1, exifName, exif) : []),
    ...(xmp ? segment(app1, xmpName, xmp) : []),
    ...(icc ? iccSegments(icc) : []),
  ];
  const before = Buffer.concat([head.subarray(0, startOfImageBytes), ...segments]);
  return { before, skip: startOfImageBytes, after: Buffer.alloc(0) };
}

function segment(marker: number, ...payload: Buffer[]): Buffer[] {
  const bytes = payload.reduce((sum, part) => sum + part.length, 0);
  if (bytes > maxPayloadBytes) return [];
  const frame = Buffer.from([0xff, marker, 0, 0]);
  frame.writeUInt16BE(bytes + 2, 2);
  return [frame, ...payload];
}

function iccSegments(icc: Buffer): Buffer[] {
  const count = Math.ceil(icc.length / maxIccPartBytes);
  return Array.from({ length: count }, (_, i) => {
    const part = icc.subarray(i * maxIccPartBytes, (i + 1) * maxIccPartBytes);
    return segment(app2, iccName, Buffer.from([i + 1, count]), part);
  }).flat();
}
