import { d50, matrixOf, type Primaries } from "./primaries";

/** Light as a power of the code value, or its values at equal steps from 0 to 1. */
export type Transfer = { gamma: number } | { table: readonly number[] };

/** A version 2 profile of RGB code values, as small as a profile can be. */
export function makeRgbIcc(primaries: Primaries, transfer: Transfer, name: string): Buffer {
  const m = matrixOf(primaries);
  const column = (index: number) => xyz([m[index], m[index + 3], m[index + 6]] as number[]);
  const curve = curveTag(transfer);
  return assemble("RGB ", [
    ...common(name),
    ["rXYZ", column(0)],
    ["gXYZ", column(1)],
    ["bXYZ", column(2)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ]);
}

/** The same for gray. */
export const makeGrayIcc = (transfer: Transfer, name: string): Buffer =>
  assemble("GRAY", [...common(name), ["kTRC", curveTag(transfer)]]);

const common = (name: string): [string, Buffer][] => [
  ["desc", description(name)],
  ["cprt", Buffer.concat([Buffer.from("text\0\0\0\0", "latin1"), Buffer.from("CC0\0", "latin1")])],
  ["wtpt", xyz(d50)],
];

function assemble(space: string, tags: [string, Buffer][]): Buffer {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02100000, 8);
  header.write("mntr", 12, "latin1");
  header.write(space, 16, "latin1");
  header.write("XYZ ", 20, "latin1");
  header.write("acsp", 36, "latin1");
  xyz(d50).copy(header, 68, 8);
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  let at = header.length + table.length;
  tags.forEach(([tag, body], index) => {
    table.write(tag, 4 + index * 12, "latin1");
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(body.length, 12 + index * 12);
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    bodies.push(padded);
    at += padded.length;
  });
  header.writeUInt32BE(at, 0);
  return Buffer.concat([header, table, ...bodies]);
}

function curveTag(transfer: Transfer): Buffer {
  const values =
    "gamma" in transfer
      ? [Math.round(transfer.gamma * 256)]
      : transfer.table.map((value) => Math.round(Math.min(Math.max(value, 0), 1) * 65_535));
  const tag = Buffer.alloc(12 + values.length * 2);
  tag.write("curv", 0, "latin1");
  tag.writeUInt32BE(values.length, 8);
  for (const [index, value] of values.entries()) tag.writeUInt16BE(value, 12 + index * 2);
  return tag;
}

function xyz(values: readonly number[]): Buffer {
  const tag = Buffer.alloc(20);
  tag.write("XYZ ", 0, "latin1");
  for (const [index, value] of values.entries()) tag.writeInt32BE(Math.round(value * 65_536), 8 + index * 4);
  return tag;
}

/** textDescriptionType: the text in ASCII; none in Unicode and for the Macintosh. */
function description(name: string): Buffer {
  const text = Buffer.from(`${name}\0`, "latin1");
  const tag = Buffer.alloc(12 + text.length + 8 + 70);
  tag.write("desc", 0, "latin1");
  tag.writeUInt32BE(text.length, 8);
  text.copy(tag, 12);
  return tag;
}
