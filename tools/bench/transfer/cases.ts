import type { Distortion } from "../../../lib/colorize/providers/embedded/stages/color/transfer/testing/distort";
import type { Colored } from "../../../lib/colorize/providers/embedded/stages/color/transfer/transfer-colors";

const plain = ({ lightness: { width, height } }: Colored): Distortion => ({
  width,
  height,
  shift: [0, 0],
  zoom: [1, 1],
  warp: 0,
  tone: (lightness) => lightness,
  repainted: null,
});

/** More contrast, darker shadows, lights held back: about what editors do. */
const tone = (lightness: number) =>
  100 * (0.04 + 0.9 * Math.max(0, lightness / 100) ** 1.25 + 0.04 * Math.sin(lightness / 16));

const everything = (picture: Colored): Distortion => ({
  ...plain(picture),
  shift: [0.012, -0.01],
  zoom: [1.05, 1.02],
  warp: 0.01,
  tone,
});

/** A square of 1024 with the picture in it: padded below 1, cropped above. */
function toSquare(picture: Colored, fit: "pad" | "crop"): Distortion {
  const ratio = picture.lightness.width / picture.lightness.height;
  const [wide, high] = ratio > 1 ? [1, 1 / ratio] : [ratio, 1];
  const zoom: [number, number] =
    fit === "pad" ? [wide, high] : [wide / Math.min(wide, high), high / Math.min(wide, high)];
  return { ...plain(picture), width: 768, height: 768, zoom, tone };
}

/** What an editor may answer, each for a picture and another one. */
export const cases: Record<string, (picture: Colored, other: Colored) => Distortion> = {
  same: plain,
  "shift 3 %": (picture) => ({ ...plain(picture), shift: [0.03, -0.03] }),
  "crop 3 %": (picture) => ({ ...plain(picture), zoom: [1 / 0.97, 1 / 0.97], shift: [0.015, 0.015] }),
  "crop 10 %": (picture) => ({ ...plain(picture), zoom: [1 / 0.9, 1 / 0.9] }),
  "stretch ±2 %": (picture) => ({ ...plain(picture), zoom: [1.02, 0.98] }),
  "warp 1 %": (picture) => ({ ...plain(picture), warp: 0.01 }),
  tone: (picture) => ({ ...plain(picture), tone }),
  "padded to square": (picture) => toSquare(picture, "pad"),
  "cropped to square": (picture) => toSquare(picture, "crop"),
  "all of it": everything,
  "all, face repainted": (picture, other) => ({
    ...everything(picture),
    repainted: { x: 0.55, y: 0.42, radius: 0.18, by: other },
  }),
  "another picture": plain,
};
