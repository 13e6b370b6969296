import { type Crop, type Edits, toRotate, turnedSize } from "@/lib/contract/photos/edits";

export type Size = { width: number; height: number };
type Turned = Pick<Edits, "rotate" | "crop">;

export const wholeCrop: Crop = { x: 0, y: 0, width: 1, height: 1 };

/** Sides of a crop that are nearer than this count as the same: a thousandth of the picture. */
const near = 1e-3;
/** Of the largest crop: what resampling and rounding may leave white at its edges. */
const edge = 0.998;
const shareSteps = 1e6;

/** A turn as quarters (0 to 3) and what is left of it, in [-45, 45) degrees. */
export function splitRotate(rotate: number): { quarter: number; fine: number } {
  const quarter = Math.floor((rotate + 45) / 90);
  return { quarter: quarter % 4, fine: Math.round((rotate - quarter * 90) * 100) / 100 };
}

/** Turned by a quarter, clockwise or back; the crop keeps showing the same part. */
export function turnQuarter<Turn extends Turned>(turned: Turn, clockwise: boolean): Turn {
  const { rotate, crop } = turned;
  return { ...turned, rotate: toRotate(rotate + (clockwise ? 90 : -90)), crop: crop && turnCrop(crop, clockwise) };
}

/** Turned by 0, 90, 180 or 270 degrees clockwise. */
export const turnBy = <Turn extends Turned>(turned: Turn, degrees: 0 | 90 | 180 | 270): Turn =>
  Array.from({ length: degrees / 90 }).reduce<Turn>((next) => turnQuarter(next, true), turned);

function turnCrop({ x, y, width, height }: Crop, clockwise: boolean): Crop {
  return cleanCrop(
    clockwise
      ? { x: 1 - y - height, y: x, width: height, height: width }
      : { x: y, y: 1 - x - width, width: height, height: width },
  );
}

/**
 * The largest upright part of a turned photo without white corners, in the middle; null where it is all of it.
 * @param size of the photo before it is turned
 */
export function largestCrop(size: Size, rotate: number): Crop | null {
  if (rotate % 90 === 0) return null;
  const angle = (rotate * Math.PI) / 180;
  const [sin, cos] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
  const [long, short] = [Math.max(size.width, size.height), Math.min(size.width, size.height)];
  // Half of a very long photo's corners lie on its long sides alone.
  const isNarrow = short <= 2 * sin * cos * long || Math.abs(sin - cos) < 1e-10;
  const twice = cos * cos - sin * sin;
  const half = short / 2;
  const alongWide = size.width >= size.height ? [half / sin, half / cos] : [half / cos, half / sin];
  const [width = 0, height = 0] = isNarrow
    ? alongWide
    : [(size.width * cos - size.height * sin) / twice, (size.height * cos - size.width * sin) / twice];
  const box = turnedSize(size, rotate);
  return centered({ width: (width * edge) / box.width, height: (height * edge) / box.height });
}

const centered = ({ width, height }: Size): Crop =>
  cleanCrop({ x: (1 - width) / 2, y: (1 - height) / 2, width, height });

/** Straightened to `fine` degrees. A crop that nobody chose is the largest again; a chosen one turns along and shrinks to fit. */
export function straighten<Turn extends Turned>(turned: Turn, size: Size, fine: number): Turn {
  const rotate = toRotate(splitRotate(turned.rotate).quarter * 90 + fine);
  const { crop } = turned;
  const isOwn = crop !== null && !isSameCrop(crop, largestCrop(size, turned.rotate) ?? wholeCrop);
  return { ...turned, rotate, crop: isOwn ? follow(size, turned.rotate, crop, rotate) : largestCrop(size, rotate) };
}

const isSameCrop = (one: Crop, other: Crop): boolean =>
  (["x", "y", "width", "height"] as const).every((side) => Math.abs(one[side] - other[side]) < near);

/** The crop around the same point of the photo after another turn, as large as it was or as fits into the photo. */
function follow(size: Size, from: number, crop: Crop, to: number): Crop | null {
  const [old, box] = [turnedSize(size, from), turnedSize(size, to)];
  const center = { x: (crop.x + crop.width / 2 - 0.5) * old.width, y: (crop.y + crop.height / 2 - 0.5) * old.height };
  const half = { x: (crop.width * old.width) / 2, y: (crop.height * old.height) / 2 };
  const inPhoto = rotatePoint(center, -from);
  const isOutside = Math.abs(inPhoto.x) >= size.width / 2 || Math.abs(inPhoto.y) >= size.height / 2;
  if (isOutside) return largestCrop(size, to);
  const corners = [half, { x: half.x, y: -half.y }].flatMap(({ x, y }) => [
    rotatePoint({ x, y }, -to),
    rotatePoint({ x: -x, y: -y }, -to),
  ]);
  const room = corners.flatMap((corner) => [
    (size.width / 2 - Math.sign(corner.x) * inPhoto.x) / Math.abs(corner.x || 1e-9),
    (size.height / 2 - Math.sign(corner.y) * inPhoto.y) / Math.abs(corner.y || 1e-9),
  ]);
  const scale = Math.min(1, ...room);
  const moved = rotatePoint(inPhoto, to);
  const [width, height] = [(2 * half.x * scale) / box.width, (2 * half.y * scale) / box.height];
  return cleanCrop({
    x: 0.5 + moved.x / box.width - width / 2,
    y: 0.5 + moved.y / box.height - height / 2,
    width,
    height,
  });
}

function rotatePoint({ x, y }: { x: number; y: number }, degrees: number) {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

/** Within the picture, in the decimals that are kept. */
export function cleanCrop({ x, y, width, height }: Crop): Crop {
  const round = (value: number) => Math.round(value * shareSteps) / shareSteps;
  const place = (from: number, length: number): [number, number] => {
    const size = Math.min(1, Math.max(1 / shareSteps, round(length)));
    return [Math.min(round(1 - size), Math.max(0, round(from))), size];
  };
  const [[left, wide], [top, high]] = [place(x, width), place(y, height)];
  return { x: left, y: top, width: wide, height: high };
}

/** Null for a crop that is all of the picture. */
export const orWhole = (crop: Crop): Crop | null => (isSameCrop(crop, wholeCrop) ? null : crop);
