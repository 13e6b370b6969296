import { describe, expect, it } from "vitest";
import { digitalSourceType } from "./ai-mark";
import { markXmp } from "./mark-xmp";

const packet = (inner: string) =>
  Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r">${inner}</rdf:RDF></x:xmpmeta>`);
const count = (text: string, part: string) => text.split(part).length - 1;

describe("the mark in XMP", () => {
  it.each([
    ["attribute", '<rdf:Description xmp:CreatorTool="Cam" Iptc4xmpExt:DigitalSourceType="x" dc:title="T"/>'],
    ["single quotes", "<rdf:Description xmp:CreatorTool='Cam' Iptc4xmpExt:DigitalSourceType='x' dc:title='T'/>"],
    [
      "element",
      "<rdf:Description dc:title='T'><xmp:CreatorTool>Cam</xmp:CreatorTool><Iptc4xmpExt:DigitalSourceType rdf:resource='x'/></rdf:Description>",
    ],
  ])("replaces an earlier one written as %s and keeps the rest", (_, inner) => {
    const marked = markXmp(packet(inner));
    expect(count(marked, "DigitalSourceType")).toBe(1);
    expect(count(marked, "CreatorTool")).toBe(1);
    expect(marked).toContain(digitalSourceType);
    expect(marked).toMatch(/dc:title=["']T["']/);
  });

  it("drops the orientation, which the pixels no longer have", () => {
    expect(markXmp(packet('<rdf:Description tiff:Orientation="6" dc:title="T"/>'))).not.toContain("Orientation");
  });

  it.each(["", "not xml", "<rdf:RDF>"])("writes a fresh packet where %j can't be added to", (text) => {
    const marked = markXmp(Buffer.from(text));
    expect(marked).toMatch(/^<\?xpacket begin/);
    expect(marked).toContain(digitalSourceType);
  });
});
