import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTiff } from "../testing/make-tiff";
import { readTiffFile } from "./read-directories";
import { readLayout, type TiffLayout } from "./read-layout";
import { readRows } from "./read-rows";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "read-rows-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function open(name: string, bytes: Buffer) {
  const file = path.join(dir, name);
  await writeFile(file, bytes);
  const tiff = await readTiffFile(file);
  const directory = tiff?.directories[0];
  const layout = tiff && directory ? await readLayout(directory, tiff.bigEndian) : null;
  if (!directory || !layout) throw new Error("no layout");
  return { file, directory, layout };
}

async function readAll(name: string, bytes: Buffer, change: Partial<TiffLayout> = {}): Promise<number[]> {
  const { file, directory, layout } = await open(name, bytes);
  const samples: number[] = [];
  for await (const row of readRows(file, directory, { ...layout, ...change })) samples.push(...row);
  return samples;
}

const [width, height] = [257, 131];
/** Noise in smooth shadows, so that LZW's table fills up and is cleared, and PackBits has runs. */
const samples16 = Uint16Array.from(
  { length: width * height * 3 },
  (_, index) => ((index * index * 31) % 9973) * 6 + (index % 3),
);
const samples8 = Uint8Array.from(samples16, (value, index) => (index % 400 < 200 ? 17 : value >> 8));
const raw = { width, height, channels: 3 } as const;

const written = ["none", "lzw", "deflate", "packbits"].flatMap((compression) =>
  ["none", "horizontal"].flatMap((predictor) =>
    [false, true].map((tile) => ({ compression, predictor, tile }) as const),
  ),
);

test.each(written)(
  "what libtiff wrote is read to the bit: $compression, predictor $predictor, tiles $tile",
  async (options) => {
    const settings = { ...options, tileWidth: 64, tileHeight: 48 } as Parameters<Sharp["tiff"]>[0];
    const name = `${options.compression}-${options.predictor}-${options.tile}`;
    const deep = await sharp(samples16, { raw }).toColourspace("rgb16").tiff(settings).toBuffer();
    const { data } = await sharp(deep)
      .toColourspace("rgb16")
      .raw({ depth: "ushort" })
      .toBuffer({ resolveWithObject: true });
    expect(await readAll(`${name}-16`, deep)).toEqual([
      ...new Uint16Array(data.buffer, data.byteOffset, data.length / 2),
    ]);
    const flat = await sharp(samples8, { raw }).tiff(settings).toBuffer();
    expect(await readAll(`${name}-8`, flat)).toEqual([...samples8]);
  },
);

test("floats with libtiff's predictor for them are read to the bit", async () => {
  const floats = Float32Array.from(samples16, (value) => value / 1000);
  for (const compression of ["lzw", "deflate"] as const) {
    const tiff = await sharp(floats, { raw: { ...raw, channels: 3 } })
      .toColourspace("scrgb")
      .tiff({ compression, predictor: "float" })
      .toBuffer();
    const { layout } = await open(`float-${compression}`, tiff);
    if (layout.kind !== "float") throw new Error(`libvips wrote ${layout.kind}`);
    const read = await readAll(`float-${compression}`, tiff);
    const plain = await sharp(floats, { raw: { ...raw, channels: 3 } })
      .toColourspace("scrgb")
      .tiff({ compression: "none", predictor: "none" })
      .toBuffer();
    expect(read).toEqual(await readAll(`float-plain-${compression}`, plain));
  }
});

test("bits that are stored from the right are turned around", async () => {
  const plan = {
    width: 16,
    height: 3,
    bits: 12,
    samples: 1,
    photometric: 1,
    paint: (x: number, y: number) => x * 200 + y,
  };
  const tiff = makeTiff(plan);
  const { directory } = await open("left", tiff);
  const [at = 0] = (await directory.numbers(273)) ?? [];
  for (let index = at; index < at + 72; index++) {
    const byte = tiff[index] as number;
    tiff[index] = Number.parseInt(byte.toString(2).padStart(8, "0").split("").reverse().join(""), 2);
  }
  expect(await readAll("right", tiff, { fillOrder: 2 })).toEqual(await readAll("left", makeTiff(plan)));
});
