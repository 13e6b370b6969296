import type { Raster } from "../../colorize/providers/embedded/pixels/raster";
import { DeviceError } from "../device-error";
import { maxDevicePixels, maxDeviceSide } from "../worker-messages";

/** Rows that are read from a canvas at a time: browsers bound a canvas's size more than a picture's. */
const bandRows = 256;

/**
 * A photo as the browser reads it: upright, in sRGB, with 8 bits and alpha.
 * @param maxSide the longer side is reduced to so many pixels; null for the photo's own size
 * @throws {DeviceError} cannot_decode, too_many_pixels
 */
export async function decodePhoto(photo: Blob, maxSide: number | null): Promise<Raster> {
  const bitmap = await createImageBitmap(photo, {
    imageOrientation: "from-image",
    premultiplyAlpha: "none",
    colorSpaceConversion: "default",
  }).catch((cause: unknown) => {
    throw new DeviceError("cannot_decode", { cause });
  });
  try {
    const { width, height } = bitmap;
    if (width * height > maxDevicePixels || Math.max(width, height) > maxDeviceSide) {
      throw new DeviceError("too_many_pixels");
    }
    const scale = maxSide === null ? 1 : Math.min(1, maxSide / Math.max(width, height));
    const side = (length: number) => Math.max(1, Math.round(length * scale));
    return scale < 1 ? readShrunk(bitmap, side(width), side(height)) : readAll(bitmap);
  } finally {
    bitmap.close();
  }
}

function readShrunk(bitmap: ImageBitmap, width: number, height: number): Raster {
  const context = openCanvas(width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return { pixels: bytesOf(context.getImageData(0, 0, width, height)), width, height, channels: 4 };
}

function readAll(bitmap: ImageBitmap): Raster {
  const { width, height } = bitmap;
  const pixels = new Uint8Array(width * height * 4);
  const context = openCanvas(width, Math.min(bandRows, height));
  for (let from = 0; from < height; from += bandRows) {
    const rows = Math.min(bandRows, height - from);
    context.clearRect(0, 0, width, rows);
    context.drawImage(bitmap, 0, -from);
    pixels.set(context.getImageData(0, 0, width, rows).data, from * width * 4);
  }
  return { pixels, width, height, channels: 4 };
}

function openCanvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true, colorSpace: "srgb" });
  if (!context) throw new DeviceError("out_of_memory");
  return context;
}

const bytesOf = ({ data }: ImageData): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
