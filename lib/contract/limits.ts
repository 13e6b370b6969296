/** Limits for every caller. Size of the image file in bytes; for text input, of the decoded image. */
export const maxImageBytes = 25 * 1024 * 1024;
/** The same for people. Said in the unit in which computers show file sizes; a little more than that is accepted. */
export const maxImageSize = "25 MB";
/** Width × height where the operator has not chosen otherwise (MAX_IMAGE_MEGAPIXELS). Larger images would need too much memory. */
export const maxPixels = 100_000_000;
/** Bytes of the whole request: the largest image as base64 text plus room for the other fields and the multipart framing. */
export const maxBodyBytes = Math.ceil((maxImageBytes * 4) / 3) + 1024 * 1024;
/** Bytes of the small copy of a photo that is sent for inspection. */
export const maxCopyBytes = 2 * 1024 * 1024;
/** Longer side of that copy, in pixels. */
export const maxCopySide = 2048;
/** Longer side of the preview of a photo that browsers cannot show, in pixels. It also serves as the copy to inspect. */
export const previewSide = 1600;
/** Characters of an image URL. */
export const maxImageUrlLength = 4096;

/**
 * Accepted formats, detected by magic bytes. SVG and PostScript are excluded on purpose: they are programs, not photos. Of a PDF
 * only the photo on its page is taken. `raw` is every camera's raw file, of which the camera's own preview is taken.
 */
export const photoFormats = [
  "jpeg",
  "png",
  "webp",
  "gif",
  "tiff",
  "avif",
  "heic",
  "jxl",
  "jp2",
  "pdf",
  "bmp",
  "raw",
] as const;
export type PhotoFormat = (typeof photoFormats)[number];
