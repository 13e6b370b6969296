import { readFile } from "node:fs/promises";
import type { FrameInfo, OpenJpeg } from "@cornerstonejs/codec-openjpeg/wasmjs";
import { checkPage, checkSize, type Decoded, type ForeignTask, Refusal } from "../foreign-task";
import { sliceRows } from "../tiff/pixel-rows";
import { writeTiff } from "../tiff/write-tiff";
import { type Jp2Header, readJp2Header } from "./read-jp2-header";
import { widenSamples } from "./widen-samples";

/** Numbers of the standard: CMYK, CIELab, CIEJab. */
const printSpaces = new Set([12, 14, 19]);
const advice = "Save it as TIFF or PNG and send that.";

let loading: Promise<OpenJpeg> | null = null;
const loadOpenJpeg = () => {
  loading ??= import("@cornerstonejs/codec-openjpeg/wasmjs").then(({ default: load }) =>
    load({ print: () => {}, printErr: () => {} }),
  );
  return loading;
};

/** JPEG 2000 by OpenJPEG: gray or RGB, 8 bits, or 16 where the photo has more than 8, with its profile. */
export async function decodeJp2(task: ForeignTask): Promise<Decoded> {
  const file = await readFile(task.path);
  const header = readJp2Header(file);
  checkSize(header, task);
  checkPage(task.page, 1);
  checkKind(header);
  const openJpeg = await loadOpenJpeg();
  const decoder = new openJpeg.J2KDecoder();
  try {
    decoder.getEncodedBuffer(file.length).set(file);
    decoder.decode();
    const frame = decoder.getFrameInfo();
    await write(task, { frame, pixels: decoder.getDecodedBuffer(), icc: header.icc });
    return { pages: 1, notes: [] };
  } finally {
    decoder.delete();
  }
}

function checkKind({ components, colorSpace, hasPalette }: Jp2Header): void {
  if (components.length !== 1 && components.length !== 3)
    throw new Refusal(
      "image_unsupported",
      `This JPEG 2000 picture has ${components.length} channels. Only gray and RGB ones without transparency can be read. ${advice}`,
    );
  if (colorSpace !== null && printSpaces.has(colorSpace))
    throw new Refusal("image_unsupported", `This JPEG 2000 picture is in a color space for printing. ${advice}`);
  const odd = components.find(({ bits, isSigned }) => isSigned || bits > 16);
  if (odd || (hasPalette && components.length !== 1))
    throw new Refusal(
      "image_unsupported",
      `This JPEG 2000 picture holds ${odd ? "measured values of more than 16 bits or below zero" : "an unusual palette"}. ${advice}`,
    );
}

type Result = { frame: FrameInfo; pixels: Uint8Array | Uint8ClampedArray; icc: Uint8Array | null };

async function write({ outPath }: ForeignTask, { frame, pixels, icc }: Result): Promise<void> {
  const { width, height, componentCount: channels, bitsPerSample: bits } = frame;
  if (channels !== 1 && channels !== 3) throw new Error(`${channels} channels came out of the decoder`);
  const depth = bits > 8 ? 16 : 8;
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const rows = sliceRows(bytes, width * channels * (depth / 8));
  const picture = { width, height, channels, depth, icc } as const;
  await writeTiff(outPath, picture, bits === depth ? rows : widenSamples(rows, { bits, depth }));
}
