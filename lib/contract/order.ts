import { z } from "zod";

export const models = ["large", "tiny"] as const;
export type Model = (typeof models)[number];
export const addOns = ["cleanScratches", "faceRemaster"] as const;
export type AddOn = (typeof addOns)[number];

export const outputFormats = ["png", "jpeg", "webp"] as const;
export type OutputFormat = (typeof outputFormats)[number];
/** The photo's EXIF and XMP are kept, kept without the location, or dropped. The mark that AI colorized it is always added. */
export const metadataPolicies = ["keep", "strip_gps", "strip"] as const;
export type MetadataPolicy = (typeof metadataPolicies)[number];

/** What a caller orders for one photo. `formFields` has the names of the corresponding form fields. */
export type Order = {
  model: Model;
  cleanScratches: boolean;
  faceRemaster: boolean;
  outputFormat: OutputFormat;
  /** Amount of color in [0, 1]; 0 returns the photo in gray. */
  strength: number;
  metadata: MetadataPolicy;
};

/** The order of a request that contains only an image. */
export const defaultOrder: Order = {
  model: "large",
  cleanScratches: false,
  faceRemaster: false,
  outputFormat: "png",
  strength: 1,
  metadata: "keep",
};

/** The form field names of the public API. */
export const formFields = {
  image: "image",
  model: "model",
  cleanScratches: "clean_scratches",
  faceRemaster: "face_remaster",
  outputFormat: "output_format",
  strength: "strength",
  metadata: "metadata",
} as const;

const flag = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.enum(["true", "false"]))
  .transform((text) => text === "true");

/** One parser per form field, from the text of the part to its value. A missing field gets its default. */
export const orderFields = {
  model: z.enum(models).default("large"),
  clean_scratches: flag.default(false),
  face_remaster: flag.default(false),
  output_format: z.enum(outputFormats).default("png"),
  // Number() would accept "" as 0 and "0x1" as 1; only plain decimals are allowed here.
  strength: z
    .string()
    .trim()
    .regex(/^(\d+(\.\d*)?|\.\d+)$/)
    .transform(Number)
    .pipe(z.number().min(0).max(1))
    .default(1),
  metadata: z.enum(metadataPolicies).default("keep"),
} as const;
