import { describe, expect, it } from "vitest";
import { markXmp } from "./mark-xmp";
import { removeXmpGps } from "./remove-xmp-gps";

const wrap = (attributes: string, inner = "") =>
  `<rdf:RDF xmlns:rdf="r"><rdf:Description dc:title="Kept"${attributes}>${inner}</rdf:Description></rdf:RDF>`;

describe("the place in XMP", () => {
  it.each<[string, string]>([
    ["an attribute", wrap(' exif:GPSLatitude="51,30N"')],
    ["an attribute in single quotes", wrap("\n exif:GPSLatitude = '51,30N'")],
    ["an element", wrap("", "<exif:GPSLatitude>51,30N</exif:GPSLatitude>")],
    ["an empty element", wrap("", '<exif:GPSLatitude rdf:value="51,30N"/>')],
    ["a prefix of its own", wrap(' xmlns:e2="http://ns.adobe.com/exif/1.0/" e2:GPSLongitude="51,30N"')],
  ])("goes as %s, and the rest stays", (_, packet) => {
    const cleaned = removeXmpGps(packet);
    expect(cleaned).not.toMatch(/GPS|51,30N/);
    expect(cleaned).toContain('dc:title="Kept"');
    expect(cleaned).toMatch(/<\/rdf:Description><\/rdf:RDF>$/);
  });

  it.each<[string, string]>([
    ["nested", wrap("", "<exif:GPSLatitude><rdf:value>51,30N</rdf:value></exif:GPSLatitude>")],
    ["of an unknown vocabulary", wrap(' drone:GPSLatitude="51,30N"')],
    ["that never ends", wrap(' exif:GPSLatitude="51,30N').slice(0, -40)],
  ])("takes the whole packet along where it is %s, and the mark is still written", (_, packet) => {
    expect(removeXmpGps(packet)).toBe("");
    const marked = markXmp(Buffer.from(packet), { withoutGps: true });
    expect(marked).not.toContain("51,30N");
    expect(marked).toContain("DigitalSourceType");
  });

  it.each<[string, string]>([
    ["of a drone", wrap(' drone-dji:GpsLatitude="51.5077" drone-dji:GpsLongtitude="-0.1279"')],
    ["of a drone without GPS in its name", wrap("", "<drone:Latitude>51.5077</drone:Latitude>")],
    ["of a map", wrap(' geo:lat="51.5077"')],
    ["under no prefix", wrap("", '<x xmlns="http://ns.adobe.com/exif/1.0/"><GPSLatitude>51.5077</GPSLatitude></x>')],
  ])("takes the packet along where it is %s", (_, packet) => {
    expect(removeXmpGps(packet)).toBe("");
    expect(markXmp(Buffer.from(packet), { withoutGps: true })).not.toContain("51.5077");
  });

  it("leaves a packet without one alone, one that mentions a GPS too", () => {
    const packet = wrap(' xmp:Label="our GPS was broken"');
    expect(removeXmpGps(packet)).toBe(packet);
  });

  it("is looked for in a hostile packet in no time", () => {
    const packets = ["<exif:GPSa ", '<exif:GPSa x="', " exif:GPSa=", '<exif:GPSa>" '].map((part) =>
      part.repeat(20_000),
    );
    const started = performance.now();
    for (const packet of packets) removeXmpGps(packet);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
