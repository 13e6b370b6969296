import {
  iptcResource,
  resolutionResource,
  writeResolutionResource,
  writeResources,
} from "../../photo-metadata/iptc/image-resources";
import { cutUtf8 } from "../../photo-metadata/iptc/iptc-datasets";
import { type Resolution, wholeDots } from "../../photo-metadata/resolution";
import type { Encoded, OutputMetadata, Wrapping } from "./wrapping";

const startOfImageBytes = 2;
const markers = { app0: 0xe0, app1: 0xe1, app2: 0xe2, app13: 0xed, comment: 0xfe } as const;
/** A segment's length is a 16-bit number that includes its own two bytes. */
const maxPayloadBytes = 65_533;
const exifName = Buffer.from("Exif\0\0", "latin1");
const xmpName = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const iccName = Buffer.from("ICC_PROFILE\0", "latin1");
const photoshopName = Buffer.from("Photoshop 3.0\0", "latin1");
/** Each part starts with the name, its number and the number of parts. */
const maxIccPartBytes = maxPayloadBytes - iccName.length - 2;

/**
 * Adds size, EXIF, XMP, profile, IPTC and comment as segments at the start of the image. What does not fit into one segment is left
 * out; a comment is cut.
 */
export function wrapJpeg({ head }: Encoded, metadata: OutputMetadata): Wrapping {
  const { icc, exif, xmp, iptc, resolution, comment } = metadata;
  const segments = [
    ...(resolution ? jfifSegment(resolution) : []),
    ...(exif ? segment(markers.app1, exifName, exif) : []),
    ...(xmp ? segment(markers.app1, xmpName, xmp) : []),
    ...(icc ? iccSegments(icc) : []),
    ...photoshopSegment(iptc, resolution),
    ...(comment ? segment(markers.comment, cutUtf8(Buffer.from(comment, "utf8"), maxPayloadBytes)) : []),
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

/** Version 1.02, without a thumbnail. */
function jfifSegment(resolution: Resolution): Buffer[] {
  const dots = wholeDots(resolution);
  if (!dots) return [];
  const payload = Buffer.from("JFIF\0\x01\x02\0\0\0\0\0\0\0", "latin1");
  payload[7] = dots.unit === "cm" ? 2 : 1;
  payload.writeUInt16BE(dots.x, 8);
  payload.writeUInt16BE(dots.y, 10);
  return segment(markers.app0, payload);
}

/** With IPTC goes the resolution, where Photoshop looks for it first. */
function photoshopSegment(iptc: Buffer | undefined, resolution: Resolution | undefined): Buffer[] {
  if (!iptc) return [];
  const size = resolution ? writeResolutionResource(resolution) : null;
  const resources = [...(size ? [{ id: resolutionResource, data: size }] : []), { id: iptcResource, data: iptc }];
  return segment(markers.app13, photoshopName, writeResources(resources));
}

function iccSegments(icc: Buffer): Buffer[] {
  const count = Math.ceil(icc.length / maxIccPartBytes);
  return Array.from({ length: count }, (_, i) => {
    const part = icc.subarray(i * maxIccPartBytes, (i + 1) * maxIccPartBytes);
    return segment(markers.app2, iccName, Buffer.from([i + 1, count]), part);
  }).flat();
}
