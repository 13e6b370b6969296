import { expect, it } from "vitest";
import { identifyFile } from "./identify-file";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sniff = (text: string, name = "file.jpg") => identifyFile(bytes(text), name);
const box = (brand: string, others = "") => `\0\0\0\x18ftyp${brand}\0\0\0\0${others}`;

it.each([
  ["jpeg", "\xff\xd8\xff\xe0"],
  ["png", "\x89PNG\r\n\x1a\n"],
  ["gif", "GIF89a"],
  ["webp", "RIFF\x10\0\0\0WEBPVP8 "],
  ["tiff", "II*\0\x08\0\0\0"],
  ["tiff", "MM\0*\0\0\0\x08"],
  ["avif", box("avif")],
  ["heic", box("heic")],
  ["heic", box("mif1", "heic")],
  ["pdf", "%PDF-1.7\n"],
  ["bmp", "BM\x36\x04\0\0\0\0\0\0"],
  ["jxl", "\xff\x0a\xfa\x7f"],
  ["jxl", "\0\0\0\x0cJXL \r\n\x87\n"],
  ["jp2", "\0\0\0\x0cjP  \r\n\x87\n"],
  ["jp2", "\xff\x4f\xff\x51\0\x2f"],
  ["raw", "II*\0\x10\0\0\0CR\x02\0"],
  ["raw", box("crx ")],
  ["raw", "FUJIFILMCCD-RAW 0201"],
  ["raw", "IIRO\x08\0\0\0"],
  ["raw", "IIU\0\x18\0\0\0"],
])("knows %s by its first bytes, whatever the file is called", (format, head) => {
  expect(sniff(head, "notes.txt")).toEqual({ format });
});

it.each([
  ["an SVG drawing", '<?xml version="1.0"?>\n<svg xmlns="x">', "logo.png"],
  ["an SVG drawing", "\xef\xbb\xbf  <svg viewBox='0 0 1 1'>", "logo.svg"],
  ["a web page", "<!DOCTYPE html><html>", "photo.jpg"],
  ["a video", box("isom"), "clip.mp4"],
  ["a video", box("qt  "), "clip.mov"],
  ["a video", "\x1aE\xdf\xa3", "clip.webm"],
  ["a video", "RIFF\x10\0\0\0AVI LIST", "clip.avi"],
  ["an Office document", "PK\x03\x04\x14\0", "letter.docx"],
  ["an archive", "PK\x03\x04\x14\0", "photos.zip"],
  ["an archive", "Rar!\x1a\x07", "photos.rar"],
  ["a Photoshop file", "8BPS\0\x01", "scan.psd"],
  ["a GIMP file (XCF)", "gimp xcf v011", "scan.xcf"],
  ["a PostScript file (EPS)", "\xc5\xd0\xd3\xc6", "logo.eps"],
  ["an OpenEXR picture", "v/1\x01\x02", "light.exr"],
  ["a Radiance HDR picture", "#?RADIANCE\n", "light.hdr"],
  ["a file of measured values (FITS)", "SIMPLE  =                    T", "m31.fits"],
  ["a DICOM file", `${"\0".repeat(128)}DICM`, "xray.dcm"],
  ["a Targa picture (TGA)", "\0\0\x02\0\0\0\0\0", "scan.tga"],
  ["an icon", "\0\0\x01\0\x01\0", "favicon.ico"],
  ["a WordPerfect document", "\xffWPC\x10", "letter.wpd"],
  ["an Office document", `PK\x03\x04${"\x14".repeat(26)}[Content_Types].xml`, "no ending"],
  ["JSON text", '{"error":"not found"}', "photo.jpg"],
  ["an XML document", "<?xml version='1.0'?><Error>", "photo.jpg"],
  ["a sound file", "RIFF\x10\0\0\0WAVEfmt ", "voice.wav"],
])("says that %s is one, and what to do", (kind, head, name) => {
  expect(sniff(head, name)).toEqual({ kind, advice: expect.stringMatching(/^(Add|Save|Export|Unpack).*\.$/) });
});

it("takes a file that begins like TIFF as raw when its name says so", () => {
  expect(sniff("II*\0\x08\0\0\0", "DSC_1.NEF")).toEqual({ format: "raw" });
  expect(sniff("II*\0\x08\0\0\0", "scan.tif")).toEqual({ format: "tiff" });
});

it.each([["BMW prices, page 1 of 2"], ["Dear John, "], [""], ["\0\0\0\0"]])("does not know %j", (head) => {
  expect(sniff(head)).toBeNull();
});

it("tells a camera's raw file from the TIFF that it begins like by its name alone", () => {
  const head = "II*\0\x08\0\0\0";
  expect([sniff(head, "DSC_1.NEF"), sniff(head, "scan.dng"), sniff(head, "scan.tif")]).toEqual([
    { format: "raw" },
    { format: "raw" },
    { format: "tiff" },
  ]);
});
