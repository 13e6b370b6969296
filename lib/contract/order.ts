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
  /** The ordered add-ons that run only where the photo has something for them to do. */
  autoAddOns: AddOn[];
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
  autoAddOns: [],
  outputFormat: "png",
  strength: 1,
  metadata: "keep",
};

/** How an add-on is ordered: not at all, in any case, or only where the photo has something for it to do. */
export const addOnModes = ["off", "on", "auto"] as const;
export type AddOnMode = (typeof addOnModes)[number];
type OrderedAddOns = Pick<Order, AddOn | "autoAddOns">;

export function readAddOnMode(order: OrderedAddOns, addOn: AddOn): AddOnMode {
  if (!order[addOn]) return "off";
  return order.autoAddOns.includes(addOn) ? "auto" : "on";
}

/** The same order with one add-on ordered in another way. `autoAddOns` stays in the order of `addOns`, each named once. */
export function setAddOnMode<Ordered extends OrderedAddOns>(order: Ordered, addOn: AddOn, mode: AddOnMode): Ordered {
  const isAuto = (one: AddOn) => (one === addOn ? mode === "auto" : order.autoAddOns.includes(one));
  return { ...order, [addOn]: mode !== "off", autoAddOns: addOns.filter(isAuto) };
}

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

/** How a form spells the modes of an add-on, in any case. */
export const addOnModeTexts = { off: "false", on: "true", auto: "auto" } as const satisfies Record<AddOnMode, string>;
const modesByText = { false: "off", true: "on", auto: "auto" } as const;

const addOnMode = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.enum(["true", "false", "auto"]))
  .transform((text): AddOnMode => modesByText[text]);

/** One parser per form field, from the text of the part to its value. A missing field gets its default. */
export const orderFields = {
  model: z.enum(models).default("large"),
  clean_scratches: addOnMode.default("off"),
  face_remaster: addOnMode.default("off"),
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
