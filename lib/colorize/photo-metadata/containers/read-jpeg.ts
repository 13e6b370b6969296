import { trimExif } from "../../output/metadata/exif-block";
import { decodeText } from "../decode-text";
import type { ByteSource } from "../file-bytes";
import type { MetadataBlocks } from "../photo-metadata";
import { type Resolution, toResolution } from "../resolution";

const markers = { app0: 0xe0, app1: 0xe1, app13: 0xed, comment: 0xfe, startOfScan: 0xda, endOfImage: 0xd9 } as const;
const exifName = "Exif\0";
const xmpName = "http://ns.adobe.com/xap/1.0/\0";
const xmpRestName = "http://ns.adobe.com/xmp/extension/\0";
const photoshopName = "Photoshop 3.0\0";
/** A rest of more is no text: programs put previews and depth maps there. */
const maxRestBytes = 256 * 1024;
const maxSegments = 5000;

type Segment = { marker: number; payload: Buffer };

/** The segments before the picture. */
function* listSegments(file: ByteSource): Generator<Segment> {
  let at = 2;
  for (let nth = 0; nth < maxSegments; nth++) {
    const head = file.read(at, 4);
    const marker = head[1] ?? 0;
    if (head.length < 4 || head[0] !== 0xff || marker === markers.startOfScan || marker === markers.endOfImage) return;
    // Markers may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = head.readUInt16BE(2);
    if (length < 2) return;
    yield { marker, payload: file.read(at + 4, length - 2) };
    at += 2 + length;
  }
}

const startsWith = (payload: Buffer, name: string) => payload.toString("latin1", 0, name.length) === name;

/** Null when the bytes do not start like JPEG. */
export function readJpegBlocks(file: ByteSource): MetadataBlocks | null {
  if (file.read(0, 2).toString("hex") !== "ffd8") return null;
  const blocks: MetadataBlocks = {};
  const comments: string[] = [];
  const resources: Buffer[] = [];
  const rest: Buffer[] = [];
  let restBytes = 0;
  for (const { marker, payload } of listSegments(file)) {
    if (marker === markers.app0 && startsWith(payload, "JFIF\0")) blocks.resolution ??= readDensity(payload);
    else if (marker === markers.comment) comments.push(decodeText(payload));
    else if (marker === markers.app13 && startsWith(payload, photoshopName)) {
      resources.push(payload.subarray(photoshopName.length));
    } else if (marker !== markers.app1) continue;
    else if (startsWith(payload, exifName)) blocks.exif ??= trimExif(payload);
    else if (startsWith(payload, xmpName)) blocks.xmp ??= payload.subarray(xmpName.length);
    else if (startsWith(payload, xmpRestName)) {
      // 32 letters of a digest, the length of the whole and the place of this part in it.
      const part = payload.subarray(xmpRestName.length + 40);
      restBytes += part.length;
      if (restBytes <= maxRestBytes) rest.push(part);
    }
  }
  const whole = restBytes > 0 && restBytes <= maxRestBytes;
  return {
    ...blocks,
    comments,
    ...(whole && { xmpRest: Buffer.concat(rest) }),
    ...(resources.length > 0 && { resources: Buffer.concat(resources) }),
  };
}

function readDensity(payload: Buffer): Resolution | undefined {
  if (payload.length < 12) return undefined;
  const unit = ([undefined, "inch", "cm"] as const)[payload[7] ?? 0];
  return unit && toResolution(payload.readUInt16BE(8), payload.readUInt16BE(10), unit);
}
