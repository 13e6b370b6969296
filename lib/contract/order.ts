import { z } from "zod";

export const models = ["large", "tiny"] as const;
export type Model = (typeof models)[number];
export const addOns = ["cleanScratches", "faceRemaster"] as const;
export type AddOn = (typeof addOns)[number];

/** What was asked: which model, which add-ons. The form fields of the same meaning are `model`, `clean_scratches`, `face_remaster`. */
export type Order = { model: Model; cleanScratches: boolean; faceRemaster: boolean };

/** Form field names, as the public contract spells them. */
export const formFields = {
  image: "image",
  model: "model",
  cleanScratches: "clean_scratches",
  faceRemaster: "face_remaster",
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
} as const;
