import { DeviceError } from "@/lib/on-device/device-error";
import { type DeviceFault, maxDevicePixels } from "@/lib/on-device/worker-messages";

const megapixels = maxDevicePixels / 1e6;

/** What happened and what to do about it. On this device nothing is ever charged. */
const sentences: Record<DeviceFault, string> = {
  no_webassembly:
    "This browser cannot color photos by itself. Update it, or turn WebAssembly on. The workbench colors them on the studio.",
  engine_unavailable: "The part of the studio that runs here could not be loaded. Check the connection and try again.",
  cannot_decode:
    "This browser cannot read the photo. JPEG, PNG and WebP always work; TIFF, RAW and HEIC need the workbench.",
  too_many_pixels: `The photo has more pixels than fit here: ${megapixels} megapixels, and 16,384 pixels on a side. The workbench takes larger ones.`,
  nothing_to_color: "The photo is of pure black and white: it has no gray that could get a color. Scan it in gray.",
  out_of_memory: "This device has not enough memory for the photo. Close other tabs and try again.",
  unexpected: "The photo could not be colored here. Try again, or use the workbench.",
};

export const describeFault = (fault: DeviceFault): string => sentences[fault];

/** Whether the same photo may work when it is tried again. */
export const mayWorkAgain = (fault: DeviceFault): boolean =>
  fault === "engine_unavailable" || fault === "out_of_memory" || fault === "unexpected";

export const readFault = (error: unknown): DeviceFault => (error instanceof DeviceError ? error.fault : "unexpected");
