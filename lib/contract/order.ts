import { z } from "zod";
import { hintText } from "./photos/color-hint";
import { type Edits, editFields, pickEdits, plainEdits, writeCrop } from "./photos/edits";

export const models = ["large", "tiny"] as const;
export type Model = (typeof models)[number];
export const addOns = ["cleanScratches", "faceRemaster"] as const;
export type AddOn = (typeof addOns)[number];

export const outputFormats = ["png", "jpeg", "webp", "tiff", "avif"] as const;
export type OutputFormat = (typeof outputFormats)[number];
/** The photo's EXIF and XMP are kept, kept without the location, or dropped. The mark that AI colorized it is always added. */
export const metadataPolicies = ["keep", "strip_gps", "strip"] as const;
export type MetadataPolicy = (typeof metadataPolicies)[number];

/** Whether the output is sRGB or has the photo's own RGB profile. */
export const outputProfiles = ["srgb", "keep"] as const;
export type OutputProfile = (typeof outputProfiles)[number];
/** Bits of a sample of the output. `auto`: 16 where photo and format have more than 8. Formats without 16 bits have 8. */
export const bitDepths = ["auto", "8", "16"] as const;
export type BitDepth = (typeof bitDepths)[number];

/** What a caller orders for one photo. `formFields` has the names of the corresponding form fields. */
export type Order = Edits & {
  model: Model;
  cleanScratches: boolean;
  faceRemaster: boolean;
  /** The ordered add-ons that run only where the photo has something for them to do. */
  autoAddOns: AddOn[];
  outputFormat: OutputFormat;
  /** Amount of color in [0, 1]; 0 returns the photo in gray. */
  strength: number;
  metadata: MetadataPolicy;
  outputProfile: OutputProfile;
  bitDepth: BitDepth;
  /** What the caller knows about the colors, in words, for engines that take words; null for nothing. */
  hint: string | null;
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
  outputProfile: "srgb",
  bitDepth: "auto",
  ...plainEdits,
  hint: null,
};

/** What of an order belongs to its photo alone, and isn't given to others: its edits, and what is known about its colors. */
export const pickOwn = (order: Edits & Pick<Order, "hint">): Edits & Pick<Order, "hint"> => ({
  ...pickEdits(order),
  hint: order.hint,
});

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
  outputProfile: "output_profile",
  bitDepth: "bit_depth",
  page: "page",
  rotate: "rotate",
  crop: "crop",
  invert: "invert",
  hint: "hint",
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
  output_profile: z.enum(outputProfiles).default("srgb"),
  bit_depth: z.enum(bitDepths).default("auto"),
  ...editFields,
  hint: hintText.default(null),
} as const;

const laterOptions = ["outputProfile", "bitDepth", "page", "rotate", "crop", "invert", "hint"] as const;
/** The options that came after the first versions of order, receipt and fingerprint, which have none of them. */
export type LaterOptions = Pick<Order, (typeof laterOptions)[number]>;

/** Those of the later options that are not their defaults: what is made of them stays as it was for orders without. */
export function pickLaterOptions(order: LaterOptions): Partial<LaterOptions> {
  return Object.fromEntries(
    laterOptions.filter((name) => order[name] !== defaultOrder[name]).map((name) => [name, order[name]]),
  );
}

/**
 * The form fields of an order besides the image. Of the options after the first version of the contract only those that change
 * something, so that an endpoint with that version accepts the form.
 */
export function writeOrderFields(order: Order): [name: string, value: string][] {
  const added = addOns.map((addOn): [string, string] => [
    formFields[addOn],
    addOnModeTexts[readAddOnMode(order, addOn)],
  ]);
  const options = (["outputFormat", "strength", "metadata"] as const).filter(
    (name) => order[name] !== defaultOrder[name],
  );
  return [
    [formFields.model, order.model],
    ...added,
    ...options.map((name): [string, string] => [formFields[name], String(order[name])]),
    ...writeLaterFields(order),
  ];
}

/** The form fields of the later options that are not their defaults. */
export function writeLaterFields(order: LaterOptions): [name: string, value: string][] {
  return laterOptions
    .filter((name) => order[name] !== defaultOrder[name])
    .map((name) => [formFields[name], name === "crop" && order.crop ? writeCrop(order.crop) : String(order[name])]);
}
