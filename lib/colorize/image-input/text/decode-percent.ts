const percent = 0x25;

/** Decodes %XX in a stream. As in the URL standard, a percent sign that starts no escape is kept. */
export async function* decodePercent(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const ready = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const cut = escapeCutOff(ready);
    carry = ready.subarray(cut);
    if (cut > 0) yield decodeWhole(ready.subarray(0, cut));
  }
  if (carry.length > 0) yield carry;
}

/** Index of a trailing escape whose digits are in the next chunk; the length when there is none. */
function escapeCutOff(bytes: Buffer): number {
  const at = bytes.lastIndexOf(percent);
  return at >= 0 && at > bytes.length - 3 ? at : bytes.length;
}

function decodeWhole(bytes: Buffer): Buffer {
  if (!bytes.includes(percent)) return bytes;
  const text = bytes.toString("latin1");
  const decoded = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, "latin1");
}
