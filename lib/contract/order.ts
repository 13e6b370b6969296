import { z } from "zod";

export const models = ["large", "tiny"] as const;
export type Model = (typeof models)[number];
export const addOns = ["cleanScratches", "faceRemaster"] as const;
export type AddOn = (typeof addOns)[number];

export const outputFormats = ["png", "jpeg", "webp"] as const;
export type OutputFormat = (typeof outputFormats)[number];
/** What becomes of the photo's EXIF and XMP: kept, kept without the place, or dropped. The mark that AI colored it stays always. */
export const metadataPolicies = ["keep", "strip_gps", "strip"] as const;
export type MetadataPolicy = (typeof metadataPolicies)[number];

/** What was asked. The form fields of the same meaning are in `formFields`. */
export type Order = {
  model: Model;
  cleanScratches: boolean;
  faceRemaster: boolean;
  outputFormat: OutputFormat;
  /** How much color, 0..1; 0 gives the photo back in gray. */
  strength: number;
  metadata: MetadataPolicy;
};

/** The seed's behavior: what a call gets that sends nothing but an image. */
export const defaultOrder: Order = {
  model: "large",
  cleanScratches: false,
  faceRemaster: false,
  outputFormat: "png",
  strength: 1,
  metadata: "keep",
};

/** Form field names, as the public contract spells them. */
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

/** One parser per form field: text of the part → value. A missing field takes its default. */
export const orderFields = {
  model: z.enum(models).default("large"),
  clean_scratches: flag.default(false),
  face_remaster: flag.default(false),
  output_format: z.enum(outputFormats).default("png"),
  // Number() of "" is 0 and of "0x1" is 1: only plain decimals are numbers here.
  strength: z
    .string()
    .trim()
    .regex(/^(\d+(\.\d*)?|\.\d+)$/)
    .transform(Number)
    .pipe(z.number().min(0).max(1))
    .default(1),
  metadata: z.enum(metadataPolicies).default("keep"),
} as const;
