import { z } from "zod";

/** Part of a picture, as shares of its width and height. */
export type Crop = { x: number; y: number; width: number; height: number };

/** What is done to a photo before it is colored, in this order; the photo's own orientation comes before `rotate`. */
export type Edits = {
  /** Of a file with several pages or frames, counted from 1. */
  page: number;
  /** Degrees clockwise, 0 ≤ rotate < 360, at most two decimals. The picture grows to the box around it, its corners white. */
  rotate: number;
  /** Of the turned picture; null for all of it. */
  crop: Crop | null;
  /** From a negative to a positive. */
  invert: boolean;
};

export const plainEdits: Edits = { page: 1, rotate: 0, crop: null, invert: false };

export const isPlain = ({ page, rotate, crop, invert }: Edits): boolean =>
  page === 1 && rotate === 0 && crop === null && !invert;

export const maxPage = 10_000;
/** Decimals that count in `rotate` and in a share of `crop`. */
const rotateSteps = 100;
const cropSteps = 1e6;
/** Rounding of shares may carry a crop this far past the edge. */
const tolerance = 2 / cropSteps;

const roundTo = (steps: number) => (value: number) => Math.round(value * steps) / steps;

export const rotateSchema = z.number().min(0).lt(360);
export const cropSchema = z
  .strictObject({
    x: z.number().min(0).lt(1),
    y: z.number().min(0).lt(1),
    width: z.number().positive().max(1),
    height: z.number().positive().max(1),
  })
  .refine(({ x, y, width, height }) => x + width <= 1 + tolerance && y + height <= 1 + tolerance, {
    message: "The part reaches past the picture's edge",
  });

/** The fields of `Edits`, as answers and browsers keep them. */
export const editsShape = {
  page: z.number().int().min(1).max(maxPage),
  rotate: rotateSchema,
  crop: cropSchema.nullable(),
  invert: z.boolean(),
};

const decimal = /^-?(\d+(\.\d*)?|\.\d+)$/;
const numberText = z.string().trim().regex(decimal).transform(Number);

/** Any turn, brought into [0, 360) at two decimals. */
export const toRotate = (degrees: number): number =>
  (((Math.round(degrees * rotateSteps) % (360 * rotateSteps)) + 360 * rotateSteps) % (360 * rotateSteps)) / rotateSteps;

/** How a form spells the edits: `page=2`, `rotate=-1.5`, `crop=0.1,0.05,0.8,0.9`, `invert=true`. */
export const editFields = {
  page: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(editsShape.page)
    .default(1),
  rotate: numberText.pipe(z.number().min(-360).max(360)).transform(toRotate).default(0),
  crop: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.tuple([numberText, numberText, numberText, numberText]))
    .transform(([x, y, width, height]) => ({ x, y, width, height }))
    .pipe(cropSchema)
    .nullable()
    .default(null),
  invert: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.enum(["true", "false"]))
    .transform((text) => text === "true")
    .default(false),
} as const;

export const writeCrop = ({ x, y, width, height }: Crop): string =>
  [x, y, width, height].map(roundTo(cropSteps)).join(",");

type Size = { width: number; height: number };

/** In pixels: the smallest box around a picture turned by `rotate` degrees. Exact for multiples of 90. */
export function turnedSize({ width, height }: Size, rotate: number): Size {
  if (rotate % 180 === 0) return { width, height };
  if (rotate % 90 === 0) return { width: height, height: width };
  const angle = (rotate * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return { width: Math.round(width * cos + height * sin), height: Math.round(width * sin + height * cos) };
}

/** The crop in whole pixels of a picture of this size: at least one, and within it. */
export function cropBox(size: Size, crop: Crop | null): Size & { left: number; top: number } {
  if (!crop) return { left: 0, top: 0, ...size };
  const left = Math.min(size.width - 1, Math.round(crop.x * size.width));
  const top = Math.min(size.height - 1, Math.round(crop.y * size.height));
  const right = Math.min(size.width, Math.round((crop.x + crop.width) * size.width));
  const bottom = Math.min(size.height, Math.round((crop.y + crop.height) * size.height));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** The size in pixels of a photo after its edits. */
export function editedSize(size: Size, { rotate, crop }: Pick<Edits, "rotate" | "crop">): Size {
  const { width, height } = cropBox(turnedSize(size, rotate), crop);
  return { width, height };
}

/** The edits of an order, without its other options. */
export const pickEdits = ({ page, rotate, crop, invert }: Edits): Edits => ({ page, rotate, crop, invert });

/** Names what edits make of a file; empty where they change nothing. */
export const editsKey = (edits: Edits): string =>
  isPlain(edits) ? "" : [edits.page, edits.rotate, edits.crop && writeCrop(edits.crop), edits.invert].join(" ");

/** Names the picture that edits make of a file with this SHA-256: pages and parts of one file are pictures of their own. */
export const pictureKey = (sha256: string, edits: Edits): string => sha256 + editsKey(edits);
