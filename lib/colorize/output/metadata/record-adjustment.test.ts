import { expect, it } from "vitest";
import { digitalSourceType, freshXmp } from "./ai-mark";
import { markXmp } from "./mark-xmp";
import { recordAdjustment } from "./record-adjustment";

const unlimited = Number.POSITIVE_INFINITY;
const photo = (inner: string) =>
  markXmp(Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r">${inner}</rdf:RDF></x:xmpmeta>`));
const count = (text: string, part: string) => text.split(part).length - 1;

it("puts the edit behind the photo's own history, of which there is one then", () => {
  const own =
    '<rdf:Description><xmpMM:History><rdf:Seq><rdf:li stEvt:action="created"/></rdf:Seq>\n</xmpMM:History></rdf:Description>';
  const recorded = recordAdjustment(photo(own), unlimited);
  expect(count(recorded, "<xmpMM:History>")).toBe(1);
  expect(recorded.indexOf('stEvt:action="created"')).toBeLessThan(recorded.indexOf('stEvt:action="edited"'));
});

it("starts a history where the photo has none, and keeps the rest", () => {
  const recorded = recordAdjustment(photo('<rdf:Description dc:title="T $& $1"/>'), unlimited);
  expect(recorded).toContain('dc:title="T $& $1"');
  expect(recorded).toContain(digitalSourceType);
  expect(recorded).toMatch(/<xmpMM:History><rdf:Seq><rdf:li [^<]*colors adjusted by hand[^<]*\/><\/rdf:Seq>/);
  expect(recorded.endsWith("</rdf:RDF></x:xmpmeta>")).toBe(true);
});

it("drops the photo's own properties, and neither mark nor edit, where the packet would be too large", () => {
  const large = photo(`<rdf:Description dc:title="${"T".repeat(5000)}"/>`);
  const recorded = recordAdjustment(large, Buffer.byteLength(large) + 10);
  expect(recorded).not.toContain("TTTT");
  expect(recorded).toContain(digitalSourceType);
  expect(recorded).toContain("colors adjusted by hand");
  expect(Buffer.byteLength(recorded)).toBeLessThan(Buffer.byteLength(freshXmp) + 700);
});
