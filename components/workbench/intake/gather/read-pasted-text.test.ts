import { describe, expect, it } from "vitest";
import { readPastedText } from "./read-pasted-text";

const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(80, 0xfb)]);
const base64 = png.toString("base64");
const bytesOf = async (file: File | undefined) => Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0));

describe("a pasted text", () => {
  it("gives its addresses, each once, out of whatever stands around them", () => {
    const text =
      'See https://example.com/a.jpg?w=1&h=2,\n<img src="http://example.com/b.png">\nhttps://example.com/b.png\n';
    expect(readPastedText(`${text}https://example.com/b.png and ftp://example.com/c.jpg`).addresses).toEqual([
      "https://example.com/a.jpg?w=1&h=2",
      "http://example.com/b.png",
      "https://example.com/b.png",
    ]);
  });

  it.each([
    ["a data URL", `data:image/png;base64,${base64}`],
    ["a data URL in lines", `data:image/png;base64,${base64.replace(/.{30}/g, "$&\n")}`],
    ["a data URL without base64", `data:image/png,${percent(png)}`],
    ["base64", base64],
    ["base64 for addresses, in lines", base64.replaceAll("+", "-").replaceAll("/", "_").replace(/.{30}/g, "$&\r\n")],
  ])("that is %s gives the picture, byte for byte, under its real type", async (_, text) => {
    const { files, problems, addresses } = readPastedText(text);
    expect({ problems, addresses }).toEqual({ problems: [], addresses: [] });
    expect(files.map(({ name, type }) => [name, type])).toEqual([["pasted.png", "image/png"]]);
    expect(await bytesOf(files[0])).toEqual(png);
  });

  it("of several pictures gives them all", () => {
    const { files } = readPastedText(`data:image/png;base64,${base64}\ndata:image/png;base64,${base64}`);
    expect(files.map(({ name }) => name)).toEqual(["pasted-1.png", "pasted-2.png"]);
  });

  it("says in words what a data URL holds that is no photo, or is cut off", () => {
    const page = Buffer.from("<html>").toString("base64");
    expect(readPastedText(`data:text/html;base64,${page}`)).toMatchObject({
      files: [],
      problems: [expect.stringContaining("not a photo")],
    });
    expect(readPastedText("data:image/png;base64,iVBORw0KG").problems).toEqual([expect.stringContaining("cut off")]);
  });

  it("of plain words gives nothing, however long the words", () => {
    const nothing = { addresses: [], files: [], problems: [] };
    expect(readPastedText("Grandma on the dock, 1943")).toEqual(nothing);
    expect(readPastedText("Donaudampfschifffahrtsgesellschaft")).toEqual(nothing);
  });
});

function percent(bytes: Buffer): string {
  return Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}
