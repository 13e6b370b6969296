import path from "node:path";

const contentTypes: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".avif": "image/avif",
  ".heic": "image/heic",
  ".jxl": "image/jxl",
  ".jpx": "image/jp2",
  ".bmp": "image/bmp",
  // PDF and raw files are not named: a browser should save them, not open them in the studio's origin.
};
const jobShape = /^job_[0-9A-Za-z]+$/;
const keyShape = /^job_[0-9A-Za-z]+\/[a-z]+\.[a-z]+$/;

/** A key from a URL could try to leave the folder or name another's object, so only keys of the expected shape are looked for. */
export const isStorageKey = (key: string): boolean => keyShape.test(key);
export const isJobId = (text: string): boolean => jobShape.test(text);

/** What a browser is told that an object is, whatever the storage itself has noted. */
export const contentTypeOf = (key: string): string => contentTypes[path.extname(key)] ?? "application/octet-stream";
