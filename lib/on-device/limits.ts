/** Pixels of the largest photo that is colored in a browser: it is held there twice, with four bytes a pixel. */
export const maxDevicePixels = 50_000_000;
/** The longer side of the preview that a guest gets. */
export const devicePreviewSide = 1024;
/** The longest side that every browser decodes and draws. */
export const maxDeviceSide = 16_384;
