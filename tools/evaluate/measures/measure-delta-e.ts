/** CIELAB of one color: L* 0..100, a*, b*. */
export type Lab = [lightness: number, a: number, b: number];

const degrees = 180 / Math.PI;
const cos = (angle: number) => Math.cos(angle / degrees);
const pow7 = (x: number) => x * x * x * x * x * x * x;
/** How saturated a pair of this mean chroma counts as, 0..1. */
const saturation = (chroma: number) => Math.sqrt(pow7(chroma) / (pow7(chroma) + 25 ** 7));

/** Hue of a and b in degrees, 0..360; 0 for gray. */
function hueOf(a: number, b: number): number {
  const hue = Math.atan2(b, a) * degrees;
  return hue < 0 ? hue + 360 : hue;
}

/** CIEDE2000 between two colors, all weights 1: about 1 is just seen. After Sharma, Wu and Dalal, 2005. */
export function measureDeltaE([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const stretch = 1.5 - 0.5 * saturation((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2);
  const chroma1 = Math.hypot(a1 * stretch, b1);
  const chroma2 = Math.hypot(a2 * stretch, b2);
  const hue1 = hueOf(a1 * stretch, b1);
  const hue2 = hueOf(a2 * stretch, b2);
  const hueStep = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(turnBetween(hue1, hue2) / 2 / degrees);
  const lightness = (l1 + l2) / 2;
  const chroma = (chroma1 + chroma2) / 2;
  // A gray has no hue, so the other's counts.
  const hue = chroma1 * chroma2 === 0 ? hue1 + hue2 : meanHue(hue1, hue2);

  const t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.2 * cos(4 * hue - 63);
  const fromMiddle = (lightness - 50) ** 2;
  const dl = (l2 - l1) / (1 + (0.015 * fromMiddle) / Math.sqrt(20 + fromMiddle));
  const dc = (chroma2 - chroma1) / (1 + 0.045 * chroma);
  const dh = hueStep / (1 + 0.015 * chroma * t);
  const blueTurn = 60 * Math.exp(-(((hue - 275) / 25) ** 2));
  const rotation = -2 * saturation(chroma) * Math.sin(blueTurn / degrees);
  return Math.sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}

/** From one hue to the other the shorter way round, -180..180. */
function turnBetween(hue1: number, hue2: number): number {
  const turn = hue2 - hue1;
  if (turn > 180) return turn - 360;
  return turn < -180 ? turn + 360 : turn;
}

function meanHue(hue1: number, hue2: number): number {
  const mean = (hue1 + hue2) / 2;
  if (Math.abs(hue1 - hue2) <= 180) return mean;
  return mean < 180 ? mean + 180 : mean - 180;
}
