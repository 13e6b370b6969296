import fc from "fast-check";
import { expect, it } from "vitest";
import { Base64Error, decodeBase64 } from "./decode-base64";
import { decodePercent } from "./decode-percent";

async function* pieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), "latin1");
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it("gives the same bytes however they were encoded, wrapped and cut into pieces", async () => {
  const spellings = [
    (bytes: Buffer) => bytes.toString("base64"),
    (bytes: Buffer) => bytes.toString("base64url"),
    (bytes: Buffer) => bytes.toString("base64").replace(/=/g, ""),
    (bytes: Buffer) => ` ${bytes.toString("base64").replace(/.{5}/g, "$&\r\n")}\t\n`,
  ];
  const property = fc.asyncProperty(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom(...spellings),
    fc.integer({ min: 1, max: 9 }),
    async (data, spell, size) => {
      const bytes = Buffer.from(data);
      expect(await collect(decodeBase64(pieces(spell(bytes), size)))).toEqual(bytes);
    },
  );
  await fc.assert(property);
});

it.each(["AAAA!", "AAAA*AAA", "AA==AA", "A=AA", "AAAAA", "AAA===", "AA.A"])("refuses %s", async (text) => {
  await expect(collect(decodeBase64(pieces(text, 3)))).rejects.toBeInstanceOf(Base64Error);
});

it.each([1, 2, 3, 100])("decodes percent escapes across pieces of %i bytes", async (size) => {
  const decoded = await collect(decodePercent(pieces("a%20b%fF%zz%4%", size)));
  expect(decoded.toString("latin1")).toBe("a b\xff%zz%4%");
});
