import type { PhotoFormat } from "../../contract/limits";
import type { PagePass } from "./apply-edits";
import { spaceOf } from "./color/judge-icc";
import { makeRgbIcc } from "./color/make-icc";
import { srgbPrimaries } from "./color/primaries";
import type { PictureColor } from "./color/read-color";
import type { Page } from "./find-page";

/** Points of the curve that is made of a gray profile's. */
const curvePoints = 4096;

/** How the work picture comes about: as the file itself, as its copy with a profile, or in a pass over its pixels. */
export type WorkPlan =
  | { kind: "direct" }
  | { kind: "tag"; format: "png" | "jpeg"; icc: Buffer }
  | { kind: "pass"; pass: Pick<PagePass, "space" | "isConverted" | "icc"> };

type Found = {
  page: Extract<Page, { way: "direct" | "drop" }>;
  color: PictureColor;
  format: PhotoFormat;
  isEdited: boolean;
};

export function planWork({ page, color, format, isEdited }: Found): WorkPlan {
  const { header, way } = page;
  const space = spaceOf(header.space);
  const isDeep = header.depth !== "uchar";
  const isPassed =
    isEdited ||
    way === "drop" ||
    page.index !== undefined ||
    space === "other" ||
    // Decoders leave 16-bit gray as it is whatever its profile says, and are inexact with a profile made for gray.
    (color.judged.kind === "gray" && (isDeep || color.isMade));
  if (isPassed) return { kind: "pass", pass: planPass(page, color, isDeep) };
  if (!color.isMade || !color.icc || color.judged.kind === "none") return { kind: "direct" };
  if (format === "png" || format === "jpeg") return { kind: "tag", format, icc: color.icc };
  return { kind: "pass", pass: planPass(page, color, isDeep) };
}

function planPass({ header, way }: Found["page"], { judged, icc }: PictureColor, isDeep: boolean) {
  const space = spaceOf(header.space);
  const rgb = isDeep ? ("rgb16" as const) : ("srgb" as const);
  // Printer colors have no code values that an inverted or straightened picture could have.
  if (space === "CMYK" || space === "other") return { space: rgb, isConverted: true, icc: null };
  if (judged.kind === "gray") {
    const table = Array.from({ length: curvePoints }, (_, index) => judged.curve(index / (curvePoints - 1)));
    return { space: rgb, isConverted: false, icc: makeRgbIcc(srgbPrimaries, { table }, "gray") };
  }
  const hasAlpha = header.hasAlpha && way !== "drop";
  // sharp drops the transparency of 8-bit gray.
  const gray = isDeep ? ("grey16" as const) : hasAlpha ? rgb : ("b-w" as const);
  return { space: space === "GRAY" ? gray : rgb, isConverted: false, icc };
}
