import type { PhotoFormat } from "../limits";

/** What a file is: a photo in a format that the studio reads, or something else with its name and what to do instead. */
export type FileKind = { format: PhotoFormat } | { kind: string; advice: string };

/** `zeros`: further bytes that must be 0, where the first ones alone could begin a text. */
export type Signature = { bytes: string; at?: number; zeros?: { at: number; count: number }; is: FileKind };

export const otherKind = (kind: string, advice: string) => ({ kind, advice });
const exported = "Export it as TIFF, PNG or JPEG.";
const photoItself = "Add a photo.";
export const video = otherKind("a video", "Save a single frame of it as PNG or JPEG.");
export const archive = otherKind("an archive", "Unpack it and add the photos in it.");
export const officeDocument = otherKind("an Office document", "Save its pictures as files of their own.");
export const webPage = otherKind(
  "a web page",
  "Save the picture itself and add that, or give the picture's own address.",
);
export const drawing = otherKind("an SVG drawing", "Export it as PNG.");
const scientific = otherKind("a file of measured values (FITS)", exported);
const sound = otherKind("a sound file", photoItself);

/** In Latin-1. The first that fits counts. */
export const signatures: Signature[] = [
  { bytes: "\xff\xd8\xff", is: { format: "jpeg" } },
  { bytes: "\x89PNG\r\n\x1a\n", is: { format: "png" } },
  { bytes: "GIF87a", is: { format: "gif" } },
  { bytes: "GIF89a", is: { format: "gif" } },
  { bytes: "WEBP", at: 8, is: { format: "webp" } },
  { bytes: "II*\0\x10\0\0\0CR", is: { format: "raw" } },
  { bytes: "II*\0", is: { format: "tiff" } },
  { bytes: "MM\0*", is: { format: "tiff" } },
  { bytes: "II+\0", is: { format: "tiff" } },
  { bytes: "MM\0+", is: { format: "tiff" } },
  { bytes: "FUJIFILMCCD-RAW", is: { format: "raw" } },
  { bytes: "IIU\0", is: { format: "raw" } },
  { bytes: "IIRO", is: { format: "raw" } },
  { bytes: "IIRS", is: { format: "raw" } },
  { bytes: "MMOR", is: { format: "raw" } },
  { bytes: "\0MRM", is: { format: "raw" } },
  { bytes: "FOVb", is: { format: "raw" } },
  { bytes: "ftypcrx ", at: 4, is: { format: "raw" } },
  { bytes: "%PDF-", is: { format: "pdf" } },
  { bytes: "BM", zeros: { at: 6, count: 4 }, is: { format: "bmp" } },
  { bytes: "\xff\x0a", is: { format: "jxl" } },
  { bytes: "\0\0\0\x0cJXL \r\n\x87\n", is: { format: "jxl" } },
  { bytes: "\0\0\0\x0cjP  \r\n\x87\n", is: { format: "jp2" } },
  { bytes: "\xff\x4f\xff\x51", is: { format: "jp2" } },
  { bytes: "%!PS", is: otherKind("a PostScript file (EPS)", exported) },
  { bytes: "\xc5\xd0\xd3\xc6", is: otherKind("a PostScript file (EPS)", exported) },
  { bytes: "8BPS", is: otherKind("a Photoshop file", exported) },
  { bytes: "gimp xcf", is: otherKind("a GIMP file (XCF)", exported) },
  { bytes: "v/1\x01", is: otherKind("an OpenEXR picture", exported) },
  { bytes: "#?RADIANCE", is: otherKind("a Radiance HDR picture", exported) },
  { bytes: "#?RGBE", is: otherKind("a Radiance HDR picture", exported) },
  { bytes: "SIMPLE  =", is: scientific },
  { bytes: "DICM", at: 128, is: otherKind("a DICOM file", exported) },
  { bytes: "AT&TFORM", is: otherKind("a DjVu document", exported) },
  { bytes: "\x01\xda", is: otherKind("an SGI picture", exported) },
  { bytes: "\x59\xa6\x6a\x95", is: otherKind("a Sun raster picture", exported) },
  { bytes: "II\xbc", is: otherKind("a JPEG XR picture", exported) },
  { bytes: "BPG\xfb", is: otherKind("a BPG picture", exported) },
  { bytes: "qoif", is: otherKind("a QOI picture", exported) },
  { bytes: "FORM", is: otherKind("an IFF picture", exported) },
  { bytes: "icns", is: otherKind("an icon", photoItself) },
  { bytes: "\0\0\x01\0", is: otherKind("an icon", photoItself) },
  { bytes: "\0\0\x02\0", zeros: { at: 3, count: 5 }, is: otherKind("a Targa picture (TGA)", exported) },
  { bytes: "\0\0\x0a\0", zeros: { at: 3, count: 5 }, is: otherKind("a Targa picture (TGA)", exported) },
  { bytes: "\0\0\x03\0", zeros: { at: 3, count: 5 }, is: otherKind("a Targa picture (TGA)", exported) },
  { bytes: "PK\x03\x04", is: archive },
  { bytes: "Rar!", is: archive },
  { bytes: "7z\xbc\xaf\x27\x1c", is: archive },
  { bytes: "\x1f\x8b", is: archive },
  { bytes: "BZh", is: archive },
  { bytes: "\xfd7zXZ\0", is: archive },
  { bytes: "ustar", at: 257, is: archive },
  { bytes: "\xd0\xcf\x11\xe0", is: officeDocument },
  { bytes: "\xffWPC", is: otherKind("a WordPerfect document", "Save its pictures as files of their own.") },
  { bytes: "{\\rtf", is: otherKind("a text document", "Save its pictures as files of their own.") },
  { bytes: "\x1aE\xdf\xa3", is: video },
  { bytes: "AVI ", at: 8, is: video },
  { bytes: "\0\0\x01\xba", is: video },
  { bytes: "\0\0\x01\xb3", is: video },
  { bytes: "OggS", is: video },
  { bytes: "FLV\x01", is: video },
  { bytes: "\x30\x26\xb2\x75\x8e\x66\xcf\x11", is: video },
  { bytes: "moov", at: 4, is: video },
  { bytes: "ID3", is: sound },
  { bytes: "fLaC", is: sound },
  { bytes: "RIFF", is: sound },
  { bytes: "MZ", zeros: { at: 28, count: 8 }, is: otherKind("a program", photoItself) },
  { bytes: "\x7fELF", is: otherKind("a program", photoItself) },
];
