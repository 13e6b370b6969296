import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PhotoFormat } from "../../../contract/limits";
import { type Edits, plainEdits } from "../../../contract/photos/edits";
import { decodePhoto } from "../../providers/embedded/photo-file/decode-photo";
import { preparePhoto } from "../prepare-photo";

/** Linear light of red, green and blue, with the primaries of sRGB. */
export type Light = readonly [number, number, number];
export type Painted = { width: number; height: number; at: (x: number, y: number) => Light };

/** Everything from here on is the tests' own arithmetic, by the published formulas. */
export const decodeSrgb = (code: number) => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4);
export const lightnessOf = ([r, g, b]: Light): number => {
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
  return y > 216 / 24_389 ? 116 * Math.cbrt(y) - 16 : (24_389 / 27) * y;
};

/** Prepares and decodes photos as a job does, in a folder of its own. */
export class PhotoBench {
  #dir = "";
  #made = 0;

  async open(): Promise<void> {
    this.#dir = await mkdtemp(path.join(tmpdir(), "photo-bench-"));
  }

  close = (): Promise<void> => rm(this.#dir, { recursive: true, force: true });

  async prepare(bytes: Buffer, format: PhotoFormat, edits: Partial<Edits> = {}) {
    const spoolDir = await mkdtemp(path.join(this.#dir, `${this.#made++}-`));
    const file = path.join(spoolDir, "photo");
    await writeFile(file, bytes);
    const signal = new AbortController().signal;
    const prepared = await preparePhoto({ path: file, format, spoolDir, edits: { ...plainEdits, ...edits }, signal });
    return { ...prepared, path: file };
  }

  async decode(bytes: Buffer, format: PhotoFormat, edits: Partial<Edits> = {}) {
    const prepared = await this.prepare(bytes, format, edits);
    return { ...prepared, ...(await decodePhoto(prepared.workPath)).raster };
  }

  /** The difference in lightness that 99 of 100 pixels stay below, of what a job decodes from what was painted. */
  async differ(bytes: Buffer, format: PhotoFormat, { width, height, at }: Painted, edits: Partial<Edits> = {}) {
    const decoded = await this.decode(bytes, format, edits);
    const { pixels, channels } = decoded;
    const top = pixels instanceof Uint16Array ? 65_535 : 255;
    const differences: number[] = [];
    for (let y = 0; y < decoded.height; y++)
      for (let x = 0; x < decoded.width; x++) {
        const start = (y * decoded.width + x) * channels;
        const light = [0, 1, 2].map((channel) => decodeSrgb((pixels[start + channel] ?? 0) / top));
        differences.push(Math.abs(lightnessOf(light as unknown as Light) - lightnessOf(at(x, y))));
      }
    differences.sort((one, other) => one - other);
    const p99 = differences[Math.floor(differences.length * 0.99)] ?? Number.NaN;
    const sized = decoded.width === width && decoded.height === height;
    return { p99, sized, bits: top === 255 ? 8 : 16, channels, notes: decoded.notes, pixels };
  }
}
