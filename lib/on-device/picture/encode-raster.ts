import type { Raster } from "../../colorize/providers/embedded/pixels/raster";
import { blocksOf, filterBlock } from "../../colorize/providers/embedded/pixels/rows/work-on-rows";
import { DeviceError } from "../device-error";
import type { DeviceFormat } from "../worker-messages";
import { markPicture } from "./mark-picture";
import { pngChunk } from "./png-chunk";

/** As the studio's JPEGs look; browsers halve the resolution of color below 1, and at 1 a file is as large as a PNG. */
const jpegQuality = 0.95;

/** The raster as a file, with the mark that a model colorized it and nothing else about the photo. */
export async function encodeRaster(raster: Raster, format: DeviceFormat): Promise<Blob> {
  const bare = format === "jpeg" ? await encodeJpeg(raster) : await encodePng(raster);
  return markPicture(bare, format);
}

async function encodeJpeg({ pixels, width, height }: Raster): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { colorSpace: "srgb" });
  // A browser without room for the canvas gives no context, or one that loses what is drawn on it.
  if (!context) throw new DeviceError("out_of_memory");
  const data = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  // JPEG has no alpha.
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: jpegQuality }).catch((cause: unknown) => {
    throw new DeviceError("out_of_memory", { cause });
  });
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** A canvas would mix alpha into the colors, and bound the size; so rows are filtered by the kernel and compressed by the browser. */
async function encodePng(raster: Raster): Promise<Blob> {
  const opaque = dropOpaqueAlpha(raster);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, opaque.width);
  view.setUint32(4, opaque.height);
  header[8] = 8;
  header[9] = opaque.channels === 4 ? 6 : 2;
  const parts: BlobPart[] = [signature, pngChunk("IHDR", header)];
  const stream = new CompressionStream("deflate");
  const writing = feed(stream.writable, opaque);
  const reader = stream.readable.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(pngChunk("IDAT", part.value));
  await writing;
  return new Blob([...parts, pngChunk("IEND", new Uint8Array(0))]);
}

async function feed(into: WritableStream<BufferSource>, raster: Raster): Promise<void> {
  const writer = into.getWriter();
  for (const block of blocksOf(raster)) {
    await writer.ready;
    await writer.write(filterBlock(raster, block).bytes as Uint8Array<ArrayBuffer>);
  }
  await writer.close();
}

/** Three channels of a raster that hides nothing, in a memory of their own. */
function dropOpaqueAlpha(raster: Raster): Raster {
  const { pixels, width, height } = raster;
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return raster;
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
    rgb[to] = pixels[from] as number;
    rgb[to + 1] = pixels[from + 1] as number;
    rgb[to + 2] = pixels[from + 2] as number;
  }
  return { pixels: rgb, width, height, channels: 3 };
}
