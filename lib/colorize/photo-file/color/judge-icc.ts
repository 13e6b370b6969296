import { encodeSrgb, multiply, toSrgb } from "./primaries";
import { type IccProfile, readIcc } from "./read-icc";

/** The color space of a picture's samples, as libvips names it. */
export type PixelSpace = "RGB" | "GRAY" | "CMYK" | "other";

/**
 * `none`: no profile, or sRGB under another name, so that the samples are sRGB code values; `unreadable`: a profile that no color
 * engine could use for these samples, which then count as sRGB too.
 */
export type JudgedIcc = { kind: "none" | "unreadable" } | Extract<IccProfile, { kind: "rgb" | "gray" | "table" }>;

/** Differences in code values of 1, which nobody sees: profiles of sRGB differ by less among themselves. */
const codeTolerance = 0.001;
const matrixTolerance = 0.003;

export function judgeIcc(icc: Buffer | null | undefined, space: PixelSpace): JudgedIcc {
  if (!icc) return { kind: "none" };
  const profile = readIcc(icc);
  if (!profile) return { kind: "unreadable" };
  const its = profile.kind === "table" ? profile.space : profile.kind === "rgb" ? "RGB" : "GRAY";
  if (its !== space) return { kind: "unreadable" };
  return isSrgb(profile) ? { kind: "none" } : profile;
}

export function spaceOf(name: string | undefined): PixelSpace {
  if (name === "srgb" || name === "rgb" || name === "rgb16") return "RGB";
  if (name === "b-w" || name === "grey16") return "GRAY";
  return name === "cmyk" ? "CMYK" : "other";
}

function isSrgb(profile: IccProfile): boolean {
  if (profile.kind === "table") return false;
  const curves = profile.kind === "rgb" ? profile.curves : [profile.curve];
  for (let step = 0; step <= 64; step++) {
    const code = step / 64;
    if (curves.some((curve) => Math.abs(encodeSrgb(Math.max(0, curve(code))) - code) > codeTolerance)) return false;
  }
  if (profile.kind === "gray") return true;
  return multiply(toSrgb, profile.toXyz).every(
    (value, at) => Math.abs(value - (at % 4 === 0 ? 1 : 0)) < matrixTolerance,
  );
}
