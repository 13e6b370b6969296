import { expect, it } from "vitest";
import { sniffFile } from "./sniff-file";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sniff = (text: string, name = "file.jpg") => sniffFile(bytes(text), name);
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
  ["jxl", "\xff\x0a\x01"],
  ["jxl", "\0\0\0\x0cJXL \r\n\x87\n"],
  ["jp2", "\0\0\0\x0cjP  \r\n\x87\n"],
  ["jp2", "\xff\x4f\xff\x51\0\x2f"],
  ["pdf", "%PDF-1.7\n"],
  ["bmp", "BM\x36\x04\0\0\0\0\0\0"],
  ["raw", "II*\0\x10\0\0\0CR\x02\0"],
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
  ["a camera's raw file", "II*\0\x08\0\0\0", "DSC_1.SR2"],
  ["a camera's raw file", box("crx "), "IMG_1.cr3"],
  ["a Photoshop file", "8BPS\0\x01", "scan.psd"],
  ["a sound file", "RIFF\x10\0\0\0WAVEfmt ", "voice.wav"],
])("says that %s is one, and what to do", (kind, head, name) => {
  expect(sniff(head, name)).toEqual({ kind, advice: expect.stringMatching(/^(Add|Save|Export|Unpack).*\.$/) });
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
