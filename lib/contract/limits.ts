/** Limits every caller meets, whichever door they use. Sizes in bytes of the decoded image, whatever way it came in. */
export const maxImageBytes = 25 * 1024 * 1024;
export const maxPixels = 50_000_000;
/** The whole request: the largest image as base64 text, plus room for the other fields and the multipart framing. */
export const maxBodyBytes = Math.ceil((maxImageBytes * 4) / 3) + 1024 * 1024;
/** A small copy of a photo, sent to be looked at before the photo itself. `maxCopySide`: of its longer side, in pixels. */
export const maxCopyBytes = 2 * 1024 * 1024;
export const maxCopySide = 2048;
export const maxImageUrlLength = 4096;

/** What the magic bytes may say. SVG, PDF and PostScript are not here on purpose: they are programs, not photos. */
export const photoFormats = ["jpeg", "png", "webp", "gif", "tiff", "avif", "heic"] as const;
export type PhotoFormat = (typeof photoFormats)[number];
