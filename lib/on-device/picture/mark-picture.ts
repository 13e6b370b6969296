import { freshXmp } from "../../colorize/output/metadata/ai-mark";
import type { DeviceFormat } from "../worker-messages";
import { pngChunk } from "./png-chunk";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const app1 = 0xe1;
const jpegStartBytes = 2;
/** The signature and IHDR, which come first in every PNG. */
const pngHeadBytes = 8 + 25;

/** The file with the mark that a model colorized it, in XMP, as every output of the studio has it. The picture stays to the byte. */
export function markPicture(picture: Blob, format: DeviceFormat): Blob {
  const type = `image/${format}`;
  const at = format === "jpeg" ? jpegStartBytes : pngHeadBytes;
  const mark = format === "jpeg" ? jpegMark() : pngMark();
  return new Blob([picture.slice(0, at), mark, picture.slice(at)], { type });
}

function jpegMark(): Uint8Array<ArrayBuffer> {
  const payload = text(`http://ns.adobe.com/xap/1.0/\0${freshXmp}`);
  const segment = new Uint8Array(4 + payload.length);
  const bytes = payload.length + 2;
  segment.set([0xff, app1, bytes >> 8, bytes & 0xff]);
  segment.set(payload, 4);
  return segment;
}

/** Keyword, no compression, no language, no translated keyword, as the XMP specification requires. */
const pngMark = (): Uint8Array<ArrayBuffer> => pngChunk("iTXt", text(`XML:com.adobe.xmp\0\0\0\0\0${freshXmp}`));
