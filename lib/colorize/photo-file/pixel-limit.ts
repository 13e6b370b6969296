import { maxPixels as defaultMaxPixels } from "../../contract/limits";
import { singleton } from "../../lifecycle/singleton";

// Known where a process or a worker thread starts, needed wherever a picture is opened: the settings themselves are not passed so far.
const limit = () => singleton("pixel-limit", () => ({ maxPixels: defaultMaxPixels }));

/** Width × height that a photo may have in this process or worker thread. */
export const maxPixels = (): number => limit().maxPixels;

/** Sets the limit of this process or worker thread, at its start. */
export function limitPixels(pixels: number): void {
  limit().maxPixels = pixels;
}

/** The limit as people say it. */
export const maxMegapixels = (): string => `${maxPixels() / 1e6} megapixels`;
