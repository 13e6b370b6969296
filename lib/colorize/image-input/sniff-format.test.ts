import { expect, it } from "vitest";
import { sniffFormat } from "./sniff-format";

const ftyp = (major: string, ...compatible: string[]) => {
  const size = String.fromCharCode(16 + compatible.length * 4);
  return `\0\0\0${size}ftyp${major}\0\0\0\0${compatible.join("")}`;
};

it.each([
  ["jpeg", "\xff\xd8\xff\xe1"],
  ["png", "\x89PNG\r\n\x1a\n"],
  ["gif", "GIF89a"],
  ["webp", "RIFF\0\0\0\0WEBPVP8 "],
  ["tiff", "II*\0\x08\0\0\0"],
  ["tiff", "MM\0*\0\0\0\x08"],
  ["avif", ftyp("avif", "mif1", "miaf")],
  ["avif", ftyp("mif1", "miaf", "avif")],
  ["heic", ftyp("heic", "mif1", "heic")],
  ["heic", ftyp("mif1", "heic", "miaf")],
  ["heic", ftyp("heix")],
  ["pdf", "%PDF-1.7"],
  ["raw", "II*\0\x10\0\0\0CR\x02\0"],
])("tells %s by its first bytes", (format, bytes) => {
  expect(sniffFormat(Buffer.from(bytes, "latin1"))).toBe(format);
});

it.each([
  ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ["XML", '<?xml version="1.0"?><svg/>'],
  ["PostScript", "%!PS-Adobe-3.0"],
  ["HTML", "<!doctype html>"],
  ["MP4", ftyp("isom", "iso2", "mp41")],
  ["a brand behind the box's end", `\0\0\0\x10ftypisom\0\0\0\0avif`],
  ["nothing", ""],
])("does not take %s", (_, bytes) => {
  expect(sniffFormat(Buffer.from(bytes, "latin1"))).toBeNull();
});
