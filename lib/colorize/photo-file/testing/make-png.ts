import { crc32, deflateSync } from "node:zlib";

export type PngPlan = {
  width: number;
  height: number;
  bits: 1 | 2 | 4 | 8 | 16;
  /** 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha. */
  type: 0 | 2 | 3 | 4 | 6;
  /** Chunks before the pixels, after IHDR. */
  chunks?: [type: string, data: Buffer][];
  /** Code value of a channel at a pixel. */
  paint: (x: number, y: number, channel: number) => number;
};

const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A PNG written by hand. */
export function makePng({ width, height, bits, type, chunks = [], paint }: PngPlan): Buffer {
  const channels = channelsOf[type];
  const rowBytes = Math.ceil((width * channels * bits) / 8);
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) {
    const start = y * (rowBytes + 1) + 1;
    for (let index = 0; index < width * channels; index++) {
      const value = paint(Math.floor(index / channels), y, index % channels);
      if (bits === 16) rows.writeUInt16BE(value, start + index * 2);
      else {
        const bit = index * bits;
        const at = start + (bit >> 3);
        rows[at] = (rows[at] as number) | (value << (8 - bits - (bit & 7)));
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  header[9] = type;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...chunks.map(([name, data]) => chunk(name, data)),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Numbers as PNG writes gamma and chromaticities: in hundred-thousandths. */
export function hundredThousandths(...values: number[]): Buffer {
  const data = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) data.writeUInt32BE(Math.round(value * 100_000), index * 4);
  return data;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
